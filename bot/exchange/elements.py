"""Elements of a JSON array, one at a time: a file is never in memory as objects in whole."""

import codecs
import json
from collections.abc import Iterator

from bot.exchange.records import Problem, Unreadable
from bot.exchange.tables import Budget

_WINDOWS = (1_024, 16_384, 262_144)
_BETWEEN = b" \t\r\n,"
_DECODER = json.JSONDecoder()


def elements(data: bytes, budget: Budget) -> Iterator[object]:
    """What stands in an array, in order.

    Raises
    ------
    Unreadable
        Where it is no array in UTF-8, an element is larger than any of a real export, or there are too many.
    """
    at = _past(data, len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0, b" \t\r\n")
    if data[at : at + 1] != b"[":
        raise Unreadable(Problem.UNKNOWN)
    at = _past(data, at + 1, _BETWEEN)
    while data[at : at + 1] != b"]":
        budget.spend()
        element, length = _element(data, at)
        yield element
        at = _past(data, at + length, _BETWEEN)


def _past(data: bytes, at: int, passed: bytes) -> int:
    while at < len(data) and data[at] in passed:
        at += 1
    return at


def _element(data: bytes, at: int) -> tuple[object, int]:
    """The element that starts there, and how many bytes it takes."""
    for window in _WINDOWS:
        try:
            text, _ = codecs.utf_8_decode(data[at : at + window], "strict", False)
            element, end = _DECODER.raw_decode(text)
        except (ValueError, RecursionError):
            continue
        return element, len(text[:end].encode())
    raise Unreadable(Problem.DAMAGED)
