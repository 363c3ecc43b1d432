## For whoever runs the bot

admins-only = Only whoever runs this bot can do that. Everything else is yours: /help
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
