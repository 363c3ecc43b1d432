## Botones: cortos, para que quepan dos juntos en un móvil

button-like = 👍
button-dislike = 👎
button-seen = 👀 Ya la vi
button-save = 🔖 Guardar
button-saved = 🔖 Guardada ✓
button-why = ❓ Por qué
button-next = ⏭ Siguiente
button-more = Más ›
button-back = ‹ Atrás
button-undo = ↩️ Deshacer
button-more-to-undo = ↩️ Más…
button-remove = 🗑 Quitar
button-unseen = 🤷 No la he visto
button-other-films = 🔄 Otras películas
button-suggest = 🎬 Sugiéreme algo
button-skip = Saltar y sugerir
button-none-of-these = Ninguna de estas
button-card = 🎬 Ver su ficha
button-previous-page = ‹
button-next-page = ›

rate-loved = 😍 Me encantó
rate-liked = 👍 Me gustó
rate-ok = 😐 Regular
rate-disliked = 👎 No es para mí

dial-safe = 🛋 Seguro
dial-careful = 🙂 Prudente
dial-balanced = ⚖️ Equilibrado
dial-bold = 🧭 Atrevido
dial-very-bold = 🚀 Muy atrevido
dial-now = { $setting } ✓

tap-stale = Ese botón ya no sirve.
tap-not-yours = Este es para otra persona. Envía /recommend y tendrás el tuyo.
tap-unknown-film = Ya no tengo esa película.
tap-not-saved-any-more = { $film } ya no está guardada.
tap-saved = Guardada. Con /saved vuelve { $film }.
tap-seen = Anotado: ya viste { $film }.
tap-rating-removed = He quitado tu nota de { $film }.
