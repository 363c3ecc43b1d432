"""Files that people send: their bytes, and what they say in the model's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from benchmarks.reliability.machine.memory import Person
from benchmarks.reliability.machine.world import CATALOGUE, KEYS, MOVIES
from bot.films import film_key
from bot.storage.kept import Mark

UNKNOWN = ("A Film Nobody Here Knows", 2015)
DOUBTFUL = ("Halloween", None)
UNKNOWN_KEY, DOUBTFUL_KEY = film_key(*UNKNOWN), film_key(*DOUBTFUL)

Film = tuple[str, float | None, Mark | None, int | None]
"""Key, stars, mark, date."""

_DAY = 86_400


class Kind(StrEnum):
    """Whose file it is and what stands in it."""

    LETTERBOXD = "ratings.csv"
    WATCHLIST = "watchlist.csv"
    WATCHED = "watched.csv"
    MOVIELENS = "movielens.csv"
    BROKEN = "holiday.jpg"


@dataclass(frozen=True)
class Sent:
    """A file; `films` in the order in which they are taken over, `questions` the places of those that may be several.

    `whole` is who exported it, as they were then.
    """

    name: str
    data: bytes
    films: tuple[Film, ...] = ()
    questions: tuple[int, ...] = ()
    whole: Person | None = None


def made(kind: Kind, lines: Sequence[tuple[int, float, int]]) -> Sent:
    """A file with some movies, each once.

    Parameters
    ----------
    lines
        Item id, stars, days since 1970; id 0 is a film unknown here, -1 a doubtful one. Files by ids leave both out.
    """
    once = {item_id: (item_id, stars, day) for item_id, stars, day in lines}
    said = sorted(once.values(), key=lambda line: line[2])
    if kind is Kind.MOVIELENS:
        rows = [f"7,{item_id},{stars},{day * _DAY}\n" for item_id, stars, day in said if item_id > 0]
        said = [line for line in said if line[0] > 0]
        head = "userId,movieId,rating,timestamp\n"
    elif kind is Kind.BROKEN:
        return Sent(kind.value, b"\xff\xd8\xff\xe0 not a table")
    else:
        rated = kind is Kind.LETTERBOXD
        rows = [_letterboxd(*line, rated=rated) for line in said]
        head = "Date,Name,Year,Letterboxd URI,Rating\n" if rated else "Date,Name,Year,Letterboxd URI\n"
    mark = {Kind.WATCHLIST: Mark.SAVED, Kind.WATCHED: Mark.SEEN}.get(kind)
    films = [(_key(item_id), None if mark else stars, mark, day * _DAY) for item_id, stars, day in said]
    return (
        _sorted_out(kind.value, (head + "".join(rows)).encode(), films, None)
        if said
        else Sent(kind.value, head.encode())
    )


def exported(data: bytes, person: Person) -> Sent:
    """What the bot handed over to a person: everything, and a list of films where it does not come first."""
    by_key: dict[str, tuple[float | None, int, set[Mark]]] = {}
    for entry in person.ordered(lambda subject: subject[1] is None):
        by_key[entry.subject[0]] = (entry.value, entry.said_at, set())
    for entry in person.ordered(lambda subject: subject[1] is not None):
        key, mark = entry.subject
        assert mark is not None
        stars, at, marks = by_key.get(key, (None, entry.said_at, set()))
        by_key[key] = (stars, at if stars is not None else max(at, entry.said_at), {*marks, mark})
    films: list[Film] = []
    for key, (stars, at, marks) in sorted(by_key.items(), key=lambda item: item[1][1]):
        if stars is not None:
            films.append((key, stars, None, at))
        elif marks & {Mark.SEEN, Mark.SAVED}:
            films.append((key, None, Mark.SEEN if Mark.SEEN in marks else Mark.SAVED, at))
        films += [(key, None, Mark.HIDDEN, at)] if Mark.HIDDEN in marks else []
    return _sorted_out("matinee.zip", data, films, person)


def _sorted_out(name: str, data: bytes, films: Sequence[Film], whole: Person | None) -> Sent:
    """Known films come first, then doubtful ones, then unknown ones."""
    ordered = sorted(films, key=lambda film: (film[0] not in CATALOGUE, film[0] != DOUBTFUL_KEY))
    questions = [place for place, film in enumerate(ordered) if film[0] == DOUBTFUL_KEY]
    return Sent(name, data, tuple(ordered), tuple(questions), whole)


def _key(item_id: int) -> str:
    return {0: UNKNOWN_KEY, -1: DOUBTFUL_KEY}.get(item_id) or KEYS[item_id]


def _letterboxd(item_id: int, stars: float, day: int, *, rated: bool) -> str:
    title, year = {0: UNKNOWN, -1: DOUBTFUL}.get(item_id) or _named(item_id)
    date = datetime.fromtimestamp(day * _DAY, UTC).strftime("%Y-%m-%d")
    row = f"{date},{title},{'' if year is None else year},https://boxd.it/{item_id}"
    return f"{row},{stars:g}\n" if rated else f"{row}\n"


def _named(item_id: int) -> tuple[str, int | None]:
    movie = next(movie for movie in MOVIES if movie.item_id == item_id)
    return movie.title, movie.year
