## Files from other sites

command-import = Bring your ratings from another site
import-how =
    <b>Send me the file</b> that your site exports, just as it is:
    • Letterboxd: Settings, Data, Export your data
    • IMDb: Your ratings, Export
    • Trakt: Settings, Data, Export
    • MovieLens: About your ratings, Export
    • another Matinee: what /export sent there

    I show what's in it first. Nothing is added before you say so, and one tap takes it back.
source-letterboxd = Letterboxd
source-imdb = IMDb
source-trakt = Trakt
source-movielens = MovieLens
source-matinee = Matinee
import-found =
    <b>{ $films ->
        [one] One film
       *[other] { $films } films
    } found</b>, from { $source }; { $rated } of them rated.
import-seen = { $count } watched without stars: marked as seen.
import-saved = { $count } to watch: saved for later.
# As many as a like in the chat
import-hearts =
    { $count ->
        [one] 1 heart without stars counts as 4 stars.
       *[other] { $count } hearts without stars count as 4 stars.
    }
import-sure = { $count } matched.
import-doubtful =
    { $count ->
        [one] 1 doubtful: 🔍 asks you which it is.
       *[other] { $count } doubtful: 🔍 asks you which they are.
    }
import-unknown =
    { $count ->
        [one] 1 unknown: kept for when I learn about it.
       *[other] { $count } unknown: kept for when I learn about them.
    }
import-left-out =
    { $count ->
        [one] 1 row left out: no film, or nothing said of it.
       *[other] { $count } rows left out: no films, or nothing said of them.
    }
import-nothing-yet = Where you rated a film here too, the newer rating counts. Nothing is added yet.
import-left = <b>Alright.</b> Nothing was added.
import-whole =
    <b>Everything another Matinee kept of you</b>, with { $films ->
        [one] one film
       *[other] { $films } films
    }{ $stations ->
        [0] .
        [one] {" "}and one station.
       *[other] {" "}and { $stations } stations.
    } It comes back just as it was, dates and settings included. Nothing is added yet.
import-stations =
    { $count ->
        [one] 1 station joins yours.
       *[other] { $count } stations join yours.
    }
import-stations-full =
    { $count ->
        [one] 1 more has no room: { $most } is the most.
       *[other] { $count } more have no room: { $most } is the most.
    }
import-settings-stay = Settings that you changed here stay.
import-settings-join = Settings you never changed here come along.
import-question =
    Which one is <b>{ $film }</b>?
    { $left ->
        [one] This is the last question.
       *[other] { $left } questions left.
    }
import-done = <b>Added.</b>
added-rated =
    { $count ->
        [one] 1 rating
       *[other] { $count } ratings
    }
added-seen = { $count } seen
added-saved = { $count } saved
added-hidden = { $count } hidden
added-stations =
    { $count ->
        [one] 1 station
       *[other] { $count } stations
    }
added-settings = your settings from there
added-kept = { $count } stay as you rated them here, which is newer
import-nothing-new = <b>Nothing new in it.</b> What you told me here is the same or newer.
import-restored =
    <b>Welcome back.</b> Everything is as it was, with { $count ->
        [one] one rating
       *[other] { $count } ratings
    }{ $stations ->
        [0] .
        [one] {" "}and one station.
       *[other] {" "}and { $stations } stations.
    }
import-undone =
    ↩️ <b>Taken back:</b> { $count ->
        [one] the one change
       *[other] the { $count } changes
    } of that file. What you said of its films later stays.
import-undone-settings = The settings that came with it stay: /weekly, /adventurous, /taste and /language change them.
import-undone-played = What your stations played there stays played here.
import-gone = That file is not waiting any more. Send it again.
button-add-all =
    { $count ->
        [0] ✅ Add it
        [one] ✅ Add it
       *[other] ✅ Add all { $count }
    }
button-sort-out =
    { $count ->
        [one] 🔍 Sort out the doubtful one
       *[other] 🔍 Sort out the { $count } doubtful ones
    }
button-add-nothing = Add nothing
button-skip-the-rest = Skip the rest

file-unavailable = I couldn't get that file from Telegram. Please send it once more.
problem-empty = That file is empty. /import tells where to get your ratings.
problem-picture = That's a picture or a video. I need the file that your site exports: /import
problem-document = That's a PDF. I need the file that your site exports, zip, csv or json: /import
problem-spreadsheet = That's a spreadsheet. Save it as CSV, or send the file as your site gave it: /import
problem-locked = That zip has a password. Please send it without one.
problem-too-large = That's too large for me: 20 MB at most, and 50 MB unpacked. Single files from the zip will do.
problem-too-many-rows = That's more than 50,000 rows, too many for one person's films.
problem-damaged = That file is damaged. Please download it anew and send it as it is.
problem-many-people = That holds several people's ratings. I need yours alone.
problem-unclear-list = Is that what you watched, or want to? Give the file the name it had: watched.csv or watchlist.csv.
problem-no-ratings = I found no films in that file.
problem-unknown = I don't know that kind of file. /import tells which ones I can read.

## What is kept of a person

command-export = Everything I keep of you, as a file
command-privacy = What I keep of you
command-delete = Erase everything I keep of you
privacy =
    <b>What I keep of you:</b> { $ratings ->
        [one] 1 rating
       *[other] { $ratings } ratings
    }, { $marks ->
        [one] 1 film marked as seen, saved or hidden
       *[other] { $marks } films marked as seen, saved or hidden
    }, { $suggestions ->
        [one] 1 suggestion
       *[other] { $suggestions } suggestions
    }, { $stations ->
        [one] 1 station
       *[other] { $stations } stations
    }, a log of { $journal ->
        [one] 1 step for undo
       *[other] { $journal } steps for undo
    }, and your settings, under your Telegram number.
    Ratings also train the model for everybody, without your name.
    It all stays with whoever runs this bot.
export-done = <b>Everything I keep of you.</b> README.txt in it says what is what. Send it to another Matinee, and it takes all of it over.
export-nothing = I keep nothing of you yet.
export-readme =
    Everything that Matinee keeps of you.

    ratings.csv: your ratings as they stand, 0.5 to 5 stars, and when you gave them.
    marks.csv: films that you have seen, saved for later or never want to be shown.
    suggestions.csv: films that were suggested to you, and what became of it.
    journal.csv: what you did, step by step; it is what undo works with.
    settings.json: your language and settings, your stations, and where the conversation stands.

    Not in it: movie nights of your groups. They belong to everybody who was there.

    Times are in UTC. A text that a spreadsheet would take for a formula has an apostrophe before it.
    To bring all of it into another Matinee, send it this zip in the chat.
delete-question =
    <b>Erase everything I keep of you?</b>
    { $ratings ->
        [one] 1 rating
       *[other] { $ratings } ratings
    }, { $marks ->
        [one] 1 marked film
       *[other] { $marks } marked films
    }, { $suggestions ->
        [one] 1 suggestion
       *[other] { $suggestions } suggestions
    }, { $stations ->
        [one] 1 station
       *[other] { $stations } stations
    }, { $journal ->
        [one] 1 step of the log
       *[other] { $journal } steps of the log
    }, and your settings. This can't be undone.
delete-left = <b>Alright.</b> Everything stays as it is.
erased =
    <b>Erased:</b> { $ratings ->
        [one] 1 rating
       *[other] { $ratings } ratings
    }, { $marks ->
        [one] 1 marked film
       *[other] { $marks } marked films
    }, { $suggestions ->
        [one] 1 suggestion
       *[other] { $suggestions } suggestions
    }, { $stations ->
        [one] 1 station
       *[other] { $stations } stations
    }, { $journal ->
        [one] 1 step of the log
       *[other] { $journal } steps of the log
    }, and everything else of yours.
    { $ratings ->
        [0] You had no ratings that a model could know.
        [one] The next training drops your rating from the model, too.
       *[other] The next training drops your { $ratings } ratings from the model, too.
    }
    The messages here are yours: delete the chat to be rid of them. Take care!
button-export = 📦 Export
button-delete = 🗑 Delete
button-erase = 🗑 Yes, erase everything
button-export-first = 📦 Export it first
button-keep = No, keep it
button-start-anew = Start anew
