"""Letters of words as numbers."""

import numpy as np
from numpy.typing import NDArray

from recengine.titles.strings import Strings, offsets

_BITS = 32


def characters(words: Strings) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The characters of all words in a row as numbers, and how many each word has."""
    text = words.letters.tobytes().decode("utf-8", "surrogatepass").encode("utf-32-le", "surrogatepass")
    begins = np.concatenate(([0], np.cumsum((words.letters & 0xC0) != 0x80)))  # UTF-8: bytes that begin a character
    return np.frombuffer(text, np.uint32), np.diff(begins[words.starts])


def letter_set(word: str) -> int:
    """The letters of a word as bits; several letters of other scripts share one."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % _BITS)
    return bits


def letter_sets(words: Strings) -> NDArray[np.uint32]:
    """The `letter_set` of each word."""
    points, lengths = characters(words)
    bits = np.concatenate((np.uint32(1) << (points % np.uint32(_BITS)), np.zeros(1, np.uint32)))
    sets = np.bitwise_or.reduceat(bits, offsets(lengths)[:-1]) if len(lengths) else bits[:0]
    return np.where(lengths > 0, sets, np.uint32(0))
