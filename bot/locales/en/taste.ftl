## The picture of a taste: little room

picture-title = Your taste
picture-subtitle = { $count ->
        [one] from one film you rated
       *[other] from { $count } films you rated
    }
picture-less = less
picture-middle = most people
picture-more = more
picture-decades = Decades
picture-liked = More than most
picture-disliked = Less than most
picture-guess = a guess
picture-likely = likely
picture-sure = sure
picture-turned = turned by you

## Under it

taste-title = <b>Your taste</b> beside most people's
taste-more = You like more than most: { $traits }.
taste-less = Less than most: { $traits }.
taste-like-most = So far you like what most people like.
taste-turned = You turned: { $traits }.
taste-sure-guess = Only a guess yet: { $count ->
        [one] one film
       *[other] { $count } films
    }.
taste-sure-likely = I'm fairly sure: { $count ->
        [one] one film
       *[other] { $count } films
    }.
taste-sure-sure = I'm sure: { $count ->
        [one] one film
       *[other] { $count } films
    }.
taste-hint = Tap one to have more or less of it:
taste-none = I don't know your taste yet. Rate a film you know, and I can draw it:

button-light = ☀️ Light
button-dark = 🌙 Dark
taste-turned-light = Pictures are light now.
taste-turned-dark = Pictures are dark now.

## One trait

trait-more = <b>{ $trait }</b>: you like it more than most people do.
trait-less = <b>{ $trait }</b>: you like it less than most people do.
trait-like-most = <b>{ $trait }</b>: you like it about as most people do.
trait-rests-on = That rests on:
trait-film = { $stars } { $film }
trait-film-more = and { $count ->
        [one] one more
       *[other] { $count } more
    }
trait-rests-on-nothing = You haven't rated a film with it.
trait-up = ▲ { $trait }
trait-down = ▼ { $trait }
trait-muted = ⊘ { $trait }
trait-is-up = You asked for more of it.
trait-is-down = You asked for less of it.
trait-is-muted = You asked me to leave it out of account.
button-trait-up = ▲ More of it
button-trait-down = ▼ Less of it
button-trait-muted = ⊘ Leave it out
button-trait-normal = ↺ Back to normal
trait-turned-up = More of it from now on: { $trait }.
trait-turned-down = Less of it from now on: { $trait }.
trait-turned-muted = From now on I leave it out of account: { $trait }.
trait-turned-normal = Back to normal: { $trait }.
trait-too-many = You turned so many already. Set one back to normal first.

## On a card

card-turned-up = You asked for more of: { $traits }.
card-turned-down = It's in although you asked for less of: { $traits }.
