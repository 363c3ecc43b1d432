"""Naming a film: look it up, offer candidates, ask how it was."""

from bot.dialogue import wording
from bot.dialogue.commands import Command
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, lines
from bot.dialogue.screens import Button, Rows, Screen
from bot.dialogue.taps import Origin, Parsed, Tap
from bot.films import Film
from bot.storage.base import Mark
from bot.turns import cards, onboarding
from bot.turns.handlers import CommandHandlers, TapHandlers
from bot.turns.turn import Turn
from recengine.catalog import Movie

CANDIDATES = 5

LONGEST_TITLE = 12
"""A message of more words that nobody understood is no title either."""


def look_up(turn: Turn, text: str) -> None:
    """Find the film that a text names, and ask how it was; or which one is meant; or say that there is none."""
    found = turn.served.titles.search(text, limit=CANDIDATES)
    if not found.matches:
        turn.say(wording.no_such_film(text), turn.ways_on())
    elif found.confident:
        turn.show(rating_screen(turn, found.matches[0].movie, Origin.LOOKUP), anew=True)
    else:
        rows = tuple(
            (turn.button(match.movie.label[:60], Tap.PICK, turn.film(match.movie).key, Origin.LOOKUP),)
            for match in found.matches
        )
        none = (turn.button(words("button-none-of-these"), Tap.CLOSE),)
        turn.show(Screen(wording.which_one(text), (*rows, none)), anew=True)


def offers(turn: Turn, text: str) -> bool:
    """Whether any film could be meant."""
    return bool(turn.served.titles.search(text, limit=1).matches)


def similar_to(turn: Turn, text: str) -> None:
    """Films like one that a text names."""
    found = turn.served.titles.search(text, limit=CANDIDATES)
    if not found.matches:
        turn.say(wording.no_such_film(text), turn.ways_on())
        return
    movie = found.matches[0].movie
    out = frozenset({*turn.history, *turn.query(fresh=False).exclude})
    suggestions = turn.served.recommender.similar(
        [movie.item_id], exclude=out, count=CANDIDATES, adventurous=turn.state.adventurous
    )
    rows = tuple(
        (turn.button(item.movie.label[:60], Tap.CARD, turn.film(item.movie).key),) for item in suggestions.items
    )
    turn.show(Screen(wording.similar_title(movie), (*rows, *turn.ways_on())), anew=True)


def rating_screen(turn: Turn, movie: Movie, origin: Origin, *, note: Text | None = None) -> Screen:
    """A film with the question how it was."""
    turn.about(movie)
    key = turn.film(movie).key
    rate = [
        turn.button(label, Tap.RATE, key, round(stars * 2), origin.value) for label, stars in wording.rate_labels()
    ]
    rows: Rows = (tuple(rate[:2]), tuple(rate[2:]), _other_choices(turn, movie, origin))
    question = wording.how_was(movie, _given(turn, movie))
    return Screen(lines([note, "", question]) if note else question, rows)


def pick(turn: Turn, tap: Parsed) -> None:
    """A film was chosen from a list: ask how it was, in place of the list."""
    movie = known(turn, tap)
    if movie is not None:
        turn.show(rating_screen(turn, movie, origin_of(tap.argument(1))))


def unseen(turn: Turn, tap: Parsed) -> None:
    """«Haven't seen it» costs nothing: on with the others."""
    movie = known(turn, tap)
    if movie is None:
        return
    if origin_of(tap.argument(1)) is Origin.ONBOARDING or turn.state.onboarding:
        onboarding.ask(turn, without=turn.film(movie).key)
    else:
        cards.show_card(turn, movie)


def known(turn: Turn, tap: Parsed) -> Movie | None:
    """The film of a button, or None after telling that it is gone."""
    movie = turn.movie(tap.argument(0))
    if movie is None:
        turn.answer = words("tap-unknown-film")
    return movie


def rateable(turn: Turn, tap: Parsed) -> Movie | Film | None:
    """The film of a button, or one that is gone from the catalogue and was rated or marked; else None, and told."""
    return turn.movie(tap.argument(0)) or turn.own_film(tap.argument(0)) or known(turn, tap)


def origin_of(letter: str) -> Origin:
    """Where a rating button stood; lookup where that is unclear."""
    return Origin(letter) if letter in set(Origin) else Origin.LOOKUP


def _given(turn: Turn, movie: Movie) -> float | None:
    """The rating of a film as a screen may tell it: a group is told of none."""
    return turn.rating_of(movie) if turn.private else None


def _other_choices(turn: Turn, movie: Movie, origin: Origin) -> tuple[Button, ...]:
    key = turn.film(movie).key
    unseen_button = turn.button(words("button-unseen"), Tap.UNSEEN, key, origin.value)
    if origin is Origin.ONBOARDING or _given(turn, movie) is not None:
        return (unseen_button,)
    saved = turn.private and turn.is_marked(movie, Mark.SAVED)
    save = turn.button(words("button-saved") if saved else words("button-save"), Tap.SAVE, key, origin.value)
    return (unseen_button, save)


def _rate(turn: Turn, rest: str) -> None:
    if rest:
        look_up(turn, rest)
    else:
        turn.say(phrase("name-a-film", command=Command.RATE.value), turn.ways_on())


def _similar(turn: Turn, rest: str) -> None:
    if rest:
        similar_to(turn, rest)
    else:
        turn.say(phrase("name-a-film", command=Command.SIMILAR.value), turn.ways_on())


COMMANDS: CommandHandlers = {Command.RATE: _rate, Command.SIMILAR: _similar}
TAPS: TapHandlers = {Tap.PICK: pick, Tap.UNSEEN: unseen}
