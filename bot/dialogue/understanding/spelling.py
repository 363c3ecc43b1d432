"""Typing slips in the words that carry a meaning are put right; every other word is left alone."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA

from recengine.titles.spelling import Speller

_SHORTEST, _LONG = 4, 8


class Corrector:
    """Corrects words to the nearest word that means something.

    Parameters
    ----------
    meant
        Words that mean something, the likelier ones first.
    known
        Words that are spelled right as they are.
    """

    def __init__(self, meant: Iterable[str], known: Iterable[str]) -> None:
        meant = [word for word in meant if word.isalpha() and len(word) >= _SHORTEST]
        self._known = frozenset(meant).union(known)
        self._speller = Speller(meant)

    def __call__(self, word: str) -> str:
        if len(word) < _SHORTEST or word in self._known or not word.isalpha():
            return word
        near = [other for other in self._speller.near(word) if _is_slip(word, other)]
        return min(near, key=lambda other: (OSA.distance(word, other), other[-1] != word[-1]), default=word)


def _is_slip(typed: str, word: str) -> bool:
    """Whether one is likely the other mistyped: one slip, two in long words; in short ones only letters swapped."""
    if typed[0] != word[0] and sorted(typed) != sorted(word):
        return False
    slips = OSA.distance(typed, word)
    if min(len(typed), len(word)) < _SHORTEST + 1:
        return slips == 1 and (sorted(typed) == sorted(word) or _doubled(typed, word))
    return slips <= (2 if len(word) >= _LONG else 1)


def _doubled(typed: str, word: str) -> bool:
    """Whether a letter was doubled or one of two left out: «scarry», «drak» is not, «horor» is."""
    longer, shorter = sorted((typed, word), key=len, reverse=True)
    return any(longer[i] == longer[i - 1] and longer[:i] + longer[i + 1 :] == shorter for i in range(1, len(longer)))
