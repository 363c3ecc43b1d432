"""Letterboxd's export: a zip of CSVs, or one of them."""

from collections.abc import Iterator
from enum import Enum

from bot.exchange import values
from bot.exchange.opening import Part
from bot.exchange.records import Record
from bot.exchange.tables import Budget, rows
from recengine.columns import LIKE


class Kind(Enum):
    """Which of its tables a file is; the later, the more it has the last word on stars."""

    LIKES = 0
    WATCHED = 1
    WATCHLIST = 2
    DIARY = 3
    RATINGS = 4


_ALWAYS = {"date", "name", "year", "letterboxd uri"}
_LEFTOVER = ("deleted", "orphaned", "lists")


def is_table(columns: tuple[str, ...]) -> bool:
    """Whether the columns are Letterboxd's."""
    return set(columns) >= _ALWAYS


def kind_of(part: Part, columns: tuple[str, ...]) -> Kind | None:
    """Which table of Letterboxd a file is.

    Watched films, the watchlist and likes have the same columns, so there the name has to tell; None where it does
    not.
    """
    if "rating" in columns:
        return Kind.DIARY if "watched date" in columns else Kind.RATINGS
    for word, kind in (("watchlist", Kind.WATCHLIST), ("watched", Kind.WATCHED), ("films", Kind.LIKES)):
        if word in part.name:
            return kind
    return None


def is_leftover(part: Part) -> bool:
    """Whether a file is of those in the zip that say nothing of what the person likes now."""
    return any(folder in _LEFTOVER for folder in part.path.lower().split("/")[:-1])


def read(part: Part, kind: Kind, budget: Budget) -> Iterator[Record]:
    """The films of a table; a heart without stars counts as a like does in the chat."""
    for row in rows(part.data, budget):
        rated = values.stars(row.get("rating", ""))
        yield Record(
            values.title(row["name"]),
            values.year(row["year"]),
            stars=LIKE if kind is Kind.LIKES else rated,
            seen=kind is not Kind.WATCHLIST,
            saved=kind is Kind.WATCHLIST,
            hearted=kind is Kind.LIKES,
            at=values.moment(row["date"]),
        )
