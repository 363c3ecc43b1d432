## The bot speaks first, for those who asked for it

nudges-off =
    <b>I only speak when spoken to.</b>
    If you like, I'll send you one film a week, or ask how a saved film was. /quiet ends both.
nudges-weekly =
    <b>One film a week:</b> { $when }, your time.
    /quiet ends it.
nudges-after-saved =
    <b>A few days after you save a film</b> I'll ask how it was.
    /quiet ends it.
nudges-time =
    <b>{ $when }</b>, your time.
    My clock for you shows { $now }. If yours doesn't, set it here:
nudge-when = { $day } at { $hour }
nudge-weekly-on = 📅 A film every week ✓
nudge-weekly-off = 📅 A film every week
nudge-how-on = 💬 Ask how saved films were ✓
nudge-how-off = 💬 Ask how saved films were
nudge-time = 🕕 { $when }
nudge-before = ‹ { $what }
nudge-after = { $what } ›
nudge-clock-before = It's { $time } here
nudge-clock-after = It's { $time } here
nudge-noted = Noted.
nudge-film-of-the-week = <i>📅 Your film of the week</i>
nudge-you-saved = <i>You saved this one a while ago.</i>
nudge-not-yet = 🕐 Not yet
nudge-stop = 🔕 Don't ask
nudge-again-in-a-week = I'll ask again in a week.
nudge-no-question = Alright.
nudge-enjoy = Enjoy <b>{ $film }</b> when you get to it.
quiet-now = 🔕 Quiet. I'll only speak when spoken to.
quiet-already = I only speak when spoken to already.
weekday-0 = Monday
weekday-1 = Tuesday
weekday-2 = Wednesday
weekday-3 = Thursday
weekday-4 = Friday
weekday-5 = Saturday
weekday-6 = Sunday
command-weekly = A film every week, at your hour
command-quiet = No message unless you write first
