"""From columns of ratings to sparse matrices and counts, without copies that many ratings would make dear."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from recengine.arrays import Bools, Floats, Ints
from recengine.columns import DISLIKE, LIKE
from recengine.statistics import ItemCounts

Places = NDArray[np.int32]

BLOCK = 2**22
"""So many ratings are gone through at once: what is worked out on the way takes some tens of megabytes."""

LONGEST_TABLE = 2**25
"""Ids that lie no further apart are looked up in a table, others by bisection."""


def places_of(ids: Ints, known: Ints) -> Places:
    """Where each id stands among the known ones, -1 where it is none of them.

    Parameters
    ----------
    known
        Different ids in any order.
    """
    places = np.full(len(ids), -1, dtype=np.int32)
    if len(known):
        low, high = int(known.min()), int(known.max())
        order = np.argsort(known, kind="stable").astype(np.int32)
        if high - low < LONGEST_TABLE:
            table = np.full(high - low + 1, -1, dtype=np.int32)
            table[known[order] - low] = order
        for first in range(0, len(ids), BLOCK):
            part = ids[first : first + BLOCK]
            if high - low < LONGEST_TABLE:
                inside = (part >= low) & (part <= high)
                places[first : first + BLOCK][inside] = table[part[inside] - low]
            else:
                near = order[np.minimum(np.searchsorted(known, part, sorter=order), len(known) - 1)]
                places[first : first + BLOCK] = np.where(known[near] == part, near, -1)
    return places


def ascending(*keys: NDArray[np.integer]) -> bool:
    """Whether rows stand in the order of the first key, of the second where that is equal, and so on."""
    for first in range(0, max(len(keys[0]) - 1, 0), BLOCK):
        upper, lower = slice(first + 1, first + BLOCK + 1), slice(first, first + BLOCK)
        length = len(keys[0][upper])
        fine, equal = np.zeros(length, dtype=bool), np.ones(length, dtype=bool)
        for key in keys:
            after, before = key[upper], key[lower][:length]
            fine |= equal & (after > before)
            equal &= after == before
        if not bool(np.all(fine | equal)):
            return False
    return True


def numbered(ids: Ints) -> tuple[Ints, Places]:
    """The different ids, sorted, and the place of every id among them; of sorted ids at no cost to speak of."""
    if not ascending(ids):
        found, place = np.unique(ids, return_inverse=True)
        return found, place.astype(np.int32)
    new = np.empty(len(ids), dtype=bool)
    new[:1] = True
    np.not_equal(ids[1:], ids[:-1], out=new[1:])
    return ids[new], np.cumsum(new, dtype=np.int32) - np.int32(1)


def matrix_of(users: Places, items: Places, stars: Floats, shape: tuple[int, int]) -> sparse.csr_matrix:
    """Stars where rated; each row by ascending items.

    Parameters
    ----------
    users, items
        Places of who rated what, shape (ratings,).

    Raises
    ------
    ValueError
        Where a place is none.
    """
    if len(items) and int(items.min()) < 0:
        raise ValueError("there are ratings of movies that are not in the catalogue")
    if not ascending(users):
        return sparse.csr_matrix((stars, (users, items)), shape=shape)
    ends = np.concatenate([[0], np.cumsum(np.bincount(users, minlength=shape[0]))])
    matrix = sparse.csr_matrix((stars.copy(), items.copy(), ends), shape=shape)
    matrix.sum_duplicates()
    return matrix


def where(matrix: sparse.csr_matrix, keep: Bools) -> sparse.csr_matrix:
    """1.0 where `keep` says so of the stored values, shape and order as in the matrix, float32."""
    before = np.zeros(len(keep) + 1, dtype=np.int32)
    np.cumsum(keep, dtype=np.int32, out=before[1:])
    ends = before[matrix.indptr]
    view = sparse.csr_matrix((np.ones(ends[-1], np.float32), matrix.indices[keep], ends), shape=matrix.shape)
    view.has_canonical_format = True
    return view


def everywhere(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """1.0 wherever a value is stored, float32; indices are the matrix's own."""
    ones = np.ones(matrix.nnz, dtype=np.float32)
    view = sparse.csr_matrix((ones, matrix.indices, matrix.indptr), shape=matrix.shape, copy=False)
    view.has_canonical_format = True
    return view


def counted(items: Places, stars: Floats, movies: int) -> ItemCounts:
    """What ratings say of each of so many movies by itself."""
    found = ItemCounts(*np.zeros((4, movies)))
    for first in range(0, len(items), BLOCK):
        own, given = items[first : first + BLOCK], stars[first : first + BLOCK]
        stars_given = np.bincount(own, given, minlength=movies).astype(np.float64)
        ratings, likes, dislikes = (
            np.bincount(own[kind], minlength=movies).astype(np.float64)
            for kind in (slice(None), given >= LIKE, given <= DISLIKE)
        )
        found += ItemCounts(ratings, likes, dislikes, stars_given)
    return found
