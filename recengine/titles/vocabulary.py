"""How telling each word is: rare words of titles name their movie, everyday ones hardly do."""

import math
from collections.abc import Iterable, Sequence

from recengine.titles.names import Name
from recengine.titles.numerals import is_number
from recengine.titles.words import NOUNS, STOP_WORDS, TALK

_LEAST, _NUMBER, _UNKNOWN = 0.12, 0.5, 1.0
_TALK_LEFT, _NOUN_LEFT, _NUMBER_LEFT, _LEAST_LEFT = 0.03, 0.08, 0.8, 0.4


class Vocabulary:
    """Words of all names with their weights; `words` lists them, commonest first."""

    def __init__(self, names: Iterable[Name], movies: int) -> None:
        counts: dict[str, int] = {}
        for word in (word for pair in {(n.movie, word) for n in names for word in n.tokens} for word in pair[1:]):
            counts[word] = counts.get(word, 0) + 1
        self.words = sorted(counts, key=lambda word: (-counts[word], word))
        scale = math.log(movies + 2)
        self._weights = {w: max(_LEAST, math.log((movies + 2) / c) / scale) for w, c in counts.items()}

    def __contains__(self, word: object) -> bool:
        return word in self._weights

    def weights(self, words: Sequence[str]) -> list[float]:
        """How telling each word of a name is."""
        return [_NUMBER if is_number(word) else self._weights.get(word, _UNKNOWN) for word in words]

    def costs(self, words: Sequence[str]) -> list[float]:
        """What each word of a query costs a name that does not have it."""
        return [self._cost(word) for word in words]

    def _cost(self, word: str) -> float:
        if word in STOP_WORDS:
            return 0.0
        if word in NOUNS:
            return _NOUN_LEFT
        if word in TALK or word in ("1", "1st"):
            return _TALK_LEFT
        if is_number(word):
            return _NUMBER_LEFT
        return max(_LEAST_LEFT, self._weights.get(word, _UNKNOWN))
