## The first minutes

greeting =
    <b>Hi!</b> I find films you'll like.
    Type one you love, or tap any you've seen:
greeting-by-name =
    <b>Hi { $name }!</b> I find films you'll like.
    Type one you love, or tap any you've seen:
welcome-back =
    <b>Welcome back!</b> I know { $count ->
        [one] one film
       *[other] { $count } films
    } of yours. Rate a few more, or let me suggest something:
ask-first = No problem. Seen any of these? Or type a film you love:
ask-more =
    <b>{ $count } of { $enough }.</b> { $left ->
        [one] One film
       *[other] { $left } films
    } to go, or take a suggestion now:

## Naming and rating films

noted = <i>{ $face } { $film }, noted.</i>
how-was-it = How was it?
how-was-it-now = You gave it { $stars }. Change it?
which-one = Which one do you mean by <i>{ $text }</i>?
no-such-film =
    I can't find a film called <i>{ $text }</i>.
    Try the main words of the title, or add its year, like: heat 1995
try-again = <b>Alright.</b> Try the title again, maybe with its year.
name-a-film = Which film? Send it with the command, like: /{ $command } heat
similar-title = If you like <b>{ $film }</b>, try:

## The card

by-director = by { $name }
with-actors = { $count ->
        [one] with { $first }
       *[other] with { $first } and { $second }
    }
because-nobody = Many people whose taste I know love it.
because-new = New here: nobody has rated it yet.
because-one = Because you liked { $first }.
because-two = Because you liked { $first } and { $second }.
outlook = ★ { NUMBER($stars, minimumFractionDigits: 1, maximumFractionDigits: 1) }, { NUMBER($match, maximumFractionDigits: 0) } % match
nothing-left = I've shown you everything I know. Rate a few more films by name and ask me again.
shown-again = You passed on this one before; everything else you've seen.

## How bold suggestions are

dial-title =
    <b>How bold shall my suggestions be?</b>
    Safe ones you'll most surely like. Bold ones are less known and more varied, yet still for you.
dial-turned = From now on: { $setting }.

## Lists

ratings-title =
    <b>You rated { $count ->
        [one] one film
       *[other] { $count } films
    }</b>. Tap one to change it.
ratings-title-page =
    <b>You rated { $count ->
        [one] one film
       *[other] { $count } films
    }</b> (page { $page } of { $pages }). Tap one to change it.
no-ratings = You haven't rated anything yet. Type a film you know, or tap one:
saved-title =
    <b>{ $count ->
        [one] One film
       *[other] { $count } films
    } saved</b> for later. Tap one:
none-saved = Nothing saved yet. Tap 🔖 on a suggestion and it waits for you here.

## Undo

undone = ↩️ Taken back: { $what }.
undone-film = Taken back: { $film }.
undone-rating = your rating of { $film }
undone-rating-now = your rating of { $film } (it is { $stars } again)
undone-rating-saved = your rating of { $film } (it is saved again)
undone-mark-seen = seen { $film }
undone-mark-saved = saved { $film }
undone-mark-hidden = never show { $film }
undone-unmark-seen = not seen { $film }
undone-unmark-saved = { $film } is saved again
undone-unmark-hidden = { $film } is hidden again
undone-several = { $count } films at once
undone-already = That one is taken back already, or something newer stands on it.
nothing-to-undo = There is nothing to take back.
actions-title = <b>What you did last</b>, newest first. Tap one to take it back.
action-rate = { $face } { $film }
action-unrate = 🗑 { $film }
action-mark-seen = 👀 { $film }
action-mark-saved = 🔖 { $film }
action-mark-hidden = 🙈 { $film }
action-unmark-seen = not 👀 { $film }
action-unmark-saved = not 🔖 { $film }
action-unmark-hidden = not 🙈 { $film }
action-several = { $count } films: { $film } …
undo-button = ↩️ { $what }

## Answers to whatever comes

cancelled = Alright. Type a film, or /recommend when you feel like it.
unknown-command = I don't know /{ $name }. Type a film, or see /help.
only-words = I can't read { $kind } yet. Type the title of a film instead.
in-private = That's between you and me: ask me in our private chat.
cannot-save = I can't save anything right now. Nothing of yours is lost: I'll answer as soon as it works again.
cannot-save-admin = Nothing can be saved now. { $why } What people say waits, and I keep trying.
saves-again =
    { $seconds ->
        [one] Saving works again, after 1 second. Nothing was lost.
       *[other] Saving works again, after { $seconds } seconds. Nothing was lost.
    }
trouble = Something went wrong on my side. Nothing of yours is lost; please try again.
too-fast = You are faster than I am 🙂 What came first counts; the rest I passed over. Give me a moment, then go on.
too-fast-tap = One moment, please.
kind-photo = pictures
kind-voice = voice messages
kind-audio = music
kind-video = videos
kind-video-note = video messages
kind-sticker = stickers
kind-animation = animations
kind-location = places
kind-contact = contacts
kind-poll = polls
kind-dice = dice

## Languages

language-title = <b>Which language shall I speak?</b>
language-now = { $name } ✓
language-turned = From now on I speak English.
