## Training anew, and the versions that came of it: for whoever runs the bot

training-progress = <b>Retraining</b> { $bar } { $percent } %
    { $phase }{ $left }
    I keep serving meanwhile.
training-left = , { $left } left
training-left-moment = a few seconds
training-left-seconds = about { $count } s
training-left-minutes = about { $count } min
training-left-hours = about { $count ->
        [one] one hour
       *[other] { $count } hours
    }
training-phase-start = Getting ready
training-phase-data = Reading films and ratings
training-phase-measure = Checking it on people it has not seen
training-phase-learn = Learning from everybody's ratings
training-phase-stars = Learning to predict stars
training-phase-ask = Learning what to ask newcomers
training-phase-publish = Putting it in place
training-running = A retraining is running already. Its result comes to whoever asked for it.
training-running-yours = A retraining is running already. I'll tell you when it's done.
training-joined = A scheduled retraining is running. I'll show you how it goes.
training-ending = Ending it. The model that is served stays.
training-ending-already = It is being ended.
training-over = That training is over.
training-closed = <b>Retraining</b> has ended. What came of it stands below.
training-cancelled =
    <b>Retraining was cancelled</b> after { $span }.
    Nothing has changed: the model of { $stamp } keeps serving.
training-cut-off =
    <b>Retraining was cut off</b> as the bot was restarted.
    Nothing has changed: the model of { $stamp } keeps serving.
training-done = <b>Retraining is done.</b> Everybody is now served by the model of { $stamp }.
training-done-quietly = Retrained as scheduled, with { $ratings ->
        [one] one rating
       *[other] { $ratings } ratings
    } from here, in { $span }.
accuracy = { NUMBER($value, minimumFractionDigits: 3, maximumFractionDigits: 3) }
training-took = It took { $span }.
training-learned-nothing = Nobody here has rated anything yet.
training-learned =
    It also learned from { $ratings ->
        [one] one rating
       *[other] { $ratings } ratings
    } by { $people ->
        [one] one person
       *[other] { $people } people
    } here.
training-more = That is { $ratings ->
        [one] 1 rating
       *[other] { $ratings } ratings
    } more than before.
training-fewer = That is { $ratings ->
        [one] 1 rating
       *[other] { $ratings } ratings
    } fewer than before.
training-accuracy = Accuracy on people it has not seen, 0 to 1: { $before } → { $after }
training-accuracy-alone = Accuracy with five ratings known, 0 to 1: { $after }
training-accuracy-own = On the latest ratings here: { $before } → { $after }
training-moves-yours = Places in your list:
training-moves-newcomers = Places in the list of somebody new:
training-rises = ↑ { $film }, { $before } → { $after }
training-falls = ↓ { $film }, { $before } → { $after }
training-held =
    <b>The new model was held back.</b> The one of { $stamp } keeps serving.
    { $why }
training-held-worse = It finds less of what people like:
training-held-people = Accuracy on { $people } people it has not seen: { $before } → { $after }, at least { $least } was asked
training-held-own = On the latest ratings of { $people } people here: { $before } → { $after }, at least { $least } was asked
training-held-kept = The model of { $stamp } keeps serving. The new one stays in /models.
training-failed =
    <b>Retraining failed.</b> The old model keeps serving.
    { $why }
training-not-loaded = The new version could not be loaded.
button-training-cancel = ✖ Cancel
button-training-again = 🔁 Train again
button-models = 🗂 Models
button-keep-current = Keep the current one
button-publish-anyway = Publish anyway…
models-title = <b>Models</b>, times of this machine. Tap one for more.
models-none = There is no model to list.
models-gone = That model is gone.
model-label = { $mark } { $stamp } · { $accuracy }
model-unknown-accuracy = not measured
model-served = ✅ served now
model-before = ↩️ served before
model-held = ⏸ held back
model-damaged = ⚠️ damaged
model-other = ▫️ published
model-details =
    <b>Model of { $stamp }</b> { $state }
    { $version }
model-data = From { $dataset }: { $people ->
        [one] one person
       *[other] { $people } people
    }, { $ratings ->
        [one] one rating
       *[other] { $ratings } ratings
    }
model-own = From here: { $people ->
        [one] one person
       *[other] { $people } people
    } with { $ratings ->
        [one] one rating
       *[other] { $ratings } ratings
    }
model-accuracy = Accuracy with five ratings known, 0 to 1: { $new }, popular films alone: { $popular }
model-making = Trained in { $span }, seed { $seed }, { $size } MB
model-why-held = Held back. { $why }
model-trouble = It cannot be used: { $why }
model-ask = Serve the model of { $stamp } to everybody from now on? You can go back at any time.
model-ask-held =
    It was held back. { $why }
    Serve the model of { $stamp } to everybody all the same? You can go back at any time.
model-loading = Loading the model of { $stamp }. It is checked before anybody gets it.
model-serving = <b>Everybody is now served by the model of { $stamp }.</b> Loaded and checked in { $span }.
model-serving-already = That one is served now.
model-refused =
    <b>That model cannot be served.</b> Nothing has changed.
    { $why }
button-serve = Serve this one…
button-serve-sure = Yes, serve it
status-training = { $news ->
        [0] No new rating
        [one] One new rating
       *[other] { $news } new ratings
    } since the last training; { $due }
status-training-at = next training { $at }, if there is any
status-training-after = next training after { $count }
status-training-both = next training { $at }, or after { $count }
status-training-asked = train with /retrain
