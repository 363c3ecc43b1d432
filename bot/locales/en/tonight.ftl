## What is wished for tonight: small words over a card, and on the buttons that take a wish back

wish-like = like { $film }
wish-some-film = another film
wish-no = no { $what }
wish-decade = { $decade }s
wish-since = since { $year }
wish-until = up to { $year }
wish-years = { $first } to { $last }
wish-well-known = well known
wish-little-known = little known
wish-more = { $count } more
wish-newer = newer
wish-older = older
wish-lighter = lighter
wish-darker = darker
wish-funnier = funnier
wish-scarier = scarier
wish-more-popular = better known
wish-less-popular = less known
wish-shorter = shorter
wish-different = something different

# A wish on the button that takes it back
chip = ✕ { $wish }
button-drop-all = 🧹 Drop all
button-but = 🎛 More like this, but…
button-rate-it = ⭐ Rate it
button-info-similar = 🎯 Similar films
button-like-this = 🎯 Just like this

chips-title =
    <b>What you want tonight</b>
    Tap what shall not count any more.
chips-none = Nothing special is wished for. Tell me, like: <i>funny, 90s, no horror</i>
wish-dropped = Dropped: { $wish }. The next card goes without it.
wishes-dropped = Everything is open again.
wish-gone = That wish is gone already.
wishes-let-go = It's been a while, so I let go of: { $wishes }.
wishes-left-out = Nothing fits all of that, so I left out: <b>{ $wishes }</b>.
because-like = Chosen for being like { $film }.
because-your-taste = It goes with what you've liked.

but-title =
    <b>More like { $film }, but…</b>
    Tap which way, or tell me in your own words.
