"""An inverted index of character trigrams: names that share many with a query, found without looking at the rest."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from recengine.arrays import Ints
from recengine.titles.strings import (
    Array,
    Arrays,
    Places,
    checked,
    checked_starts,
)

_SYMBOLS = 64  # letters and digits have codes of their own, other scripts share the rest
_CODES = _SYMBOLS**3
_LEAST_SHARED = 0.15  # of the weight of a key's trigrams; names with less are too far off


class TrigramIndex:
    """Trigrams of keys, weighted by rarity; building is O(total length), searching O(length of postings read).

    Parameters
    ----------
    codes
        Shape (n_grams,): every trigram, rising.
    starts, owners
        Shape (n_grams + 1,), and in a row the keys that have each, rising.
    keys
        How many there are.
    """

    def __init__(self, codes: Places, starts: Places, owners: Places, *, keys: int) -> None:
        self._codes, self._starts, self._owners, self._keys = codes, starts, owners, keys

    @classmethod
    def of(cls, symbols: NDArray[np.uint8], lengths: NDArray[np.integer]) -> "TrigramIndex":
        """An index of keys in a row, as `symbols` makes them, of these lengths."""
        grams, owners = _grams(symbols, lengths)
        keys = max(len(lengths), 1)
        pairs = grams * np.int64(keys) + owners
        pairs.sort()
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]
        grams, owners = np.divmod(pairs, keys)
        firsts = np.flatnonzero(np.diff(grams, prepend=-1))
        starts = np.append(firsts, len(grams)).astype(np.int32)
        return cls(grams[firsts].astype(np.int32), starts, owners.astype(np.int32), keys=len(lengths))

    @cached_property
    def _rarity(self) -> NDArray[np.float32]:
        return _rarity(self._keys, np.diff(self._starts))

    @cached_property
    def _norms(self) -> NDArray[np.float32]:
        weights = np.repeat(self._rarity, np.diff(self._starts))
        return np.sqrt(np.bincount(self._owners, weights, self._keys)).astype(np.float32)

    def search(self, key: str, *, limit: int) -> Ints:
        """Indices of the `limit` names nearest by cosine, and of the `limit` that hold most of the key."""
        grams = np.unique(_grams(symbols(key), np.array([len(key)]))[0])
        places = np.searchsorted(self._codes, grams)
        known = self._codes[np.minimum(places, len(self._codes) - 1)] == grams if len(self._codes) else grams < 0
        places = places[known]
        weights = self._rarity[places]
        total = float(weights.sum() + (len(grams) - len(places)) * _rarity(self._keys, np.zeros(1))[0])
        if total <= 0 or not len(places):
            return np.empty(0, dtype=np.int64)
        sizes = self._starts[places + 1] - self._starts[places]
        postings = [
            self._owners[first : first + size] for first, size in zip(self._starts[places], sizes, strict=True)
        ]
        sums = np.bincount(np.concatenate(postings), np.repeat(weights, sizes), self._keys)
        names = np.flatnonzero(sums > _LEAST_SHARED * total)
        shared = sums[names] / total
        cosine = shared / self._norms[names]
        chosen = np.union1d(_top(cosine, limit), _top(shared + cosine / 10, limit))
        return names[chosen]

    def arrays(self) -> dict[str, Array]:
        """What `from_arrays` makes the same index of."""
        return {"grams.codes": self._codes, "grams.starts": self._starts, "grams.owners": self._owners}

    @classmethod
    def from_arrays(cls, arrays: Arrays, *, keys: int) -> "TrigramIndex":
        """The index of `arrays` over so many keys.

        Raises
        ------
        ValueError
            Where they are no such arrays.
        """
        codes = checked(arrays, "grams.codes", np.int32, below=_CODES)
        owners = checked(arrays, "grams.owners", np.int32, below=max(keys, 1))
        starts = checked_starts(arrays, "grams.starts", end=len(owners), length=len(codes) + 1)
        return cls(codes, starts, owners, keys=keys)


def symbols(text: str) -> NDArray[np.uint8]:
    """A number from 1 to 63 for each character."""
    points = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)
    codes = np.select(
        [(points >= 97) & (points <= 122), (points >= 48) & (points <= 57)],
        [points - 96, points - 20],
        38 + points % (_SYMBOLS - 38),
    )
    return codes.astype(np.uint8)


def _rarity(keys: int, counts: NDArray[np.number]) -> NDArray[np.float32]:
    rarity: NDArray[np.float32] = np.log((keys + 1) / (counts + 0.5)).astype(np.float32) ** 2
    return rarity


def _top(values: NDArray[np.floating], limit: int) -> Ints:
    if len(values) <= limit:
        return np.arange(len(values))
    return np.argpartition(-values, limit)[:limit].astype(np.int64)


def _grams(codes: NDArray[np.uint8], lengths: NDArray[np.integer]) -> tuple[NDArray[np.int32], Places]:
    """Trigram codes of keys in a row, padded at both ends, and the index of the key that each belongs to."""
    owners = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths + 2)
    padded = np.zeros(len(owners), dtype=np.int32)
    inner = np.arange(len(codes)) + 2 * np.repeat(np.arange(len(lengths)), lengths) + 1
    padded[inner] = codes
    if len(padded) < 3:
        return np.empty(0, dtype=np.int32), owners[:0]
    grams = (padded[:-2] * _SYMBOLS + padded[1:-1]) * _SYMBOLS + padded[2:]
    within = owners[:-2] == owners[2:]
    return grams[within], owners[:-2][within]
