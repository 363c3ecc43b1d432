## El bot habla primero, para quien lo ha pedido

nudges-off =
    <b>Solo hablo si me hablas.</b>
    Si quieres, te envío una película por semana, o te pregunto qué tal una que guardaste. /quiet lo termina.
nudges-weekly =
    <b>Una película por semana:</b> { $when }, tu hora.
    /quiet lo termina.
nudges-after-saved =
    <b>Unos días después de guardar una película</b> te preguntaré qué tal.
    /quiet lo termina.
nudges-time =
    <b>{ $when }</b>, tu hora.
    Mi reloj para ti marca las { $now }. Si el tuyo no, ajústalo aquí:
nudge-when = { $day } a las { $hour }
nudge-weekly-on = 📅 Una película por semana ✓
nudge-weekly-off = 📅 Una película por semana
nudge-how-on = 💬 Preguntar por las guardadas ✓
nudge-how-off = 💬 Preguntar por las guardadas
nudge-time = 🕕 { $when }
nudge-before = ‹ { $what }
nudge-after = { $what } ›
nudge-clock-before = Aquí son las { $time }
nudge-clock-after = Aquí son las { $time }
nudge-noted = Anotado.
nudge-film-of-the-week = <i>📅 Tu película de la semana</i>
nudge-you-saved = <i>Esta la guardaste hace unos días.</i>
nudge-not-yet = 🕐 Todavía no
nudge-stop = 🔕 No preguntes
nudge-again-in-a-week = Te preguntaré dentro de una semana.
nudge-no-question = De acuerdo.
nudge-enjoy = Que disfrutes <b>{ $film }</b> cuando la veas.
quiet-now = 🔕 En silencio. Solo hablaré si me hablas.
quiet-already = Ya solo hablo si me hablas.
weekday-0 = Lunes
weekday-1 = Martes
weekday-2 = Miércoles
weekday-3 = Jueves
weekday-4 = Viernes
weekday-5 = Sábado
weekday-6 = Domingo
command-weekly = Una película por semana, a tu hora
command-quiet = Ningún mensaje si no escribes tú
