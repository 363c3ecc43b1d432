## Los primeros minutos

greeting =
    <b>¡Hola!</b> Encuentro películas que te gustarán.
    Escribe una que te encante, o toca las que hayas visto:
greeting-by-name =
    <b>¡Hola, { $name }!</b> Encuentro películas que te gustarán.
    Escribe una que te encante, o toca las que hayas visto:
welcome-back =
    <b>¡Hola de nuevo!</b> Ya conozco { $count ->
        [one] una película tuya
       *[other] { $count } películas tuyas
    }. Puntúa alguna más, o deja que te sugiera algo:
ask-first = No pasa nada. ¿Has visto alguna de estas? O escribe una que te encante:
ask-more =
    <b>{ $count } de { $enough }.</b> { $left ->
        [one] Falta una película
       *[other] Faltan { $left } películas
    }, o pide ya una sugerencia:

## Nombrar y puntuar películas

noted = <i>{ $face } { $film }, anotado.</i>
how-was-it = ¿Qué te pareció?
how-was-it-now = Le diste { $stars }. ¿La cambias?
which-one = ¿Cuál quieres decir con <i>{ $text }</i>?
no-such-film =
    No encuentro ninguna película llamada <i>{ $text }</i>.
    Prueba con las palabras principales del título, o añade el año, así: heat 1995
try-again = <b>Vale.</b> Prueba otra vez con el título, quizá con su año.
name-a-film = ¿Qué película? Envíala con la orden, así: /{ $command } heat
similar-title = Si te gusta <b>{ $film }</b>, prueba:

## La tarjeta

by-director = de { $name }
with-actors = { $count ->
        [one] con { $first }
       *[other] con { $first } y { $second }
    }
because-nobody = Les encanta a muchas personas cuyo gusto conozco.
because-new = Nueva aquí: nadie la ha puntuado aún.
because-one = Porque te gustó { $first }.
because-two = Porque te gustaron { $first } y { $second }.
outlook = ★ { NUMBER($stars, minimumFractionDigits: 1, maximumFractionDigits: 1) }, encaja al { NUMBER($match, maximumFractionDigits: 0) } %
nothing-left = Ya te he enseñado todo lo que conozco. Puntúa alguna más por su nombre y vuelve a preguntarme.
shown-again = Esta ya la dejaste pasar; las demás ya las has visto.

## Cuánto se atreven las sugerencias

dial-title =
    <b>¿Cuánto quieres que me atreva?</b>
    Las seguras casi nunca fallan. Las atrevidas son menos conocidas y más variadas, pero siguen siendo para ti.
dial-turned = Desde ahora: { $setting }.

## Listas

ratings-title =
    <b>Has puntuado { $count ->
        [one] una película
       *[other] { $count } películas
    }</b>. Toca una para cambiarla.
ratings-title-page =
    <b>Has puntuado { $count ->
        [one] una película
       *[other] { $count } películas
    }</b> (página { $page } de { $pages }). Toca una para cambiarla.
no-ratings = Todavía no has puntuado nada. Escribe una película que conozcas, o toca una:
saved-title =
    <b>{ $count ->
        [one] Una película guardada
       *[other] { $count } películas guardadas
    }</b> para más tarde. Toca una:
none-saved = Aún no hay nada guardado. Toca 🔖 en una sugerencia y te esperará aquí.

## Deshacer

undone = ↩️ Deshecho: { $what }.
undone-film = Deshecho: { $film }.
undone-rating = tu nota de { $film }
undone-rating-now = tu nota de { $film } (vuelve a ser { $stars })
undone-rating-saved = tu nota de { $film } (vuelve a estar guardada)
undone-mark-seen = vista { $film }
undone-mark-saved = guardada { $film }
undone-mark-hidden = no enseñar nunca { $film }
undone-unmark-seen = no vista { $film }
undone-unmark-saved = { $film } vuelve a estar guardada
undone-unmark-hidden = { $film } vuelve a estar oculta
undone-several = { $count } películas de una vez
undone-already = Eso ya está deshecho, o depende de algo más reciente.
nothing-to-undo = No hay nada que deshacer.
actions-title = <b>Lo último que hiciste</b>, lo más reciente primero. Toca algo para deshacerlo.
action-rate = { $face } { $film }
action-unrate = 🗑 { $film }
action-mark-seen = 👀 { $film }
action-mark-saved = 🔖 { $film }
action-mark-hidden = 🙈 { $film }
action-unmark-seen = sin 👀 { $film }
action-unmark-saved = sin 🔖 { $film }
action-unmark-hidden = sin 🙈 { $film }
action-several = { $count } películas: { $film } …
undo-button = ↩️ { $what }

## Respuestas a lo que venga

cancelled = De acuerdo. Escribe una película, o /recommend cuando te apetezca.
unknown-command = No conozco /{ $name }. Escribe una película, o mira /help.
only-words = Todavía no sé leer { $kind }. Escribe mejor el título de una película.
in-private = Eso queda entre tú y yo: pídemelo en nuestro chat privado.
cannot-save = Ahora mismo no puedo guardar nada. No se pierde nada tuyo: te respondo en cuanto vuelva a funcionar.
cannot-save-admin = Ahora no se puede guardar nada. { $why } Lo que dice la gente espera, y sigo intentándolo.
saves-again =
    { $seconds ->
        [one] Ya se puede guardar otra vez, al cabo de 1 segundo. No se ha perdido nada.
       *[other] Ya se puede guardar otra vez, al cabo de { $seconds } segundos. No se ha perdido nada.
    }
trouble = Algo ha fallado por mi parte. No se ha perdido nada tuyo; inténtalo otra vez, por favor.
too-fast = Vas más deprisa que yo 🙂 Lo primero que llegó cuenta; lo demás lo he dejado pasar. Dame un momento y sigue.
too-fast-tap = Un momento, por favor.
kind-photo = imágenes
kind-voice = mensajes de voz
kind-audio = música
kind-video = vídeos
kind-video-note = mensajes de vídeo
kind-sticker = stickers
kind-animation = animaciones
kind-location = lugares
kind-contact = contactos
kind-poll = encuestas
kind-dice = dados

## Idiomas

language-title = <b>¿En qué idioma quieres que te hable?</b>
language-now = { $name } ✓
language-turned = Desde ahora te hablo en español.
