"""Everything the bot says, in one place. Short, warm and plain."""

from collections.abc import Sequence

from bot.dialogue.markup import Text, bold, italic, lines
from recengine.adventure import BOLDEST, DEFAULT, SAFEST
from recengine.catalog import Movie

RATE_LABELS: tuple[tuple[str, float], ...] = (
    ("😍 Loved it", 5.0),
    ("👍 Liked it", 4.0),
    ("😐 It was ok", 3.0),
    ("👎 Not for me", 1.5),
)
DIAL_LABELS: tuple[tuple[str, float], ...] = (
    ("🛋 Safe", SAFEST),
    ("🙂 Careful", 0.2),
    ("⚖️ Balanced", DEFAULT),
    ("🧭 Bold", 0.7),
    ("🚀 Very bold", BOLDEST),
)
"""How adventurous suggestions can be asked to be in the chat."""

LIKE_STARS = 4.0
DISLIKE_STARS = 2.0

UNSEEN = "🤷 Haven't seen it"
MORE_FILMS = "🔄 Other films"
SUGGEST = "🎬 Suggest something"
SKIP = "Skip, just suggest"
LIKE, DISLIKE, SEEN, SAVE, SAVED_MARK = "👍", "👎", "👀 Seen it", "🔖 Save", "🔖 Saved ✓"
WHY, NEXT, BACK, UNDO, REMOVE, CLOSE = "❓ Why", "⏭ Next", "‹ Back", "↩️ Undo", "🗑 Remove", "Done"
PREVIOUS_PAGE, NEXT_PAGE = "‹", "›"

STALE = "That button is out of date."
NOT_YOURS = "This one is for somebody else. Send /recommend for your own."
UNKNOWN_FILM = "I don't have that film any more."


def stars(value: float) -> str:
    """Stars as people read them: «★ 4.5»."""
    return f"★ {value:g}"


def outlook(stars: float, match: float) -> str:
    """Predicted stars and chance of a like, in a list."""
    return f"★ {stars:.1f}, {match:.0f} % match"


def about_stars(value: float) -> str:
    """What a person would give, as a card shows it."""
    return f"About ★ {value:.1f} for you."


def film_line(movie: Movie) -> Text:
    """Title and year in bold, genres below."""
    parts: list[Text | str] = [bold(movie.label)]
    if movie.genres:
        parts.append(" · ".join(movie.genres[:4]))
    return lines(parts)


def people_line(movie: Movie) -> str:
    """Director and two leading actors, or nothing where they are not known."""
    director = f"by {movie.directors[0]}" if movie.directors else ""
    actors = "with " + " and ".join(movie.actors[:2]) if movie.actors else ""
    return " · ".join(part for part in (director, actors) if part)


def greeting(name: str) -> Text:
    """The first words to a newcomer."""
    hello = f"Hi {name}! " if name else "Hi! "
    return as_hello(hello) + "I find films you'll like.\nType one you love, or tap any you've seen:"


def as_hello(hello: str) -> Text:
    """A greeting in bold."""
    return bold(hello.strip()) + " "


def welcome_back(count: int) -> Text:
    """The first words to somebody who rated before."""
    return bold("Welcome back!") + f" I know {_films(count)} of yours. Rate a few more, or let me suggest something:"


def ask_more(count: int, enough: int) -> Text:
    """Over the next screen of films, while onboarding."""
    if count == 0:
        return Text() + "No problem. Seen any of these? Or type a film you love:"
    left = enough - count
    return bold(f"{count} of {enough}.") + f" {_films(left).capitalize()} to go, or take a suggestion now:"


def noted(movie: Movie, value: float) -> Text:
    """One line that says a rating was taken."""
    return italic(f"{rating_word(value)} {movie.label}, noted.")


def rating_word(value: float) -> str:
    """An emoji for a rating."""
    if value >= 4.5:
        return "😍"
    if value >= 4:
        return "👍"
    return "👎" if value <= 2.5 else "😐"


def how_was(movie: Movie, current: float | None) -> Text:
    """The question over rating buttons."""
    question = "How was it?" if current is None else f"You gave it {stars(current)}. Change it?"
    return lines([film_line(movie), "", question])


def which_one(text: str) -> Text:
    """Over several candidates for a title."""
    return Text() + "Which one do you mean by " + italic(_short(text)) + "?"


def no_such_film(text: str) -> Text:
    """Where nothing fits what was typed."""
    return lines(
        [
            Text() + "I can't find a film called " + italic(_short(text)) + ".",
            "Try the main words of the title, or add its year, like: heat 1995",
        ]
    )


def because(titles: Sequence[str]) -> str:
    """The reason on a card, from the rated films that carry it most."""
    if not titles:
        return "Many people whose taste I know love it."
    return "Because you liked " + " and ".join(titles) + "."


def why_title(movie: Movie) -> Text:
    """Heading of the exact reason."""
    return bold(f"Why {movie.label}?")


def share_line(label: str, share: int, *, against: bool) -> str:
    """One rated film and how much it speaks for or against, in percent."""
    return f"{'−' if against else '+'} {label}: {share} %"


def stranger_line(rank: int, stranger: int) -> str:
    """Where the film stands for this person and for somebody of whom nothing is known."""
    return f"By its score it is number {rank} for you; for a stranger it would be number {stranger}."


def said_by_ratings() -> str:
    """Over the shares of the rated films."""
    return "What your ratings say about it:"


def without_line(label: str, rank: int, without: int) -> str:
    """The counterfactual."""
    if rank == without:
        return f"Without {label} it would still be number {rank} for you."
    return f"Without {label} it would be number {without} instead of {rank}."


def nothing_left() -> Text:
    """Where every film was rated, seen or shown."""
    return Text() + "I've shown you everything I know. Rate a few more films by name and ask me again."


def again() -> str:
    """Over a suggestion that was shown before, when nothing new is left."""
    return "You passed on this one before; everything else you've seen."


def similar_title(movie: Movie) -> Text:
    """Over films like one."""
    return Text() + "If you like " + bold(movie.label) + ", try:"


def how_bold() -> Text:
    """Over the settings of the dial."""
    return lines(
        [
            bold("How bold shall my suggestions be?"),
            "Safe ones you'll most surely like. Bold ones are less known and more varied, yet still for you.",
        ]
    )


def dial_label(label: str, *, now: bool) -> str:
    """A setting of the dial on a button; the one that holds now is ticked."""
    return f"{label} ✓" if now else label


def dial_turned(label: str) -> str:
    """After the dial is turned."""
    return f"From now on: {label}."


def name_a_film(command: str) -> Text:
    """Where a command needs a title."""
    return Text() + f"Which film? Send it with the command, like: /{command} heat"


def ratings_title(count: int, page: int, pages: int) -> Text:
    """Over the list of ratings."""
    where = f" (page {page + 1} of {pages})" if pages > 1 else ""
    return bold(f"You rated {_films(count)}") + f"{where}. Tap one to change it."


def no_ratings() -> Text:
    """Where nothing was rated yet."""
    return Text() + "You haven't rated anything yet. Type a film you know, or tap one:"


def saved_title(count: int) -> Text:
    """Over the saved films."""
    return bold(f"{_films(count).capitalize()} saved") + " for later. Tap one when you've seen it."


def none_saved() -> Text:
    """Where nothing is saved."""
    return Text() + "Nothing saved yet. Tap 🔖 on a suggestion and it waits for you here."


def undone(what: str) -> Text:
    """After an undo."""
    return Text() + f"↩️ Taken back: {what}."


def nothing_to_undo() -> Text:
    """Where there is nothing to take back."""
    return Text() + "There is nothing to take back."


def cancelled() -> Text:
    """After /cancel."""
    return Text() + "Alright. Type a film, or /recommend when you feel like it."


def help_text(commands: Sequence[tuple[str, str]]) -> Text:
    """What the bot can do."""
    return lines(
        [
            bold("Just type a film") + " to rate it, typos welcome. I learn from every tap.",
            "",
            *(f"/{name} – {description}" for name, description in commands),
        ]
    )


def unknown_command(name: str) -> Text:
    """Where a command does not exist."""
    return Text() + f"I don't know /{name[:32]}. Type a film, or see /help."


def only_words(kind: str) -> Text:
    """Where somebody sends what the bot can't read."""
    return Text() + f"I can't read {kind} yet. Type the title of a film instead."


def admins_only() -> Text:
    """A polite refusal."""
    return Text() + "Only whoever runs this bot can do that. Everything else is yours: /help"


def retraining_started() -> Text:
    """The first state of the progress message."""
    return bold("Retraining") + " has started. I keep serving meanwhile."


def retraining_running() -> Text:
    """Where a second retraining is asked for."""
    return Text() + "A retraining is running already. I'll tell when it's done."


def retraining_progress(phase: str, done: float) -> Text:
    """A progress bar in words."""
    filled = round(10 * done)
    return bold("Retraining") + f" {'▓' * filled}{'░' * (10 - filled)} {round(100 * done)} %\n{phase}"


def retraining_done(version: str, users: int, ratings: int, seconds: int) -> Text:
    """After a new model is served."""
    return (
        bold("Retraining is done.")
        + f" Everybody is now served by version {version}."
        + f"\n{own_ratings(ratings, users)} It took {seconds} s."
    )


def own_ratings(ratings: int, people: int) -> str:
    """What a training learned from the bot's own people."""
    if not ratings:
        return "Nobody here has rated anything yet."
    given = "one rating" if ratings == 1 else f"{ratings} ratings"
    return f"It also learned from {given} by {'one person' if people == 1 else f'{people} people'} here."


def retraining_failed(why: str) -> Text:
    """After a training that failed."""
    return bold("Retraining failed.") + f" The old model keeps serving.\n{why}"


def _films(count: int) -> str:
    return "one film" if count == 1 else f"{count} films"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 40 else words[:39] + "…"


def in_private() -> Text:
    """Where a command would show private things to a group."""
    return Text() + "That's between you and me: ask me in our private chat."


def trouble() -> Text:
    """Where a turn failed for a reason nobody foresaw."""
    return Text() + "Something went wrong on my side. Nothing of yours is lost; please try again."
