"""The taste vector: a rating history as one sparse row of user features.

For each movie there are three columns (liked, neutral, disliked) and after them one constant column. Each rated
movie weighs 1/sqrt(number rated), the constant column 1. Training and serving build their rows here, so that
a model is used exactly as it was trained.
"""

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.history import LEVELS, Encoded


def taste_width(n_items: int) -> int:
    """Columns of a taste vector over `n_items` movies."""
    return LEVELS * n_items + 1


def taste_columns(indices: Ints, levels: Ints) -> Ints:
    """The column of each rated movie, by its dense index and level."""
    return indices * LEVELS + levels


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
