"""Films out of a table that somebody wrote: each row is a film, or one plain line about what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.added.columns import fields_of
from bot.added.film import MOST_ADDED, AddedFilm
from bot.added.genres import Genres
from bot.exchange import opening, tables, values
from bot.exchange.limits import MOST_BYTES
from bot.exchange.records import Problem, Unreadable
from recengine.catalog import Movie
from recengine.datasets.title_parsing import parse_title
from recengine.errors import MatineeError

FIRST_YEAR, LAST_YEAR = 1870, 2100
MOST_NAMES = 40
"""So many words, people or other titles of one film are kept."""

LONGEST_NAME = 100
LONGEST_SHOWN = 60

_LIST = re.compile(r"[|;,/]")
_NAMES = re.compile(r"[|;,]")
_TITLES = re.compile(r"[|;]")
_YEAR = re.compile(r"\b(\d{4})\b")
_NO_GENRE = "(no genres listed)"


class BadTable(MatineeError):
    """The file as a whole cannot be taken."""


@dataclass(frozen=True, slots=True)
class Row:
    """A film of a table, and the number of its row as spreadsheets count."""

    number: int
    film: AddedFilm


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a row cannot be taken."""

    number: int
    why: str

    def __str__(self) -> str:
        return f"row {self.number}: {self.why}"


@dataclass(frozen=True, slots=True)
class Table:
    """What a file says, in its order."""

    rows: tuple[Row, ...]
    troubles: tuple[Trouble, ...]


class _Bad(Exception):
    """What is wrong with one row."""


def read_table(name: str, data: bytes, genres: Genres) -> Table:
    """The films of a file.

    Parameters
    ----------
    name
        What the file is called, for messages.
    data
        Its bytes: a table whose first row names the columns, separated by commas, semicolons or tabs.

    Raises
    ------
    BadTable
        Where it is no such table, or too large.
    """
    found: list[Row] = []
    troubles: list[Trouble] = []
    try:
        text = _text(name, data)
        fields = _fields(name, text)
        foreign = tables.encoding_of(text) == "cp1252"
        for number, row in tables.numbered_rows(text, tables.Budget(rows=MOST_ADDED)):
            told = {field: row[column] for column, field in fields.items()}
            try:
                found.append(Row(number, AddedFilm(_movie(told, genres, foreign=foreign))))
            except _Bad as error:
                troubles.append(Trouble(number, str(error)))
    except Unreadable as error:
        raise BadTable(_refusal(name, error.problem)) from None
    if not found and not troubles:
        raise BadTable(f"{name} has no films in it, only names of columns")
    return Table(tuple(found), tuple(troubles))


def _text(name: str, data: bytes) -> bytes:
    parts = list(opening.parts(name, data))
    if len(parts) != 1 or data[:4] == b"PK\x03\x04":
        raise BadTable(f"{name} is a zip archive; unpack it and name the CSV in it")
    if b"\0" in data[:4096] and tables.encoding_of(data) != "utf-16":
        raise BadTable(f"{name} is no text; a CSV with the columns title, year and genres is needed")
    return parts[0].data


def _fields(name: str, data: bytes) -> Mapping[str, str]:
    names = tables.columns(data)
    fields = fields_of(names)
    missing = [field for field in ("title", "genres") if field not in fields.values()]
    if missing:
        told = ", ".join(_short(column) for column in names[:8] if column) or "nothing that could be one"
        raise BadTable(f"{name} has no column «{missing[0]}»; its first row has: {told}")
    return fields


_REFUSALS = {
    Problem.EMPTY: "is empty",
    Problem.PICTURE: "is a picture; a CSV with the columns title, year and genres is needed",
    Problem.DOCUMENT: "is a document; a CSV with the columns title, year and genres is needed",
    Problem.SPREADSHEET: "is a spreadsheet; save it as CSV first",
    Problem.LOCKED: "is locked by a password",
    Problem.TOO_LARGE: f"is larger than {MOST_BYTES // 1_000_000} MB",
    Problem.TOO_MANY_ROWS: f"has more than {MOST_ADDED:,} rows; so many are a data set, see MATINEE_DATASET",
    Problem.DAMAGED: "has a broken row: a quotation mark that never ends, or a line without end",
}


def _refusal(name: str, problem: Problem) -> str:
    return f"{name} {_REFUSALS.get(problem, 'cannot be read as a CSV')}"


def _movie(told: Mapping[str, str], genres: Genres, *, foreign: bool) -> Movie:
    if bad := next((cell for cell in told.values() if _garbled(cell, foreign=foreign)), None):
        raise _Bad(f"«{_short(bad)}» has letters that cannot be read; save the file as UTF-8")
    parsed = parse_title(values.title(told["title"]))
    if not any(letter.isalnum() for letter in parsed.title):
        raise _Bad("it has no title")
    return Movie(
        item_id=0,
        title=parsed.title,
        year=_year(told.get("year", ""), parsed.year),
        genres=_genres(told["genres"], genres),
        directors=_names(told.get("directors", ""), _NAMES),
        actors=_names(told.get("actors", ""), _NAMES),
        countries=_names(told.get("countries", ""), _NAMES),
        words=_names(told.get("words", ""), _NAMES),
        alt_titles=tuple(t for t in dict.fromkeys((*parsed.alt_titles, *_also(told))) if t != parsed.title),
        minutes=_minutes(told.get("minutes", "")),
        imdb_id=_id(told.get("imdb", ""), "imdb_id", values.imdb),
        tmdb_id=_id(told.get("tmdb", ""), "tmdb_id", values.number),
    )


def _also(told: Mapping[str, str]) -> tuple[str, ...]:
    return _names(told.get("also", ""), _TITLES)


def _garbled(cell: str, *, foreign: bool) -> bool:
    """Letters that no encoding gave, or UTF-8 that another letter in the file let be taken for Windows' own."""
    if "\ufffd" in cell:
        return True
    if not foreign or cell.isascii():
        return False
    try:
        return cell.encode("cp1252").decode("utf-8") != cell
    except UnicodeError:
        return False


def _year(cell: str, in_title: int | None) -> int | None:
    found = _YEAR.search(cell)
    if not cell and in_title is None:
        raise _Bad("it has no year; films of one title are told apart by it")
    if cell and found is None:
        raise _Bad(f"«{_short(cell)}» is no year")
    year = int(found[1]) if found else in_title
    assert year is not None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _Bad(f"the year {year} is not from {FIRST_YEAR} to {LAST_YEAR}")
    return year


def _genres(cell: str, genres: Genres) -> tuple[str, ...]:
    found: list[str] = []
    for name in filter(None, (part.strip() for part in _LIST.split(cell.replace(_NO_GENRE, "")))):
        named = genres.named(name)
        if not named:
            nearest = genres.nearest(name)
            hint = f"did you mean {nearest}?" if nearest else f"there are: {', '.join(genres.names)}"
            raise _Bad(f"there is no genre «{_short(name)}»; {hint}")
        found += named
    if not found:
        raise _Bad("it has no genres, and nothing else tells for whom it is")
    return tuple(dict.fromkeys(found))


def _names(cell: str, between: re.Pattern[str]) -> tuple[str, ...]:
    parts = (values.title(part)[:LONGEST_NAME] for part in between.split(cell))
    return tuple(dict.fromkeys(part for part in parts if part))[:MOST_NAMES]


def _minutes(cell: str) -> int | None:
    found = values.number(cell)
    return found if found is not None and found < 1000 else None


def _id(cell: str, name: str, read: Callable[[str], int | None]) -> int | None:
    found = read(cell) if cell else None
    if cell and found is None:
        raise _Bad(f"«{_short(cell)}» is no {name}")
    return found


def _short(text: str) -> str:
    plain = " ".join("".join(c if c.isprintable() or c.isspace() else "?" for c in text).split())
    return plain if len(plain) <= LONGEST_SHOWN else plain[: LONGEST_SHOWN - 1] + "…"
