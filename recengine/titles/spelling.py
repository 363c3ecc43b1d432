"""Known words one slip away from a typed word, found by leaving out letters on both sides."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from recengine.titles.letters import characters, letter_set, letter_sets
from recengine.titles.strings import Lookup, Strings, offsets, ragged
from recengine.weakly import weakly

_SHORTEST, _LONGEST, _LONG_ENOUGH_FOR_TWO = 3, 16, 5
_MOST_DOUBTFUL = 3
_MOST_WORDS, _MOST_VARIANTS = 12, 24
_REMEMBERED = 512  # typed words; several parts of one turn ask for the same
_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that it has an inverse
_INVERSE = np.uint64(pow(int(_BASE), -1, 1 << 64))


class Speller:
    """Finds words at one slip: an insertion, deletion, replacement or swap; where there are none, at two.

    Parameters
    ----------
    words
        The words that may be meant, commonest first: they are preferred in this order.
    rests
        Each word's place by the checksum of what is left of it without one letter.
    """

    def __init__(self, words: Strings, rests: Lookup) -> None:
        self.words, self.rests = words, rests
        _, lengths = characters(words)
        self._scanned = np.flatnonzero(lengths >= _LONG_ENOUGH_FOR_TWO - 1).astype(np.int32)
        self._scanned_lengths = lengths[self._scanned].astype(np.int16)
        self._scanned_letters = letter_sets(words)[self._scanned]
        self.near = lru_cache(maxsize=_REMEMBERED)(weakly(self._near))

    @classmethod
    def of(cls, words: Iterable[str]) -> "Speller":
        """A speller of words, each taken once."""
        return cls.over(Strings.of(dict.fromkeys(words)))

    @classmethod
    def over(cls, words: Strings) -> "Speller":
        """A speller of words that are in arrays already."""
        points, lengths = characters(words)
        long = (lengths >= _SHORTEST) & (lengths <= _LONGEST) & ~_digits_alone(points, lengths)
        owners = np.flatnonzero(long)
        within = points[ragged(offsets(lengths)[owners], lengths[owners])]
        sums, of_word = _rest_sums(within, lengths[owners])
        return cls(words, Lookup.of(sums, owners[of_word].astype(np.int32)))

    def _near(self, typed: str) -> list[str]:
        """The nearest few known words, without `typed` itself."""
        if not _SHORTEST <= len(typed) <= _LONGEST:
            return []
        found = self._one_slip_away(typed)
        if not found and len(typed) >= _LONG_ENOUGH_FOR_TWO:
            found = self._two_slips_away(typed)
        slips = {place: OSA.distance(typed, word) for place, word in found.items()}
        order = sorted(found, key=lambda place: (slips[place], found[place][0] != typed[0], place))
        return [found[place] for place in order[:_MOST_WORDS]]

    def _one_slip_away(self, typed: str) -> dict[int, str]:
        """Words that leave the same as `typed` where one letter is left out of either."""
        sums, _ = _rest_sums(*characters(Strings.of([typed])))
        words = {place: self.words[place] for place in set(self.rests.find_any(sums))}
        rests = _rests(typed)
        return {place: word for place, word in words.items() if word != typed and not rests.isdisjoint(_rests(word))}

    def _two_slips_away(self, typed: str) -> dict[int, str]:
        """The nearest dozen words of at most two slips."""
        # A slip changes the length by one at most, and at most two letters of the set of letters.
        maybe = np.abs(self._scanned_lengths - len(typed)) <= 2
        maybe &= np.bitwise_count(self._scanned_letters ^ np.uint32(letter_set(typed))) <= 4
        words = {place: self.words[place] for place in self._scanned[maybe].tolist()}
        slips = {place: OSA.distance(typed, word, score_cutoff=2) for place, word in words.items()}
        nearest = sorted((place for place in words if slips[place] <= 2), key=lambda place: (slips[place], place))
        return {place: words[place] for place in nearest[:_MOST_WORDS]}

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


def _digits_alone(points: NDArray[np.uint32], lengths: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which words have nothing but plain digits."""
    others = np.concatenate(([0], np.cumsum((points < ord("0")) | (points > ord("9")))))
    alone: NDArray[np.bool_] = np.diff(others[offsets(lengths)]) == 0
    return alone


def _rest_sums(
    points: NDArray[np.uint32], lengths: NDArray[np.int64]
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Checksums of words and of what is left of them without each of their letters, and which word each is of.

    A word's checksum is a polynomial of its letters, so that all of these follow from sums over its beginnings.
    """
    starts = offsets(lengths)
    owners = np.repeat(np.arange(len(lengths)), lengths)
    powers = np.cumprod(np.full(int(lengths.max(initial=0)) + 1, _BASE))
    terms = (points.astype(np.uint64) + np.uint64(1)) * powers[np.arange(len(points)) - starts[owners]]
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(terms, dtype=np.uint64)))
    before = sums[:-1] - sums[starts[owners]]
    whole = sums[starts[1:]] - sums[starts[:-1]]
    rests = before + (whole[owners] - before - terms) * _INVERSE
    every = np.concatenate((whole, rests)) >> np.uint64(32)
    return every.astype(np.uint32), np.concatenate((np.arange(len(lengths)), owners))
