"""Masked histories: training rows made of a random part of a user's ratings, with other likes as targets."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from recengine.arrays import Bools, Floats, Ints
from recengine.columns import LIKE
from recengine.dataset import Dataset
from recengine.history import levels_of
from recengine.taste import taste_columns, taste_width

Small: TypeAlias = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Ratings:
    """All ratings grouped by user: user u owns the entries `start[u]` to `start[u + 1]`.

    Attributes
    ----------
    items, columns
        Dense index and taste column of each rating, in 32 bits: there may be very many.
    """

    start: Ints
    items: Small
    columns: Small
    liked: Bools
    n_items: int

    @classmethod
    def of(cls, dataset: Dataset) -> "Ratings":
        """The ratings of a data set, with the taste column of each."""
        matrix = dataset.matrix
        items = matrix.indices.astype(np.int32, copy=False)
        columns = np.asarray(taste_columns(items, levels_of(matrix.data)), dtype=np.int32)
        return cls(matrix.indptr.astype(np.int64), items, columns, matrix.data >= LIKE, matrix.shape[1])


@dataclass(frozen=True, slots=True)
class MaskedRows:
    """One epoch's training rows: taste vectors (rows, 3 * items + 1) and liked targets (rows, items), row by row."""

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

    A history is shuffled once and laid in a circle; each row takes a stretch of it from a random place on. Every row
    by itself is as good as drawn from a fresh shuffle, at a fraction of the time.
    """
    owned = np.diff(ratings.start)
    user = np.repeat(np.flatnonzero(owned >= 2), rows_per_user)
    if most is not None and len(user) > most:
        user = np.sort(rng.choice(user, size=most, replace=False))
    people, person = np.unique(user, return_inverse=True)
    circles = _Circles.of(ratings, people, rng)
    size, first = owned[user], circles.first[person]

    limit = np.minimum(longest, size - 1)
    given = np.floor(np.exp(rng.random(len(user)) * np.log(limit + 1))).astype(np.int64).clip(1, limit)
    begin = np.minimum((rng.random(len(user)) * size).astype(np.int64), size - 1)
    row, place = _stretches(first, size, begin, given)
    likes, likes_begin, likes_left = circles.likes_after(first, size, begin, given)
    asked = np.minimum(likes_left, targets_per_row)
    target_row, like = _stretches(circles.liked_before[first], likes, likes_begin, asked)
    items = ratings.items[circles.liked[like]]
    ones = np.ones(len(items), dtype=np.float32)
    return MaskedRows(
        _taste_rows(row, ratings.columns[circles.entry[place]], given, ratings.n_items),
        sparse.coo_matrix((ones, (target_row, items)), shape=(len(user), ratings.n_items)),
    )


@dataclass(frozen=True, slots=True)
class _Circles:
    """Shuffled histories of some people, one behind the other.

    Attributes
    ----------
    first
        Where each person's begins, shape (people,).
    entry
        Places in `Ratings`, shape (ratings of these people,).
    liked
        Those of `entry` that are likes, in the same order.
    liked_before
        How many likes stand before each place of `entry`, shape (len(entry) + 1,).
    """

    first: Ints
    entry: Ints
    liked: Ints
    liked_before: Ints

    @classmethod
    def of(cls, ratings: Ratings, people: Ints, rng: np.random.Generator) -> "_Circles":
        size = ratings.start[people + 1] - ratings.start[people]
        first = np.cumsum(size) - size
        # Sorting by person + random number shuffles every history at once, and each keeps its place.
        entry = np.argsort(np.repeat(np.arange(len(people)), size) + rng.random(int(size.sum())))
        entry += np.repeat(ratings.start[people] - first, size)
        likes = ratings.liked[entry]
        return cls(first, entry, entry[likes], np.concatenate([[0], np.cumsum(likes)]))

    def likes_after(self, first: Ints, size: Ints, begin: Ints, given: Ints) -> tuple[Ints, Ints, Ints]:
        """What stretches leave of the likes, which stand in a circle, too.

        Returns
        -------
        How many likes each circle has, the first one after the stretch, and how many are not in it.
        """
        end = begin + given
        before = self.liked_before
        start = before[first]
        total = before[first + size] - start
        after = before[first + end - np.where(end > size, size, 0)] - start
        inside = after - (before[first + begin] - start) + np.where(end > size, total, 0)
        return total, after, total - inside


def _stretches(first: Ints, size: Ints, begin: Ints, count: Ints) -> tuple[Ints, Ints]:
    """Rows and places of `count` entries each, from `begin` on, around circles of `size` entries from `first` on."""
    row = np.repeat(np.arange(len(count)), count)
    place = np.arange(len(row)) + np.repeat(begin - (np.cumsum(count) - count), count)
    around = np.repeat(size, count)
    place -= np.where(place >= around, around, 0)
    return row, place + np.repeat(first, count)


def _taste_rows(row: Ints, column: Small, given: Ints, n_items: int) -> sparse.csr_matrix:
    """The constant column comes last in each row."""
    width = taste_width(n_items)
    columns = np.full(len(row) + len(given), width - 1, dtype=np.int32)
    values: Floats = np.ones(len(columns), dtype=np.float32)
    place = np.arange(len(row)) + row
    columns[place] = column
    values[place] = np.repeat((1.0 / np.sqrt(given)).astype(np.float32), given)
    ends = np.concatenate([[0], np.cumsum(given + 1)])
    return sparse.csr_matrix((values, columns, ends), shape=(len(given), width))
