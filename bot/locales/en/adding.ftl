## Films that whoever runs the bot adds, and titles that people asked for in vain

command-addfilm = Add a film to the catalogue
addfilm-how =
    <b>Add a film</b>
    Send it with its year and genres, like:
    <i>/addfilm Sinners (2025) horror, drama</i>
addfilm-wanted = { $count ->
        [one] One title was asked for and not found:
       *[other] { $count } titles were asked for and not found, the most wanted first:
    }
addfilm-none-wanted = Nobody has asked for a film that isn't here.
button-wanted = { $title } · { $times }×
wanted-film =
    <b>{ $title }</b>
    { $times ->
        [one] Asked for once, { $ago } ago.
       *[other] Asked for { $times } times, the last time { $ago } ago.
    }
wanted-gone = That title isn't on the list any more.
wanted-forgotten = Forgotten: { $title }
button-add-wanted = ➕ Add it
button-forget-wanted = Forget it
draft-film = <b>{ $film }</b>
draft-year = Which year is it from? Send it, like: 2025
draft-genres = Which genres is it? Tap them, or send them.
draft-ready = Add it for everybody?
draft-odd = I know no genre called <i>{ $name }</i>.
draft-odd-near = I know no genre called <i>{ $name }</i>. Did you mean { $near }?
draft-no-genres = Tap at least one genre first.
draft-known = <b>{ $film }</b> is here already.
draft-cancelled = Nothing was added.
film-added =
    <b>{ $film }</b> is added.
    In a few seconds everybody can find it, and it's suggested to those it suits.
film-taken-back = It is taken out again.
button-add-film = ✅ Add it
button-add-again = ✅ Add it again
button-take-film-back = ↩️ Take it back
button-another-film = ➕ Another film
button-cancel-draft = Cancel
button-genres = Genres…
button-more-genres = More genres
button-genres-done = Done
button-genre-on = ✓ { $genre }
button-genre-off = { $genre }
button-open-film = Open it
missed-noted = I've noted that it may be missing, not who asked.
missed-thanks = Thanks! I've noted <b>{ $title }</b> for whoever runs me, not who asked.
button-missed = 🎬 It's a film
