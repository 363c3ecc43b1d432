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
status-up = <b>Matinee { $version }</b> has been up for { $duration }.
status-model = Model { $version }, { $age }, from { $dataset }
status-people = { $people ->
        [one] One person
       *[other] { $people } people
    }, { $ratings ->
        [one] one rating
       *[other] { $ratings } ratings
    }
status-waiting = Waiting: { $updates ->
        [0] no update
        [one] one update
       *[other] { $updates } updates
    }, { $replies ->
        [0] no reply
        [one] one reply
       *[other] { $replies } replies
    }
status-aside = { $count ->
        [0] Nothing was set aside.
       *[other] Set aside: { $count }, the last one for { $why }
    }
status-error = Last error, { $ago } ago: { $error }
status-disk = { $free } GB are free on the disk.
status-backup = Last backup: { $age }
age = { $span } old
age-unknown = none known
span-seconds = { $count } s
span-minutes = { $count } min
span-hours = { $count } h
span-days = { $count ->
        [one] one day
       *[other] { $count } days
    }
aside-title = { $count ->
        [one] <b>One update</b> could not be handled. Its sender was told where that was possible.
       *[other] <b>{ $count } updates</b> could not be handled. Their senders were told where that was possible.
    }
aside-reason = { $count } × { $why }
aside-retried = They are tried again now. What fails once more comes back here.
aside-question = { $count ->
        [one] Forget what the update said? It cannot be tried again then.
       *[other] Forget what the { $count } updates said? None of them can be tried again then.
    }
aside-discarded = They are forgotten.
aside-none = Nothing is set aside any more.
button-refresh = 🔄 Look again
button-aside = Set aside: { $count }
button-aside-retry = Try again
button-aside-discard = Discard…
button-aside-sure = Yes, discard
