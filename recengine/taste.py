"""The taste vector: a rating history as one sparse row of user features.

For each movie there are three columns (liked, neutral, disliked) and after them one constant column. Each rated
movie weighs 1/sqrt(number rated), the constant column 1. Training and serving build their rows here, so that
a model is used exactly as it was trained.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recengine.arrays import Floats, Ints
from recengine.history import LEVELS, Encoded, levels_of


def taste_width(n_items: int) -> int:
    """Columns of a taste vector over `n_items` movies."""
    return LEVELS * n_items + 1


def taste_columns(indices: NDArray[np.integer], levels: NDArray[np.integer]) -> Ints:
    """The column of each rated movie, by its dense index and level."""
    return np.asarray(indices * LEVELS + levels, dtype=np.int64)


def taste_row(rated: Encoded, n_items: int) -> tuple[Ints, Floats]:
    """Columns and weights of the one row of a history; the constant column comes last.

    Returns
    -------
    columns : int64, shape (rated + 1,)
    weights : float32, shape (rated + 1,)
    """
    columns = np.append(taste_columns(rated.indices, rated.levels), taste_width(n_items) - 1)
    weights = np.ones(len(columns), dtype=np.float32)
    if len(rated):
        weights[:-1] = 1.0 / np.sqrt(len(rated))
    return columns, weights


def taste_rows(rated: Sequence[Encoded], n_items: int) -> tuple[Ints, Floats, Ints]:
    """Columns and weights of the rows of several histories, one after the other, each as `taste_row` gives it.

    Returns
    -------
    columns : int64, shape (entries,)
    weights : float32, shape (entries,)
    starts : int64, shape (histories,)
        Where each row begins; none is empty.
    """
    lengths = np.asarray([len(one) for one in rated], dtype=np.int64)
    starts = np.cumsum(lengths + 1) - lengths - 1
    columns = np.full(int((lengths + 1).sum()), taste_width(n_items) - 1, dtype=np.int64)
    is_rated = np.ones(len(columns), dtype=bool)
    is_rated[starts + lengths] = False
    weights = np.ones(len(columns), dtype=np.float32)
    if is_rated.any():
        indices, stars = (np.concatenate([getattr(one, name) for one in rated]) for name in ("indices", "stars"))
        columns[is_rated] = taste_columns(indices, levels_of(stars))
        weights[is_rated] = np.repeat(1.0 / np.sqrt(np.maximum(lengths, 1)), lengths)
    return columns, weights, starts


def summed_rows(vectors: Floats, columns: Ints, weights: Floats, starts: Ints) -> Floats:
    """The weighted sum of the vectors of each row of `taste_rows`, shape (histories, components)."""
    found = np.zeros((len(starts), vectors.shape[1]), dtype=np.float32)
    for first in range(0, len(starts), _AT_ONCE):
        some = starts[first : first + _AT_ONCE]
        span = slice(int(some[0]), int(starts[first + _AT_ONCE]) if first + _AT_ONCE < len(starts) else None)
        parts = vectors[columns[span]] * weights[span, None]
        found[first : first + _AT_ONCE] = np.add.reduceat(parts, some - some[0], axis=0)
    return found


_AT_ONCE = 64
"""So many histories are summed at once, so that memory does not grow with their number."""
