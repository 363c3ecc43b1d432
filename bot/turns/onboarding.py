"""The first minutes: a few films to tap or type, a suggestion as soon as one is rated."""

from collections.abc import Iterable

from bot.dialogue import wording
from bot.dialogue.commands import Command
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, under
from bot.dialogue.screens import Button, Rows, Screen, pairs
from bot.dialogue.state import ENOUGH_RATINGS
from bot.dialogue.taps import Origin, Tap
from bot.films import film_of
from bot.storage.kept import Mark
from bot.turns import movienight
from bot.turns.handlers import CommandHandlers, TapHandlers
from bot.turns.movienight_screens import START as START_NIGHT
from bot.turns.turn import Turn
from recengine.elicitation import PER_SCREEN, films_to_ask

LABEL_LENGTH = 28


def start(turn: Turn, rest: str = "") -> None:
    """Greet, ask for a film, and show some to tap; `rest` is what a link to the bot brought along."""
    if rest == START_NIGHT and not turn.private:
        movienight.call(turn)
        return
    count = len(turn.ratings)
    heading = wording.welcome_back(count) if count else wording.greeting(turn.event.sender.first_name[:40])
    if rest == START_NIGHT:
        heading = phrase("night-known", count=count) if count else phrase("night-greeting")
    offer(turn, heading, anew=True)


def ask(turn: Turn, *, note: Text | None = None, without: str | None = None, others: bool = False) -> None:
    """The screen of films again: what was answered makes room for another film.

    Parameters
    ----------
    note
        A line above, such as what was just noted.
    without
        Key of a film that the person has not seen.
    others
        Show none of those that are on the screen now.
    """
    if others:
        turn.state = turn.state.asking(())
    if without is not None:
        turn.state = turn.state.without(without)
    heading = wording.ask_more(len(turn.ratings), ENOUGH_RATINGS) if turn.state.onboarding else _more(turn)
    offer(turn, under(note, heading, apart=False))


def _more(turn: Turn) -> Text:
    return wording.welcome_back(len(turn.ratings))


def offer(turn: Turn, heading: Text, *, anew: bool = False) -> None:
    """Films to tap under a heading."""
    keys = _films_on_screen(turn)
    turn.state = turn.state.asking(keys)
    turn.show(Screen(heading, (*_film_rows(turn, keys), *_ways_on(turn))), anew=anew)


def _films_on_screen(turn: Turn) -> tuple[str, ...]:
    """Films that stay unanswered keep their place, new ones fill the gaps.

    A film that was asked about, is gone from the screen and was not answered has not been seen.
    """
    answered = {rated.film.key for rated in turn.ratings} | {film.key for film in turn.marked(Mark.SEEN)}
    stay = [k for k in turn.state.screen if k not in answered and turn.movie(k) is not None]
    unseen = [k for k in turn.state.asked if k not in answered and k not in stay]
    recommender = turn.served.recommender
    new = films_to_ask(
        recommender.catalog,
        recommender.statistics,
        answers={**dict.fromkeys(_ids(turn, unseen)), **turn.history},
        learned=recommender.elicitation,
        beside=_ids(turn, stay),
        exclude=frozenset(_ids(turn, answered)),
        count=PER_SCREEN - len(stay),
    )
    return (*stay, *(film_of(recommender.catalog[item_id]).key for item_id in new))


def _ids(turn: Turn, keys: Iterable[str]) -> list[int]:
    return [movie.item_id for key in keys if (movie := turn.movie(key)) is not None]


def _film_rows(turn: Turn, keys: tuple[str, ...]) -> Rows:
    buttons = [
        turn.button(short_label(movie.title, movie.year), Tap.PICK, key, Origin.ONBOARDING.value)
        for key in keys
        if (movie := turn.movie(key)) is not None
    ]
    return pairs(buttons)


def short_label(title: str, year: int | None) -> str:
    """A title that fits a button: of a long one its last part, then its first letters."""
    short = wording.short_title(title, LABEL_LENGTH)
    return short if year is None else f"{short} ({year})"


def _ways_on(turn: Turn) -> Rows:
    other: Button = turn.button(words("button-other-films"), Tap.ASK)
    on = words("button-suggest") if turn.ratings else words("button-skip")
    return ((other, turn.button(on, Tap.SKIP)),)


COMMANDS: CommandHandlers = {Command.START: start}
TAPS: TapHandlers = {Tap.ASK: lambda turn, tap: ask(turn, others=True)}
