"""Typing slips in the words that carry a meaning are put right; every other word is left alone."""

import re
from collections.abc import Container, Iterable

from rapidfuzz.distance import OSA

from recengine.titles.spelling import Speller

_SHORTEST, _LONG = 4, 8
_ENDINGS = frozenset({"ed", "er", "es", "ly", "ing", "est", "y"})
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")


class Corrector:
    """Corrects words to the nearest word that means something.

    Parameters
    ----------
    meant
        Words that mean something, the likelier ones first.
    known
        Words that are spelled right as they are.
    first
        Words that mean something and are the likeliest where several are equally near.
    """

    def __init__(self, meant: Iterable[str], known: Iterable[str], *, first: Iterable[str] = ()) -> None:
        meant = [word for word in meant if word.isalpha() and len(word) >= _SHORTEST]
        self._first = frozenset(first)
        self._known = frozenset(meant).union(known)
        self._speller = Speller.of(meant)

    def __call__(self, word: str) -> str:
        if word in self._known or not word.isalpha():
            return word
        if (shorter := _shortened(word, self._known)) is not None:
            return shorter
        if len(word) < _SHORTEST:
            return word
        near = [other for other in self._speller.near(word) if _is_slip(word, other)]
        return min(near, key=lambda other: self._doubt(word, other), default=word)

    def _doubt(self, typed: str, word: str) -> tuple[int, bool, bool]:
        return OSA.distance(typed, word), word not in self._first, word[-1] != typed[-1]


def _is_slip(typed: str, word: str) -> bool:
    """Whether one is likely the other mistyped: one slip, two in long words; in short ones only letters swapped."""
    if typed[0] != word[0] and sorted(typed) != sorted(word):
        return False
    if typed.startswith(word) and typed[len(word) :] in _ENDINGS:
        return False
    slips = OSA.distance(typed, word)
    if min(len(typed), len(word)) < _SHORTEST + 1:
        return slips == 1 and (sorted(typed) == sorted(word) or _doubled(typed, word) or _left_out(typed, word))
    return slips <= (2 if len(word) >= _LONG else 1)


def _shortened(word: str, known: Container[str]) -> str | None:
    """A word without the letters that are drawn out («soooo goood»), where that is a known one."""
    if not _DRAWN_OUT.search(word):
        return None
    forms = [_DRAWN_OUT.sub(letters, word) for letters in (r"\1", r"\1\1")]
    return next((form for form in forms if form in known), None)


def _left_out(typed: str, word: str) -> bool:
    """Whether a letter within a word of five was left out: «hatd», but «hate» is not «hater»."""
    return len(word) == len(typed) + 1 == _SHORTEST + 1 and typed[-1] == word[-1] and typed[0] == word[0]


def _doubled(typed: str, word: str) -> bool:
    """Whether a letter was doubled or one of two left out: «scarry», «drak» is not, «horor» is."""
    longer, shorter = sorted((typed, word), key=len, reverse=True)
    return any(longer[i] == longer[i - 1] and longer[:i] + longer[i + 1 :] == shorter for i in range(1, len(longer)))
