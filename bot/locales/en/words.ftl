## What is said in words, and the answers to it

wishes-forgotten = <i>Dropped: { $wishes }.</i>

## A film in short

info-minutes = { $minutes } min
info-words = People call it: { $words }
info-typical = Typically ★ { NUMBER($stars, minimumFractionDigits: 1, maximumFractionDigits: 1) }, from { $count } people.
info-few-ratings = Hardly anybody I know rated it.
info-rated = You gave it { $stars }.
info-saved = You saved it for later.
info-seen = You have seen it.

## Ratings in words

noted-stars = <i>{ $face } { $film }, { $stars } noted.</i>
which-one-rated = Which one do you mean by <i>{ $text }</i>? It gets { $stars }.
which-film-meant = Which film do you mean? Name it, like: <i>loved heat</i>
seen-several = Noted, you've seen: { $films }.
taken-back = Taken back.
undo-elsewhere = Something else was done since. Send /undo to choose what to take back.

## Answers to what is said in words

welcome = You're welcome! Another one?
farewell = See you! I'm here whenever you want a film.
small-talk = Alright! Tell me what you feel like, name a film, or tap:
why-no-card = There is no suggestion to explain yet. Shall I make one?
not-understood =
    I don't know what to make of <i>{ $text }</i>.
    Type a film, or say what you want: <i>funny 90s, like heat but lighter, loved alien</i>
one-command = One command at a time, please: send /{ $name } on its own.
