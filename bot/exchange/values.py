"""Cells as values: stars, years, ids, dates; what makes no sense is None."""

import math
import re
import unicodedata
from datetime import UTC, datetime

from bot.exchange.limits import LONGEST_TITLE
from recengine.columns import MAX_STARS, MIN_STARS

_NUMBER = re.compile(r"\d{1,15}", re.ASCII)
_IMDB = re.compile(r"(?:.*/)?(?:tt)?(\d{1,10})/?", re.ASCII)
_LAST_SECOND = 253_402_300_799  # of the year 9999
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_DATES = {"/": "%m/%d/%Y", ":": "%a %b %d %H:%M:%S %Y", "-": "%Y-%m-%d", " ": "%d %b %Y"}
"""Forms of dates by what only they hold; trying them all would make a file of odd dates slow."""


def stars(value: object, *, most: float = MAX_STARS) -> float | None:
    """A rating on a scale up to `most` as stars, in halves from 0.5 to 5; None for nothing, zero and below."""
    try:
        number = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else math.nan
    except (ValueError, OverflowError):
        return None
    if not math.isfinite(number) or number <= 0:
        return None
    halves = math.floor(min(number / most, 1.0) * 2 * MAX_STARS + 0.5) / 2
    return max(MIN_STARS, halves)


def year(value: object) -> int | None:
    """A year of cinema, or None."""
    found = number(value)
    return found if found is not None and 1870 <= found <= 2100 else None


def number(value: object) -> int | None:
    """A whole number above zero, or None."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if 0 < value < 10**15 else None
    text = value.strip() if isinstance(value, str) else ""
    return (int(text) or None) if _NUMBER.fullmatch(text) else None


def imdb(value: object) -> int | None:
    """The number in «tt0113277», in the address of its page, or by itself."""
    if isinstance(value, int):
        return number(value)
    match = _IMDB.fullmatch(value.strip()) if isinstance(value, str) and len(value) < 100 else None
    return (int(match[1]) or None) if match else None


def title(value: object) -> str:
    """A title on one line, cut where it is longer than any."""
    if not isinstance(value, str):
        return ""
    words = " ".join(_CONTROL.sub(" ", value[: 2 * LONGEST_TITLE]).split())[:LONGEST_TITLE]
    apart = words if words.isascii() else unicodedata.normalize("NFKD", words)
    return words if len(apart) <= 2 * LONGEST_TITLE else apart[:LONGEST_TITLE]  # «ﷺ» alone is eighteen letters


def moment(value: object) -> int | None:
    """Seconds since 1970 of a date in one of the ways that the sites write them; days begin in Greenwich."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _in_range(value)
    text = value.strip() if isinstance(value, str) and len(value) < 60 else ""
    if _NUMBER.fullmatch(text):
        return _in_range(int(text))
    read = _read_date(text) if text else None
    return None if read is None else _in_range(read.timestamp())


def _in_range(seconds: float) -> int | None:
    return int(seconds) if 0 < seconds <= _LAST_SECOND else None


def _read_date(text: str) -> datetime | None:
    try:
        read = datetime.fromisoformat(text)
        return read if read.tzinfo else read.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        pass
    form = next((form for mark, form in _DATES.items() if mark in text), None)
    if form is None:
        return None
    try:
        return datetime.strptime(text, form).replace(tzinfo=UTC)
    except ValueError:
        return None
