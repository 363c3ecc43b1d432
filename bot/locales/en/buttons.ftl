## Buttons: short, so that two stand beside each other on a phone

button-like = 👍
button-dislike = 👎
button-seen = 👀 Seen it
button-save = 🔖 Save
button-saved = 🔖 Saved ✓
button-why = ❓ Why
button-next = ⏭ Next
button-more = More ›
button-back = ‹ Back
button-undo = ↩️ Undo
button-more-to-undo = ↩️ More…
button-remove = 🗑 Remove
button-unseen = 🤷 Haven't seen it
button-other-films = 🔄 Other films
button-suggest = 🎬 Suggest a film
button-skip = Just suggest
button-none-of-these = None of these
button-card = 🎬 See its card
button-previous-page = ‹
button-next-page = ›

rate-loved = 😍 Loved it
rate-liked = 👍 Liked it
rate-ok = 😐 It was ok
rate-disliked = 👎 Not for me

dial-safe = 🛋 Safe
dial-careful = 🙂 Careful
dial-balanced = ⚖️ Balanced
dial-bold = 🧭 Bold
dial-very-bold = 🚀 Very bold
# The setting that holds now
dial-now = { $setting } ✓

## Answers to taps

tap-stale = That button is out of date.
tap-not-yours = This one is for somebody else. Send /recommend for your own.
tap-unknown-film = I don't have that film any more.
tap-not-saved-any-more = { $film } is not saved any more.
tap-saved = Saved. /saved brings { $film } back.
tap-seen = Noted: you've seen { $film }.
tap-rating-removed = Your rating of { $film } is removed.
