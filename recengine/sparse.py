"""Sparse matrices as plain arrays, since serving needs numpy alone: row i has entries start[i] to start[i + 1]."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recengine.arrays import Floats, Ints


def entries_of(start: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """Where the entries of some rows stand, row by row, and how many each has.

    Returns
    -------
    entries : int64, shape (total,)
    lengths : int64, shape (rows,)
    """
    lengths = start[rows + 1] - start[rows]
    before = np.cumsum(lengths) - lengths
    return np.arange(int(lengths.sum())) + np.repeat(start[rows] - before, lengths), lengths


def starts_of(lengths: Ints) -> Ints:
    """Where the entries of rows with so many entries begin, and, last, where all end."""
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths, dtype=np.int64)])


@dataclass(frozen=True, slots=True)
class Jagged:
    """A sparse matrix laid out to be multiplied by vectors: jagged diagonals.

    Rows stand by their length, the longest first. Then the first entries of all rows come, then the second entries of
    all that have two, and so on: a product takes as many vector operations as the longest row has entries, where
    summing row by row takes a step for each of them.

    Source: Y. Saad, «Iterative methods for sparse linear systems» (2003), section 3.4.

    Attributes
    ----------
    order
        The rows by length, int64, shape (rows,).
    widths
        How many rows have a first entry, a second one, and so on.
    columns, values
        All entries in that order; int32 and float32, shape (entries,).
    """

    order: Ints
    widths: tuple[int, ...]
    columns: NDArray[np.int32]
    values: Floats

    @classmethod
    def of(cls, start: Ints, columns: Ints, values: Floats) -> "Jagged":
        """The layout of a matrix that is given row by row."""
        lengths = np.diff(start)
        order = np.argsort(-lengths, kind="stable")
        ascending = np.sort(lengths)
        longest = int(lengths.max(initial=0))
        widths = len(lengths) - np.searchsorted(ascending, np.arange(longest), side="right")
        first = start[:-1][order]
        entries = np.concatenate([np.zeros(0, np.int64), *(first[:width] + i for i, width in enumerate(widths))])
        return cls(order, tuple(widths.tolist()), columns[entries].astype(np.int32), values[entries])

    def times(self, vector: Floats) -> Floats:
        """The product with a vector, float32, shape (rows,)."""
        sums, at = np.zeros(len(self.order), dtype=np.float32), 0
        for width in self.widths:
            span = slice(at, at + width)
            sums[:width] += np.take(vector, self.columns[span], mode="clip") * self.values[span]
            at += width
        product = np.empty_like(sums)
        product[self.order] = sums
        return product


@dataclass(frozen=True, slots=True)
class Split:
    """A sparse matrix laid out to be multiplied by many vectors at once.

    Columns that many rows have stand in a dense matrix, where a product of matrices is far faster than it is sparse.

    Attributes
    ----------
    common
        Those columns, int64, shape (common,).
    dense
        Their values, float32, shape (rows, common).
    start, rows, values
        All else, column by column: column j has the values `values[start[j]:start[j + 1]]` in the rows `rows[...]`.
        A vector that is 0 in most of them costs little.
    """

    common: Ints
    dense: Floats
    start: Ints
    rows: Ints
    values: Floats

    @classmethod
    def of(cls, start: Ints, columns: Ints, values: Floats, *, width: int) -> "Split":
        """The layout of a matrix of `width` columns that is given row by row."""
        rows = len(start) - 1
        counts = np.bincount(columns, minlength=width)
        common = np.flatnonzero(counts > COMMON * rows)
        place = np.full(width, -1)
        place[common] = np.arange(len(common))
        row, inside = np.repeat(np.arange(rows), np.diff(start)), place[columns] >= 0
        dense = np.zeros((rows, len(common)), dtype=np.float32)
        dense[row[inside], place[columns[inside]]] = values[inside]
        rest = np.flatnonzero(~inside)[np.argsort(columns[~inside], kind="stable")]
        return cls(common, dense, starts_of(np.bincount(columns[rest], minlength=width)), row[rest], values[rest])

    def times(self, vectors: Floats) -> Iterator[Floats]:
        """The product with each of some vectors, shape (vectors, width): float32, shape (rows,)."""
        others = vectors != 0
        others[:, self.common] = False
        for vector, other, product in zip(vectors, others, vectors[:, self.common] @ self.dense.T, strict=True):
            columns = np.flatnonzero(other)
            entries, lengths = entries_of(self.start, columns)
            np.add.at(product, self.rows[entries], self.values[entries] * np.repeat(vector[columns], lengths))
            yield product


COMMON = 0.02
"""Share of the rows that have a column, above which it is cheaper dense."""
