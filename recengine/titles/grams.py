"""An inverted index of character trigrams: names that share many with a query, found without looking at the rest."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recengine.arrays import Ints

_SYMBOLS = 64  # letters and digits have codes of their own, other scripts share the rest
_CODES = _SYMBOLS**3


class TrigramIndex:
    """Trigrams of keys, weighted by rarity; building is O(total length), searching O(length of postings read)."""

    def __init__(self, keys: Sequence[str]) -> None:
        grams, owners = _grams(keys)
        pairs = np.sort(grams * max(len(keys), 1) + owners)
        pairs = pairs[np.diff(pairs, prepend=-1) > 0]
        grams, owners = np.divmod(pairs, max(len(keys), 1))
        counts = np.bincount(grams, minlength=_CODES)
        self._starts = np.concatenate(([0], np.cumsum(counts)))
        self._owners = owners.astype(np.int32)
        self._rarity = np.log((len(keys) + 1) / (counts + 0.5)).astype(np.float32) ** 2
        self._norms = np.sqrt(np.bincount(owners, self._rarity[grams], len(keys))).astype(np.float32)

    def search(self, key: str, *, limit: int) -> Ints:
        """Indices of the `limit` names nearest by cosine, and of the `limit` that hold most of the key."""
        grams = np.unique(_grams([key])[0])
        total = float(self._rarity[grams].sum())
        postings = [self._owners[self._starts[g] : self._starts[g + 1]] for g in grams.tolist()]
        sizes = [len(posting) for posting in postings]
        if total <= 0 or not any(sizes):
            return np.empty(0, dtype=np.int64)
        weights = np.repeat(self._rarity[grams], sizes)
        sums = np.bincount(np.concatenate(postings), weights, len(self._norms))
        names = np.flatnonzero(sums > 0.15 * total)
        shared = sums[names] / total
        cosine = shared / self._norms[names]
        chosen = np.union1d(_top(cosine, limit), _top(shared + cosine / 10, limit))
        return names[chosen]


def _top(values: NDArray[np.floating], limit: int) -> Ints:
    if len(values) <= limit:
        return np.arange(len(values))
    return np.argpartition(-values, limit)[:limit].astype(np.int64)


def _grams(keys: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Trigram codes of all keys, padded at both ends, and the index of the key that each belongs to."""
    text = "".join(f"\0{key}\0" for key in keys)
    points = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.int64)
    symbols = np.select(
        [points == 0, (points >= 97) & (points <= 122), (points >= 48) & (points <= 57)],
        [0, points - 96, points - 20],
        38 + points % (_SYMBOLS - 38),
    )
    lengths = np.fromiter((len(key) + 2 for key in keys), np.int64, len(keys))
    owners = np.repeat(np.arange(len(keys)), lengths)
    if len(symbols) < 3:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    codes = (symbols[:-2] * _SYMBOLS + symbols[1:-1]) * _SYMBOLS + symbols[2:]
    within = owners[:-2] == owners[2:]
    return codes[within], owners[:-2][within]
