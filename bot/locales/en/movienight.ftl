## The menu

command-movienight = Pick a film together, in a group

## The card of a night

night-title = 🍿 <b>Movie night!</b> Who's in?
night-consent = Who joins lets me show here how well a film suits them, in percent. Ratings stay private.
night-nobody = Nobody is in yet.
night-in = <b>In:</b> { $names }
night-and-more = { $names } and { $count ->
        [one] one more
       *[other] { $count } more
    }
night-wishes = <b>Wishes:</b> { $wishes }
night-how-to-wish = <i>Reply with wishes, like: 90s comedy, no horror</i>
night-unknown = I don't know the taste of { $names } yet. One film is enough to count:
night-no-wish = I found no wish in that. Try: 90s comedy, no horror
night-join-first = Your wishes count once you're in: tap “I'm in”.
night-wish-for-later = <i>Noted. “Other films” makes a list that follows it.</i>
night-called-off = 🍿 The movie night is called off.
night-in-private = 🍿 Movie nights are for groups: add me to one and send /movienight there.

night-button-join = 🙋 I'm in
night-button-leave = 🚪 I'm out
night-button-propose = 🎬 Suggest films
night-button-others = 🔄 Other films
night-button-off = ✖️ Call it off
night-button-drop-wishes = 🧹 Drop the wishes
night-button-taste = 👋 Tell me your taste
night-button-close = 🏁 Close the vote
night-button-save = 🔖 Save for me
night-button-new = 🍿 Another night
night-button-add = ➕ Add me to a group

## The shortlist and the vote

night-shortlist = 🎬 <b>For tonight, fair to all:</b>
night-film = { $place }. <b>{ $film }</b>
night-match = { $name } { $percent } %
night-match-of-many = { $mean } % on average, lowest { $name } { $lowest } %
night-owed = ⚖️ Gave way last time, so counts double tonight: { $names }
night-vote = When everybody in has voted below, I tell the winner.
night-question = What do we watch?
night-winner = 🏆 <b>Tonight: { $film }</b>
night-votes = { $count ->
        [one] One vote
       *[other] { $count } votes
    } made it.
night-tie = A tie: { $count } films with { $votes ->
        [one] one vote
       *[other] { $votes } votes
    } each. The fairest of them, higher on my list, wins.
night-no-votes = Nobody in has voted, so the fairest on my list it is.
night-only-one = It's the only film left that fits.
night-gave-way = ⚖️ Gave way, so counts double next time: { $names }

## The way in from a group

night-greeting =
    <b>Hi!</b> One film is enough for me to count you in at the movie night.
    Type one you love, or tap any you've seen:
night-known =
    <b>You count!</b> I know { $count ->
        [one] one film
       *[other] { $count } films
    } of yours. Each one more makes your match better:

## Answers to taps

night-tap-in = You're in! Your match will show here, your ratings won't.
night-tap-in-unknown = You're in! To count, tap “Tell me your taste” and rate a film.
night-tap-in-already = You're in already.
night-tap-full = This night is full.
night-tap-out = You're out. Another time!
night-tap-not-in = You're not in. Tap “I'm in” to join.
night-tap-join-first = That's for those who are in. Tap “I'm in” first.
night-tap-nobody = Nobody is in yet. Tap “I'm in” first.
night-tap-nothing-left = I've no film left that nobody has seen.
night-tap-no-vote = There's no vote yet.
night-tap-wishes-dropped = The wishes are gone.
night-tap-decided = That night is decided: { $film }.
night-tap-cancelled = That night was called off. Send /movienight for a new one.
night-tap-over = That night is over. Send /movienight for a new one.
night-tap-under-way = Another night is open. /movienight shows it.
