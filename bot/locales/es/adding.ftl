## Películas que añade quien lleva el bot, y títulos que la gente pidió en vano

command-addfilm = Añadir una película al catálogo
addfilm-how =
    <b>Añadir una película</b>
    Envíala con su año y sus géneros, así:
    <i>/addfilm Sinners (2025) terror, drama</i>
addfilm-wanted = { $count ->
        [one] Un título se pidió y no estaba:
       *[other] { $count } títulos se pidieron y no estaban, primero los más pedidos:
    }
addfilm-none-wanted = Nadie ha pedido una película que no esté.
button-wanted = { $title } · { $times }×
wanted-film =
    <b>{ $title }</b>
    { $times ->
        [one] Se pidió una vez, hace { $ago }.
       *[other] Se pidió { $times } veces, la última hace { $ago }.
    }
wanted-gone = Ese título ya no está en la lista.
wanted-forgotten = Olvidado: { $title }
button-add-wanted = ➕ Añadirla
button-forget-wanted = Olvidarla
draft-film = <b>{ $film }</b>
draft-year = ¿De qué año es? Envíalo, así: 2025
draft-genres = ¿De qué géneros es? Tócalos, o envíalos.
draft-ready = ¿La añado para todos?
draft-odd = No conozco ningún género llamado <i>{ $name }</i>.
draft-odd-near = No conozco ningún género llamado <i>{ $name }</i>. ¿Querías decir { $near }?
draft-no-genres = Toca primero al menos un género.
draft-known = <b>{ $film }</b> ya está aquí.
draft-cancelled = No se ha añadido nada.
film-added =
    <b>{ $film }</b> está añadida.
    En unos segundos todos la encuentran, y se recomienda a quienes les va.
film-taken-back = La he vuelto a quitar.
button-add-film = ✅ Añadirla
button-add-again = ✅ Añadirla otra vez
button-take-film-back = ↩️ Quitarla
button-another-film = ➕ Otra película
button-cancel-draft = Cancelar
button-genres = Géneros…
button-more-genres = Más géneros
button-genres-done = Listo
button-genre-on = ✓ { $genre }
button-genre-off = { $genre }
button-open-film = Abrirla
missed-noted = He anotado que quizá falte, no quién la pidió.
missed-thanks = ¡Gracias! He anotado <b>{ $title }</b> para quien me lleva, no quién la pidió.
button-missed = 🎬 Es una película
