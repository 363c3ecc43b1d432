## Whether suggestions work for people, for whoever runs the bot

stats-title = Does it work?
stats-subtitle = { $span } · { $people ->
        [one] one person
       *[other] { $people } people
    } · { $shown ->
        [one] one suggestion
       *[other] { $shown } suggestions
    }
stats-span = { $weeks ->
        [one] This week
       *[other] The last { $weeks } weeks
    }
stats-span-all = Since { $date }
stats-date = { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    } { $day }
stats-percent = { $percent } %
stats-accepted = liked or saved
stats-disliked = disliked
stats-seen = seen before
stats-over-time = Liked or saved, of those answered
stats-by-version = By model version
stats-others = others
stats-calibration = Was the match right?
stats-calibration-how = Line: the match told. Bar: how many gave 4 stars or more.
stats-bin = { $low }–{ $high } %
stats-sure = Thin lines: where the true share is, 95 % sure.
stats-unanswered = Nobody has answered a suggestion yet.
stats-silent-subtitle = { $span } · nothing to tell yet
stats-silent-first = Numbers come with people.
stats-silent-second = Once { $people } people were shown suggestions,
stats-silent-third = you see here how well they are liked.
stats-caption-shown = <b>{ $span }</b>: { $shown ->
        [one] one suggestion
       *[other] { $shown } suggestions
    } to { $people } people, { $answered } answered.
stats-caption-accepted = <b>{ $percent } %</b> ({ $low }–{ $high } %) of these were liked or saved, { $shown } % of all. Disliked { $disliked } %, seen before { $seen } %, hidden { $hidden } %.
stats-caption-match = Match told: { $told } % on average; { $liked } % got 4 ★ or more.
stats-caption-films = { $films ->
        [one] One film was shown
       *[other] { $films } films were shown
    }{ $coverage ->
        [-1] {""}
        [0] , less than 1 % of the catalogue
       *[other] , { $coverage } % of the catalogue
    }; the top { $top } make { $share } %.
stats-caption-silent = Nothing to tell of this time yet. With fewer than { $people } people, numbers would tell of somebody, so I keep them to myself.
stats-trial = Comparison since { $date }
stats-trial-over = Comparison, { $date } – { $ended }
stats-trial-early = Too early to tell which is liked more.
stats-trial-early-caption = Too early to tell: each half needs { $needed } people who answered, so far there are { $current } and { $other }.
stats-trial-better = { $version } is liked more.
stats-trial-worse = { $version } is liked less.
stats-trial-alike = Both are liked alike.
stats-trial-difference = { $verdict } The difference is { $points } points ({ $low } to { $high }).
stats-trial-caption = <b>{ $title }</b>: { $other } beside { $current }. { $verdict }
stats-trial-trouble = The other version cannot be served, so everybody has the current one.
comparison-ended = That ended the comparison of two versions; /stats tells what came of it.
button-stats-weeks = { $weeks } weeks
button-stats-all = All
button-stats-now = { $label } ✓
