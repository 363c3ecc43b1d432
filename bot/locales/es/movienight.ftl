## El menú

command-movienight = Elegir en grupo una película

## La tarjeta de una noche

night-title = 🍿 <b>¡Noche de cine!</b> ¿Quién se apunta?
night-consent = Quien se apunta me deja mostrar aquí cuánto le va una película, en porcentaje. Las notas son privadas.
night-nobody = Aún no hay nadie.
night-in = <b>Se apuntan:</b> { $names }
night-and-more = { $names } y { $count ->
        [one] una persona más
       *[other] { $count } más
    }
night-wishes = <b>Deseos:</b> { $wishes }
night-how-to-wish = <i>Responde con deseos, por ejemplo: 90s comedy, no horror</i>
night-unknown = Aún no conozco los gustos de { $names }. Con una película basta para contar:
night-no-wish = No encontré ningún deseo ahí. Prueba con: 90s comedy, no horror
night-join-first = Tus deseos cuentan cuando te apuntes: toca «Me apunto».
night-wish-for-later = <i>Anotado. «Otras películas» hace una lista que lo sigue.</i>
night-called-off = 🍿 La noche de cine queda cancelada.
night-in-private = 🍿 Las noches de cine son para grupos: añádeme a uno y envía /movienight allí.

night-button-join = 🙋 Me apunto
night-button-leave = 🚪 Me voy
night-button-propose = 🎬 Sugerir películas
night-button-others = 🔄 Otras películas
night-button-off = ✖️ Cancelarla
night-button-drop-wishes = 🧹 Quitar los deseos
night-button-taste = 👋 Cuéntame tus gustos
night-button-close = 🏁 Cerrar la votación
night-button-save = 🔖 Guardármela
night-button-new = 🍿 Otra noche
night-button-add = ➕ Añádeme a un grupo

## La lista y la votación

night-shortlist = 🎬 <b>Para esta noche, justa para todos:</b>
night-film = { $place }. <b>{ $film }</b>
night-match = { $name } { $percent } %
night-match-of-many = { $mean } % de media, la más baja { $name } { $lowest } %
night-owed = ⚖️ Cedió la última vez y hoy cuenta el doble: { $names }
night-vote = Cuando hayan votado abajo todos los apuntados, digo cuál gana.
night-question = ¿Qué vemos?
night-winner = 🏆 <b>Esta noche: { $film }</b>
night-votes = { $count ->
        [one] Ganó con un voto.
       *[other] Ganó con { $count } votos.
    }
night-tie = Empate: { $count } películas con { $votes ->
        [one] un voto
       *[other] { $votes } votos
    } cada una. Gana la más justa, la que está más arriba en mi lista.
night-no-votes = No votó nadie de los apuntados, así que gana la más justa de mi lista.
night-only-one = Es la única película que queda y encaja.
night-gave-way = ⚖️ Cedió y la próxima vez cuenta el doble: { $names }

## El camino desde un grupo

night-greeting =
    <b>¡Hola!</b> Con una película basta para que cuentes en la noche de cine.
    Escribe una que te encante o toca alguna que hayas visto:
night-known =
    <b>¡Ya cuentas!</b> Conozco { $count ->
        [one] una película tuya
       *[other] { $count } películas tuyas
    }. Con cada una más acierto mejor:

## Respuestas a los toques

night-tap-in = ¡Estás dentro! Aquí se verá tu afinidad, nunca tus notas.
night-tap-in-unknown = ¡Estás dentro! Para contar, toca «Cuéntame tus gustos» y puntúa una película.
night-tap-in-already = Ya te habías apuntado.
night-tap-full = Esta noche está completa.
night-tap-out = Te has ido. ¡Otra vez será!
night-tap-not-in = No estás. Toca «Me apunto» para entrar.
night-tap-join-first = Eso es para quienes se apuntan. Toca «Me apunto» primero.
night-tap-nobody = Aún no hay nadie. Toca «Me apunto» primero.
night-tap-nothing-left = No me queda ninguna película que nadie haya visto.
night-tap-no-vote = Aún no hay votación.
night-tap-wishes-dropped = Los deseos ya no están.
night-tap-decided = Esa noche está decidida: { $film }.
night-tap-cancelled = Esa noche se canceló. Envía /movienight para otra.
night-tap-over = Esa noche ya pasó. Envía /movienight para otra.
night-tap-under-way = Hay otra noche abierta. /movienight la muestra.
