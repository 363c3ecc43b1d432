## Por qué se sugiere una película, y cuánta seguridad tiene el bot

expected = Unas ★ { NUMBER($stars, minimumFractionDigits: 1, maximumFractionDigits: 1) } para ti · encaja al { NUMBER($match, maximumFractionDigits: 0) } %
guesses-right = Contigo he acertado { $right } de mis últimos { $guesses } pronósticos.

why-title = <b>¿Por qué { $film }?</b>
why-for = <b>A su favor</b>
why-against = <b>En su contra</b>
why-share = { $bar } { $percent } % { $name }
why-others = … { $percent } % { $count ->
        [one] tu otra nota
       *[other] tus otras { $count } notas juntas
    }
why-nobody = Aún no has puntuado nada: les encanta a muchas personas.
why-nothing-rated = Ninguna de tus notas habla a su favor; les encanta a muchas personas.
why-new = Nadie la ha puntuado aún: está aquí por lo que es, sus géneros, su época, sus palabras y su gente.
why-rank = Por su puntuación es la número { $rank } para ti, y la número { $stranger } para alguien desconocido.
why-without = Sin { $film } sería la número { $without }.
why-without-same = Sin { $film } seguiría en su sitio.
why-edit =
    A <b>{ $rated }</b> le diste { $stars }.
    Cámbialo y mira qué pasa con <i>{ $film }</i>:
why-moved = <i>✏️ { $rated }: era la número { $before } y ahora es la { $after }.</i>
why-same = <i>✏️ { $rated }: sigue siendo la número { $after }.</i>

asked-newer = pediste algo más nuevo
asked-older = pediste algo más antiguo
asked-lighter = pediste algo más ligero
asked-darker = pediste algo más oscuro
asked-funnier = pediste algo más divertido
asked-scarier = pediste algo que dé más miedo
asked-more-popular = pediste algo más conocido
asked-less-popular = pediste algo menos conocido
asked-shorter = pediste algo más corto
asked-different = pediste algo distinto
asked-trait = tu ajuste de { $trait }

button-edit = ✏️ { $film } { $stars }
button-hide = 🙈 No enseñar más

## Películas que no se sugieren

hidden = <i>🙈 { $film } no volverá a salir. Con /hidden la recuperas.</i>
some-hidden =
    <b>🙈 { $count ->
        [one] Una película oculta
       *[other] { $count } películas ocultas
    }.</b> Toca una para recuperarla.
none-hidden = No hay nada oculto. «🙈 No enseñar más» está en «❓ Por qué» de cada sugerencia.
taken-hidden = <i>{ $film } ha vuelto: puedo sugerirla otra vez.</i>
some-seen =
    <b>👀 { $count ->
        [one] Una película vista
       *[other] { $count } películas vistas
    }.</b> No te las sugiero. Toca una si al final no la has visto.
none-seen = No hay ninguna marcada como vista. «👀 Ya la vi» está en cada sugerencia.
taken-seen = <i>{ $film } ya no cuenta como vista: puedo sugerirla otra vez.</i>
button-take-hidden = ↩️ { $film }
button-take-seen = ✕ { $film }
button-hidden-list = 🙈 Películas ocultas
button-seen-list = 👀 Películas vistas

## Notas: búsqueda

ratings-found =
    <b>{ $count ->
        [one] Una de tus notas encaja
       *[other] { $count } de tus notas encajan
    }</b> con <i>{ $text }</i>. Toca una para cambiarla.
ratings-found-more = Son las últimas { $shown }; añade una palabra para encontrar otras.
no-such-rating = No has puntuado nada parecido a <i>{ $text }</i>.
not-in-the-catalogue = Ahora mismo no tengo esta película, pero guardo lo que dijiste de ella.
button-all-ratings = ‹ Todas las notas
