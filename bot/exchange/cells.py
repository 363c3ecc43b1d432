"""Cells of Matinee's own tables: no spreadsheet takes one for a formula, and each is read back as it was."""

import re
from datetime import UTC, datetime
from typing import Final

from bot.exchange.records import Problem, Unreadable

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
_QUOTE: Final = "'"
_MOMENT: Final = "%Y-%m-%dT%H:%M:%SZ"
_WRITTEN_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_WHOLE = re.compile(r"\d{1,18}", re.ASCII)
_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{1,20})?(?:e-\d{1,3})?", re.ASCII)


def guarded(text: str) -> str:
    """A text behind an apostrophe where a spreadsheet would run it; an apostrophe of its own gets one, too."""
    return _QUOTE + text if text.startswith(_FORMULA) else text


def unguarded(cell: str) -> str:
    """The text of `guarded`."""
    return cell[1:] if cell.startswith(_QUOTE) and cell[1:].startswith(_FORMULA) else cell


def moment(seconds: int | None) -> str:
    """A moment in Greenwich, to the second, or nothing."""
    return "" if seconds is None else datetime.fromtimestamp(seconds, UTC).strftime(_MOMENT).rjust(20, "0")


def seconds(cell: str) -> int:
    """The moment of `moment`, in seconds since 1970.

    Raises
    ------
    Unreadable
        Where it is none.
    """
    if not _WRITTEN_MOMENT.fullmatch(cell):
        raise Unreadable(Problem.DAMAGED)
    try:
        found = int(datetime.strptime(cell, _MOMENT).replace(tzinfo=UTC).timestamp())
    except ValueError as error:
        raise Unreadable(Problem.DAMAGED) from error
    if found < 0:
        raise Unreadable(Problem.DAMAGED)
    return found


def whole(cell: str, *, most: int = 10**15) -> int:
    """A whole number from 0 to `most`.

    Raises
    ------
    Unreadable
        Where it is none.
    """
    if not _WHOLE.fullmatch(cell) or int(cell) > most:
        raise Unreadable(Problem.DAMAGED)
    return int(cell)


def decimal(cell: str, *, least: float, most: float) -> float:
    """A number in a range.

    Raises
    ------
    Unreadable
        Where it is none.
    """
    if not _DECIMAL.fullmatch(cell) or not least <= float(cell) <= most:
        raise Unreadable(Problem.DAMAGED)
    return float(cell)
