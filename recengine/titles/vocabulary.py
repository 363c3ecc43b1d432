"""How telling each word is: rare words of titles name their movie, everyday ones hardly do."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from recengine.arrays import Bools
from recengine.titles.numerals import is_number
from recengine.titles.strings import Places, Strings
from recengine.titles.words import NOUNS, STOP_WORDS, TALK

_LEAST, _NUMBER, _UNKNOWN = 0.12, 0.5, 1.0
_TALK_LEFT, _NOUN_LEFT, _NUMBER_LEFT, _LEAST_LEFT = 0.03, 0.08, 0.8, 0.4
_REMEMBERED = 4096  # words of which it is remembered whether titles have them


class Vocabulary:
    """Words of names with their weights.

    Parameters
    ----------
    words
        Every word of a name.
    counts
        Shape (n_words,): how many movies have each.
    movies
        How many movies there are.

    Attributes
    ----------
    telling
        Shape (n_words,): the weight of each in a name.
    """

    def __init__(self, words: Strings, counts: Places, movies: int) -> None:
        self.words = words
        telling = np.log((movies + 2) / np.maximum(counts, 1)) / np.log(movies + 2)
        self.telling = np.where(_are_numbers(words), _NUMBER, np.maximum(_LEAST, telling))
        self._place = lru_cache(maxsize=_REMEMBERED)(words.find)

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self._place(word) >= 0

    def weights(self, words: Sequence[str]) -> list[float]:
        """How telling each word of a name is."""
        return [_NUMBER if is_number(word) else self._weight(word) for word in words]

    def costs(self, words: Sequence[str]) -> list[float]:
        """What each word of a query costs a name that does not have it."""
        return [self._cost(word) for word in words]

    def _weight(self, word: str) -> float:
        place = self._place(word)
        return float(self.telling[place]) if place >= 0 else _UNKNOWN

    def _cost(self, word: str) -> float:
        if word in STOP_WORDS:
            return 0.0
        if word in NOUNS:
            return _NOUN_LEFT
        if word in TALK or word in ("1", "1st"):
            return _TALK_LEFT
        if is_number(word):
            return _NUMBER_LEFT
        return max(_LEAST_LEFT, self._weight(word))


def _are_numbers(words: Strings) -> Bools:
    firsts = words.letters[words.starts[:-1]]
    maybe = np.flatnonzero((firsts >= 128) | ((firsts >= ord("0")) & (firsts <= ord("9"))))
    found = np.zeros(len(words), np.bool_)
    found[maybe] = [is_number(words[place]) for place in maybe.tolist()]
    return found
