## Why a film is suggested, and how sure the bot is

expected = About ★ { NUMBER($stars, minimumFractionDigits: 1, maximumFractionDigits: 1) } for you · { NUMBER($match, maximumFractionDigits: 0) } % match
guesses-right = { $right } of my last { $guesses } guesses about you were right.

why-title = <b>Why { $film }?</b>
why-for = <b>Speaks for it</b>
why-against = <b>Speaks against it</b>
why-share = { $bar } { $percent } % { $name }
why-others = … { $percent } % your other { $count ->
        [one] rating
       *[other] { $count } ratings together
    }
why-nobody = You've rated nothing yet: many people love this one.
why-nothing-rated = None of your ratings speaks for it; many people love it.
why-new = Nobody has rated it yet: it's here for what it is, its genres, time, words and people.
why-rank = By its score it's number { $rank } for you, and number { $stranger } for a stranger.
why-without = Without { $film } it would be number { $without }.
why-without-same = Without { $film } it would keep its place.
why-edit =
    You gave <b>{ $rated }</b> { $stars }.
    Change it, and see what becomes of <i>{ $film }</i>:
why-moved = <i>✏️ { $rated }: it was number { $before }, and is now number { $after }.</i>
why-same = <i>✏️ { $rated }: it stays number { $after }.</i>

# What somebody asked for or set, in the list of what speaks for a film
asked-newer = you asked for newer
asked-older = you asked for older
asked-lighter = you asked for lighter
asked-darker = you asked for darker
asked-funnier = you asked for funnier
asked-scarier = you asked for scarier
asked-more-popular = you asked for better known
asked-less-popular = you asked for less known
asked-shorter = you asked for shorter
asked-different = you asked for different
asked-trait = your setting for { $trait }

button-edit = ✏️ { $film } { $stars }
button-hide = 🙈 Never show

## Films that are not suggested

hidden = <i>🙈 { $film } won't come up again. /hidden brings it back.</i>
some-hidden =
    <b>🙈 { $count ->
        [one] One film
       *[other] { $count } films
    } hidden.</b> Tap one to bring it back.
none-hidden = Nothing is hidden. «🙈 Never show» stands under «❓ Why» of each suggestion.
taken-hidden = <i>{ $film } is back: I may suggest it again.</i>
some-seen =
    <b>👀 { $count ->
        [one] One film
       *[other] { $count } films
    } seen.</b> I don't suggest them. Tap one that you haven't seen after all.
none-seen = No film is marked as seen. «👀 Seen it» stands on each suggestion.
taken-seen = <i>{ $film } is not seen: I may suggest it again.</i>
button-take-hidden = ↩️ { $film }
button-take-seen = ✕ { $film }
button-hidden-list = 🙈 Hidden films
button-seen-list = 👀 Seen films

## Ratings: search

ratings-found =
    <b>{ $count ->
        [one] One of your ratings fits
       *[other] { $count } of your ratings fit
    }</b> <i>{ $text }</i>. Tap one to change it.
ratings-found-more = These are the latest { $shown }; add a word to find others.
no-such-rating = You haven't rated anything like <i>{ $text }</i>.
not-in-the-catalogue = I don't have this film at the moment, but I keep what you said of it.
button-all-ratings = ‹ All ratings
