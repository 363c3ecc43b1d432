## For whoever runs the bot

admins-only = Only whoever runs this bot can do that. Everything else is yours: /help
retraining-started = <b>Retraining</b> has started. I keep serving meanwhile.
retraining-running = A retraining is running already. I'll tell when it's done.
retraining-progress =
    <b>Retraining</b> { $bar } { $percent } %
    { $phase }
retraining-done =
    <b>Retraining is done.</b> Everybody is now served by version { $version }.
    { $learned } It took { $seconds } s.
retraining-learned-nothing = Nobody here has rated anything yet.
retraining-learned =
    It also learned from { $ratings ->
        [one] one rating
       *[other] { $ratings } ratings
    } by { $people ->
        [one] one person
       *[other] { $people } people
    } here.
retraining-failed =
    <b>Retraining failed.</b> The old model keeps serving.
    { $why }
retraining-not-loaded = The new version could not be loaded.
