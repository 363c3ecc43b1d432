"""Neighbours of movies that join an item-kNN model, as sums over those of the movies that stand for them."""

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.joining import Joining


def with_neighbours(start: Ints, near: Ints, likeness: Floats, joining: Joining) -> tuple[Ints, Ints, Floats]:
    """Rows of neighbours with the new movies among them, and with rows of their own.

    Parameters
    ----------
    start, near, likeness
        Movie i has the neighbours `near[start[i]:start[i + 1]]`, with these likenesses.

    Returns
    -------
    The same three for all movies
    """
    everybody = np.arange(joining.known)
    found, given = joining.on(everybody, joining.found), joining.on(everybody, joining.given)
    to_new = _sums(start, near, likeness, found)
    rows = [(near[a:b], likeness[a:b], row) for a, b, row in zip(start[:-1], start[1:], to_new, strict=True)]
    rows += [_own_row(weights, start, near, likeness, to_new) for weights in given]
    for place, row in enumerate(rows[joining.known :]):
        row[2][place] = 0.0  # a movie says nothing of itself
    new = np.arange(joining.known, len(joining.catalog))
    parts = [(np.append(n, new[r != 0]), np.append(v, r[r != 0])) for n, v, r in rows]
    ends = np.cumsum([0, *(len(n) for n, _ in parts)])
    whole = np.concatenate([n for n, _ in parts]), np.concatenate([v for _, v in parts])
    return ends.astype(np.int64), whole[0].astype(np.int64), whole[1].astype(np.float32)


def _sums(start: Ints, near: Ints, likeness: Floats, found: Floats) -> Floats:
    """What each known movie says of the new ones, shape (known, new)."""
    row = np.repeat(np.arange(len(start) - 1), np.diff(start))
    columns = [np.bincount(row, weights[near] * likeness, minlength=len(start) - 1) for weights in found]
    return np.asarray(columns, dtype=np.float32).T.reshape(len(start) - 1, len(found))


def _own_row(
    weights: Floats, start: Ints, near: Ints, likeness: Floats, to_new: Floats
) -> tuple[Ints, Floats, Floats]:
    """What a rating of a new movie says of the known movies that it says anything of, and of the new."""
    per_entry = np.repeat(weights, np.diff(start)) * likeness
    to_known = np.bincount(near, per_entry, minlength=len(weights)).astype(np.float32)
    some = np.flatnonzero(to_known)
    return some, to_known[some], np.asarray(weights @ to_new, dtype=np.float32)
