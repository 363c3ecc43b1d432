## Lo que se dice con palabras, y sus respuestas

wishes-forgotten = <i>Quitado: { $wishes }.</i>

## Una película en breve

info-minutes = { $minutes } min
info-words = La llaman: { $words }
info-typical = Suele recibir ★ { NUMBER($stars, minimumFractionDigits: 1, maximumFractionDigits: 1) }, de { $count } personas.
info-few-ratings = Casi nadie que conozco la ha puntuado.
info-rated = Le diste { $stars }.
info-saved = La guardaste para más tarde.
info-seen = Ya la viste.

## Notas en palabras

noted-stars = <i>{ $face } { $film }, { $stars } anotado.</i>
which-one-rated = ¿Cuál quieres decir con <i>{ $text }</i>? Recibirá { $stars }.
which-film-meant = ¿Qué película quieres decir? Nómbrala, así: <i>me encantó heat</i>
seen-several = Anotado, ya viste: { $films }.
taken-back = Deshecho.
undo-elsewhere = Desde entonces hiciste otra cosa. Con /undo eliges qué deshacer.

## Respuestas a lo que se dice con palabras

welcome = ¡De nada! ¿Otra?
farewell = ¡Hasta pronto! Aquí estoy cuando quieras una película.
small-talk = ¡Vale! Dime qué te apetece, nombra una película, o toca:
why-no-card = Todavía no hay ninguna sugerencia que explicar. ¿Te hago una?
not-understood =
    No sé qué hacer con <i>{ $text }</i>.
    Escribe una película, o di qué quieres: <i>comedia de los 90, como heat pero más ligera, me encantó alien</i>
one-command = Las órdenes de una en una, por favor: envía /{ $name } sola.
