## Stations: one film after another around a film or words

station-line = 📻 <b>{ $name }</b>
station-line-steered = 📻 <b>{ $name }</b> · { $leanings }
station-more = more { $trait }
station-less = less { $trait }
station-plays = I'll play { $traits }.
station-plays-like = Films like { $films }.
station-plays-both = Films like { $films }, with { $traits }.
station-resumed = <i>You have this one already: it goes on.</i>
station-left-out = I don't know <i>{ $words }</i>, so I left it out.
station-seen = <i>👀 { $film }, noted.</i>
station-because-like = Like { $film }: { $traits }.
station-because = It has { $traits }.
station-because-raised = And what you liked here: { $traits }.
station-because-plain = It goes with this station and your taste.
station-unnamed = My station

button-station-around = 📻 Station around it
button-stop = ⏹ Stop
button-play-on = ▶ Play
button-station = 📻 { $name }
# The station that plays now
button-station-playing = 🔊 { $name }
button-stations = 📻 My stations
button-start-over = 🔁 Start over
button-rename = ✏️ Rename
button-keep-name = Keep the name
button-bring-back = ↩️ Bring it back
button-film-card = 🎬 { $film }

station-why-title = <b>Why { $film }</b> on 📻 { $name }?
station-why-shared = What it is around: { $traits }.
station-why-more = You raised: { $traits }.
station-why-less = It's in although you lowered: { $traits }.
station-why-taste = Your taste speaks for it too: you liked { $films }.

station-stopped =
    ⏹ <b>{ $name }</b> is off. I keep it as it is:
    /station brings it back.
station-over = <b>{ $name }</b> has played everything it has. Start over? What you rated won't come again.
station-nothing-left = <b>{ $name }</b> has nothing left to play: you rated or saw all of it.
station-unknown = The films I know now have nothing of what <b>{ $name }</b> is around. I keep it for when they do.
station-gone = That station is gone. /station shows yours.
station-not-understood =
    I can't make a station of <i>{ $text }</i>. Try a film, several, or what you feel like:
    /station heat
    /station heat, alien
    /station rainy sunday comfort

stations-none =
    <b>📻 Stations</b> play one film after another around what you name. 👍 and 👎 steer them. Try:
    /station heat
    /station heat, alien
    /station rainy sunday comfort
stations-title =
    <b>📻 { $count ->
        [one] One station
       *[other] { $count } stations
    }</b>. Tap one to play or change it.
    A new one: <i>/station heat</i>
stations-full = You have { $most } stations, that's all I can keep. Remove one first.
station-so-far = Played { $played }, with { $likes } 👍 and { $dislikes } 👎.

station-name-asked = What shall <b>{ $name }</b> be called? Send me the new name.
station-renamed = <i>✏️ Renamed.</i>
station-remove = Remove <b>{ $name }</b>? Your ratings stay.
station-removed = { $name } is removed.
