"""A zip of `packing` read back; whatever was done to it, what comes out is consistent or refused."""

import json
from collections.abc import Callable, Iterator
from typing import TypeVar

from bot.exchange import own_stations
from bot.exchange.cells import decimal, seconds, unguarded, whole
from bot.exchange.limits import LONGEST_TITLE
from bot.exchange.packing import FORMAT
from bot.exchange.records import Problem, Unreadable
from bot.exchange.tables import Budget, Row, rows
from bot.films import Film, film_key
from bot.storage.belongings import Belongings, OwnMark, OwnRating, OwnSuggestion, Step
from bot.storage.kept import Mark, Outcome, Verb
from recengine.columns import MAX_STARS, MIN_STARS

T = TypeVar("T")

_LONGEST_NAME = 100
_LONGEST_SETTINGS = 1_048_576  # twenty stations remember what they played
_MARKING = (Verb.MARK, Verb.UNMARK)


def is_settings(data: bytes) -> bool:
    """Whether a file is the settings of an export of Matinee."""
    return len(data) <= _LONGEST_SETTINGS and b'"matinee"' in data[:100]


def read_settings(data: bytes) -> Belongings:
    """Language, date, dialogue state and stations; nothing of the tables.

    Raises
    ------
    Unreadable
        Where they cannot be read or come from a newer Matinee.
    """
    try:
        settings = json.loads(data)
        language, since, state = settings["language"], settings["known_since"], settings["dialogue"]
        stations = own_stations.read(settings.get("stations", []))  # older exports have none
        valid = settings["matinee"] == FORMAT and isinstance(state, dict) and whole(str(since)) >= 0
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
        raise Unreadable(Problem.DAMAGED) from error
    if not valid or not isinstance(language, str) or len(language) > _LONGEST_NAME:
        raise Unreadable(Problem.DAMAGED)
    return Belongings(language, int(since), state, stations=stations)


def read_table(data: bytes, budget: Budget, of_row: Callable[[Row], T]) -> tuple[T, ...]:
    """The rows of a table, each by one of the functions below.

    Raises
    ------
    Unreadable
        Where one of them is damaged.
    """
    try:
        return tuple(of_row(row) for row in _spelled(rows(data, budget, as_they_are=True), budget))
    except (KeyError, ValueError) as error:
        raise Unreadable(Problem.DAMAGED) from error


def _spelled(read: Iterator[Row], budget: Budget) -> Iterator[Row]:
    for row in read:
        budget.spell(row["title"])
        yield row


def rating(row: Row) -> OwnRating:
    """A row of ratings.csv."""
    return OwnRating(_film(row), _stars(row["stars"]), seconds(row["rated_at"]), whole(row["entry"]))


def mark(row: Row) -> OwnMark:
    """A row of marks.csv."""
    return OwnMark(_film(row), Mark(row["mark"]), seconds(row["marked_at"]), whole(row["entry"]))


def suggestion(row: Row) -> OwnSuggestion:
    """A row of suggestions.csv."""
    version = unguarded(row["model_version"])[:_LONGEST_NAME]
    outcome, settled = _maybe(row["outcome"], Outcome), _maybe(row["outcome_at"], seconds)
    match = _maybe(row["match"], lambda cell: decimal(cell, least=0.0, most=100.0))
    return OwnSuggestion(_film(row), version, seconds(row["suggested_at"]), outcome, settled, match)


def step(row: Row) -> Step:
    """A row of journal.csv."""
    verb, marked = Verb(row["verb"]), _maybe(row["mark"], Mark)
    value = _stars if marked is None else _flag
    before, after = _maybe(row["before"], value), _maybe(row["after"], value)
    if (verb in _MARKING and marked is None) or (verb in (Verb.RATE, Verb.UNRATE) and marked is not None):
        raise ValueError("a mark and a rating at once")
    replaces, undoes = _maybe(row["replaces"], whole), _maybe(row["undoes"], whole)
    if (verb is Verb.UNDO) != (undoes is not None):
        raise ValueError("an undo of nothing")
    dated = _maybe(row["first_said_at"], seconds)
    action = _maybe(row["action"], whole)
    return Step(seconds(row["at"]), verb, _film(row), marked, before, after, replaces, undoes, dated, action)


def check(belongings: Belongings) -> None:
    """See that entries refer to entries that are there, and nothing is said twice.

    Raises
    ------
    Unreadable
        Where that is not so.
    """
    steps = len(belongings.journal)
    undone = [s.undoes for s in belongings.journal if s.undoes is not None]
    backwards = all(
        0 < earlier < number
        for number, s in enumerate(belongings.journal, 1)
        for earlier in (s.replaces, s.undoes)
        if earlier is not None
    ) and all(0 < s.action <= number for number, s in enumerate(belongings.journal, 1) if s.action is not None)
    rated = [r.film.key for r in belongings.ratings]
    marked = [(m.film.key, m.mark) for m in belongings.marks]
    set_by = [r.step for r in belongings.ratings] + [m.step for m in belongings.marks]
    once = all(len(set(many)) == len(many) for many in (undone, rated, marked))
    if not (backwards and once and all(0 < number <= steps for number in set_by)):
        raise Unreadable(Problem.DAMAGED)


def _film(row: Row) -> Film:
    title = unguarded(row["title"])
    if not title.strip() or len(title) > LONGEST_TITLE or "\0" in title:
        raise ValueError("no title")
    year = _maybe(row["year"], lambda cell: whole(cell, most=9999))
    return Film(film_key(title, year), title, year, _maybe(row["imdb_id"], whole), _maybe(row["tmdb_id"], whole))


def _stars(cell: str) -> float:
    return decimal(cell, least=MIN_STARS, most=MAX_STARS)


def _flag(cell: str) -> float:
    return decimal(cell, least=0.0, most=1.0)


def _maybe(cell: str, read: Callable[[str], T]) -> T | None:
    return read(cell) if cell else None
