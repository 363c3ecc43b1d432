## Emisoras: una película tras otra en torno a una película o unas palabras

station-line = 📻 <b>{ $name }</b>
station-line-steered = 📻 <b>{ $name }</b> · { $leanings }
station-more = más { $trait }
station-less = menos { $trait }
station-plays = Pondré: { $traits }.
station-plays-like = Películas como { $films }.
station-plays-both = Películas como { $films }, con { $traits }.
station-resumed = <i>Esta ya la tienes: sigue donde iba.</i>
station-left-out = No conozco <i>{ $words }</i>, así que lo dejo fuera.
station-seen = <i>👀 { $film }, anotada.</i>
station-because-like = Como { $film }: { $traits }.
station-because = Tiene: { $traits }.
station-because-raised = Y lo que te gustó aquí: { $traits }.
station-because-plain = Va con esta emisora y con tu gusto.
station-unnamed = Mi emisora

button-station-around = 📻 Emisora en torno a ella
button-stop = ⏹ Parar
button-play-on = ▶ Poner
button-station = 📻 { $name }
# The station that plays now
button-station-playing = 🔊 { $name }
button-stations = 📻 Mis emisoras
button-start-over = 🔁 Desde el principio
button-rename = ✏️ Renombrar
button-keep-name = Dejar el nombre
button-bring-back = ↩️ Recuperarla
button-film-card = 🎬 { $film }

station-why-title = <b>¿Por qué { $film }</b> en 📻 { $name }?
station-why-shared = De lo que trata la emisora: { $traits }.
station-why-more = Pediste más de: { $traits }.
station-why-less = Está aunque pediste menos de: { $traits }.
station-why-taste = Tu gusto también la apoya: te gustó { $films }.

station-stopped =
    ⏹ <b>{ $name }</b> está apagada. La guardo tal cual:
    /station la trae de vuelta.
station-over = <b>{ $name }</b> ya ha puesto todo lo que tiene. ¿Empezamos de nuevo? Lo que puntuaste no volverá.
station-nothing-left = A <b>{ $name }</b> no le queda nada: ya lo has puntuado o visto todo.
station-unknown = Entre las películas que conozco ahora no hay nada de lo que trata <b>{ $name }</b>. La guardo para cuando lo haya.
station-gone = Esa emisora ya no está. /station muestra las tuyas.
station-not-understood =
    No puedo hacer una emisora de <i>{ $text }</i>. Prueba con una película, varias, o lo que te apetezca:
    /station heat
    /station heat, alien
    /station domingo de lluvia

stations-none =
    Las <b>📻 emisoras</b> ponen una película tras otra en torno a lo que digas. 👍 y 👎 las dirigen. Prueba:
    /station heat
    /station heat, alien
    /station domingo de lluvia
stations-title =
    <b>📻 { $count ->
        [one] Una emisora
       *[other] { $count } emisoras
    }</b>. Toca una para ponerla o cambiarla.
    Una nueva: <i>/station heat</i>
stations-full = Tienes { $most } emisoras, no puedo guardar más. Quita antes una.
station-so-far = { $played ->
        [one] Ha puesto una
       *[other] Ha puesto { $played }
    }, con { $likes } 👍 y { $dislikes } 👎.

station-name-asked = ¿Cómo quieres llamar a <b>{ $name }</b>? Envíame el nombre nuevo.
station-renamed = <i>✏️ Renombrada.</i>
station-remove = ¿Quitar <b>{ $name }</b>? Tus puntuaciones se quedan.
station-removed = { $name } ya no está.
