"""Words of titles one slip away from a typed word, found by leaving out letters on both sides."""

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST, _LONGEST, _LONG_ENOUGH_FOR_TWO = 3, 16, 5
_MOST_DOUBTFUL = 3
_MOST_WORDS, _MOST_VARIANTS = 12, 24


class Speller:
    """Finds words at one slip: an insertion, deletion, replacement or swap; where there are none, at two.

    Parameters
    ----------
    words
        The words that may be meant, commonest first: they are preferred in this order.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._rank: dict[str, int] = {}
        by_rest: dict[str, list[str]] = {}
        for word in words:
            self._rank.setdefault(word, len(self._rank))
            if _SHORTEST <= len(word) <= _LONGEST and not word.isdigit():
                for rest in _rests(word):
                    by_rest.setdefault(rest, []).append(word)
        self._by_rest = {rest: tuple(found) for rest, found in by_rest.items()}
        self._words = [word for word in self._rank if len(word) >= _LONG_ENOUGH_FOR_TWO - 1]

    def near(self, typed: str) -> list[str]:
        """The nearest few known words, without `typed` itself."""
        if not _SHORTEST <= len(typed) <= _LONGEST:
            return []
        found = {word for rest in _rests(typed) for word in self._by_rest.get(rest, ())} - {typed}
        if not found and len(typed) >= _LONG_ENOUGH_FOR_TWO:
            similar = process.extract(typed, self._words, scorer=OSA.distance, score_cutoff=2, limit=_MOST_WORDS)
            found = {word for word, _, _ in similar}
        slips = {word: OSA.distance(typed, word) for word in found}
        return sorted(found, key=lambda word: (slips[word], word[0] != typed[0], self._rank[word]))[:_MOST_WORDS]

    def variants(self, words: Sequence[str], doubtful: Iterable[int]) -> Iterator[tuple[str, ...]]:
        """`words` with the doubtful ones (indices) corrected: each in its likeliest ways, the others in theirs."""
        near = {index: found for index in [*doubtful][:_MOST_DOUBTFUL] if (found := self.near(words[index]))}
        if not near:
            return
        best = list(words)
        for index, found in near.items():
            best[index] = found[0]
        made = 0
        for index, found in near.items():
            for word in found:
                if made < _MOST_VARIANTS:
                    made += 1
                    yield (*best[:index], word, *best[index + 1 :])


def _rests(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}
