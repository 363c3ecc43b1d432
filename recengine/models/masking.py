"""Masked histories: training rows made of a random part of a user's ratings, with other likes as targets."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from recengine.arrays import Bools, Ints
from recengine.columns import LIKE
from recengine.dataset import Dataset
from recengine.history import levels_of
from recengine.taste import taste_columns, taste_width


@dataclass(frozen=True, slots=True)
class Ratings:
    """All ratings grouped by user: user u owns the entries `start[u]` to `start[u + 1]`."""

    start: Ints
    items: Ints
    columns: Ints
    liked: Bools
    n_items: int

    @classmethod
    def of(cls, dataset: Dataset) -> "Ratings":
        """The ratings of a data set, with the taste column of each."""
        matrix = dataset.matrix
        items = matrix.indices.astype(np.int64)
        columns = taste_columns(items, levels_of(matrix.data))
        return cls(matrix.indptr.astype(np.int64), items, columns, matrix.data >= LIKE, matrix.shape[1])


@dataclass(frozen=True, slots=True)
class MaskedRows:
    """One epoch's training rows: taste vectors (rows, 3 * items + 1) and liked targets (rows, items)."""

    features: sparse.csr_matrix
    targets: sparse.coo_matrix


def draw_masked_rows(
    ratings: Ratings,
    rng: np.random.Generator,
    *,
    rows_per_user: int,
    longest: int,
    targets_per_row: int,
    most: int | None = None,
) -> MaskedRows:
    """Draw fresh rows for every user with at least two ratings, or for a random choice where that is over `most`.

    In each row a random part of the history, log-uniform from 1 to `longest` ratings, becomes the features; up to
    `targets_per_row` of the *other* liked movies become the targets. A target never stands in its own row: that
    leak would teach the model to predict what it was given.
    """
    owned = np.diff(ratings.start)
    user = np.repeat(np.flatnonzero(owned >= 2), rows_per_user)
    if most is not None and len(user) > most:
        user = np.sort(rng.choice(user, size=most, replace=False))
    size = owned[user]
    first = np.cumsum(size) - size
    row = np.repeat(np.arange(len(user)), size)
    place = np.arange(size.sum()) - first[row]

    # Sorting by row + random number shuffles every row's entries at once.
    entry = (ratings.start[user][row] + place)[np.argsort(row + rng.random(len(row)))]
    limit = np.minimum(longest, size - 1)
    given = np.floor(np.exp(rng.random(len(user)) * np.log(limit + 1))).astype(np.int64).clip(1, limit)
    is_feature = place < given[row]

    target = ~is_feature & ratings.liked[entry]
    liked_before = np.cumsum(target) - target
    at_row_start = np.repeat(liked_before[first], size) if len(user) else liked_before
    target &= (liked_before - at_row_start) < targets_per_row
    return MaskedRows(
        _taste_rows(row[is_feature], ratings.columns[entry[is_feature]], given, ratings.n_items),
        _target_rows(row[target], ratings.items[entry[target]], (len(user), ratings.n_items)),
    )


def _taste_rows(row: Ints, column: Ints, given: Ints, n_items: int) -> sparse.csr_matrix:
    width = taste_width(n_items)
    weight = (1.0 / np.sqrt(given)).astype(np.float32)
    constant = np.arange(len(given))
    values = np.concatenate([weight[row], np.ones(len(given), dtype=np.float32)])
    rows = np.concatenate([row, constant])
    columns = np.concatenate([column, np.full(len(given), width - 1)])
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(given), width))


def _target_rows(row: Ints, item: Ints, shape: tuple[int, int]) -> sparse.coo_matrix:
    return sparse.coo_matrix((np.ones(len(row), dtype=np.float32), (row, item)), shape=shape)
