"""Which words of titles are like the words of a message: for all at once what `word_likeness` says of two."""

import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from recengine.arrays import Bools
from recengine.titles.letters import characters, letter_set, letter_sets
from recengine.titles.numerals import LOOKALIKES
from recengine.titles.similarity import LOWEST, skeleton, word_likeness
from recengine.titles.strings import Strings, encoded

_LONGEST_LOOKALIKE = 2
_HEAD, _LEAST_SOUNDING = 3, 4
_LOOKS_LIKE_NUMBERS = frozenset((*LOOKALIKES, *LOOKALIKES.values()))

Sounds = NDArray[np.uint32]
"""Checksums of words as they sound."""

Likenesses = tuple[NDArray[np.float64], list[dict[str, float]]]


class Alikeness:
    """Compares words of a message with many words of titles.

    Parameters
    ----------
    words
        The words of titles.
    sounds
        Shape (n_words,), see `sounds_of`.
    """

    def __init__(self, words: Strings, sounds: Sounds) -> None:
        self._words = words
        points, lengths = characters(words)
        starts = np.cumsum(lengths) - lengths
        firsts = np.append(points, 0)[starts]
        self.lengths = lengths.astype(np.int16)
        self.letters = letter_sets(words)
        self._heads = _heads(words)
        self._sounds = sounds
        self.numbers = (firsts >= ord("0")) & (firsts <= ord("9"))

    def of(self, typed: Sequence[str], places: NDArray[np.integer]) -> Likenesses:
        """How like each typed word some words of titles are.

        Returns
        -------
        tuple
            Shape (typed, places), 0 to 1; and of each typed word the words that are like it at all.
        """
        found = np.zeros((len(typed), len(places)))
        words: list[dict[str, float]] = [{} for _ in typed]
        rows, columns = np.nonzero(self._may_be_alike(typed, places))
        for row, column, place in zip(rows.tolist(), columns.tolist(), places[columns].tolist(), strict=True):
            word = self._words[place]
            if likeness := word_likeness(typed[row], word):
                found[row, column] = words[row][word] = likeness
        return found, words

    def _may_be_alike(self, typed: Sequence[str], places: NDArray[np.integer]) -> Bools:
        """Where `word_likeness` may be more than 0: what is left out is 0 for sure."""
        traits = [np.array(some)[:, None] for some in zip(*map(_traits, typed), strict=True)]
        lengths, letters, heads, sounds, numbers, looks = traits
        theirs = self.lengths[places]
        most = ((1.0 - LOWEST) * np.maximum(theirs, lengths) + 1e-6).astype(np.int16)  # slips of words that are alike
        maybe = np.abs(theirs - lengths) <= most
        # Each slip changes two letters of the set at most.
        maybe &= np.bitwise_count(self.letters[places] ^ letters.astype(np.uint32)) <= 2 * most
        maybe |= (self._heads[places] == heads) & (lengths >= _HEAD) & (theirs >= lengths)
        maybe |= (self._sounds[places] == sounds) & (lengths >= _LEAST_SOUNDING)
        maybe |= self.numbers[places] & numbers
        found: Bools = maybe | (looks & (theirs <= _LONGEST_LOOKALIKE))
        return found


def sounds_of(words: Iterable[str]) -> Sounds:
    """Checksums of words as they sound, equal where two of them sound the same."""
    return np.fromiter((_sound(word) for word in words), np.uint32)


def _sound(word: str) -> int:
    return zlib.crc32(encoded(skeleton.__wrapped__(word)))


@lru_cache(maxsize=1024)
def _traits(word: str) -> tuple[int, int, int, int, bool, bool]:
    head = int.from_bytes(encoded(word)[:_HEAD], "little")
    return len(word), letter_set(word), head, _sound(word), "0" <= word[:1] <= "9", word in _LOOKS_LIKE_NUMBERS


def _heads(words: Strings) -> NDArray[np.uint32]:
    """The first three bytes of each word as a number."""
    letters = np.concatenate((words.letters, np.zeros(_HEAD, np.uint8))).astype(np.uint32)
    starts, sizes = words.starts[:-1], np.diff(words.starts)
    parts = [np.where(sizes > i, letters[starts + i] << np.uint32(8 * i), np.uint32(0)) for i in range(_HEAD)]
    heads: NDArray[np.uint32] = np.bitwise_or.reduce(parts)
    return heads
