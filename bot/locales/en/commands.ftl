## The menu of commands, one line each

command-recommend = Suggest a film for me
command-rate = Rate a film: /rate heat
command-similar = Films like one you name: /similar heat
command-ratings = What you rated, to change or remove
command-saved = Films you saved for later
command-taste = Your taste as a picture, and turning it up or down
command-hidden = Films I never show, to bring one back
command-seen = Films you marked as seen
command-station = One film after another: /station heat
command-adventurous = How bold my suggestions are
command-undo = Take back the last thing you did
command-language = English or Spanish
command-start = Start, or rate a few more films
command-help = What I can do
command-cancel = Stop what we were doing
command-retrain = Train the model anew with everybody's ratings
command-models = Model versions: look at them, serve another one
command-status = How the bot fares, and what went wrong
command-stats = Whether suggestions are liked, as a picture

help =
    <b>Just type a film</b> to rate it, typos welcome, or say what you want:
    <i>something like heat but funnier, 90s</i>
    <i>loved alien, hated titanic</i>
    <i>no horror</i>, <i>forget the 90s</i>, <i>why?</i>
help-more = <b>More that I can do:</b>
help-line = /{ $name } – { $what }
