"""Alternating least squares on this machine: the objective that Spark's ALS has with implicit preferences."""

import numpy as np
from scipy import sparse

from recengine.arrays import Floats
from recengine.dataset import Dataset
from recengine.history import levels_of
from recengine.progress import Progress

BLOCK = 256
"""People, or movies, whose systems are solved together: memory does not grow with the data."""

PHASE = "learning factors"


def preferences(dataset: Dataset, *, neutral: float) -> sparse.csr_matrix:
    """1.0 where there is a like, `neutral` where there is a neutral rating, shape (users, movies)."""
    found = dataset.matrix.copy()
    levels = np.asarray([1.0, neutral, 0.0], dtype=np.float32)
    found.data = levels[levels_of(found.data)]
    found.eliminate_zeros()
    return found


def item_factors(
    preferred: sparse.csr_matrix,
    *,
    rank: int,
    iterations: int,
    regularisation: float,
    alpha: float,
    seed: int,
    progress: Progress,
) -> Floats:
    """Factors of the movies, float32, shape (movies, rank); zeros for those that nobody prefers.

    Parameters
    ----------
    preferred
        As `preferences` gives it, shape (users, movies).
    """
    by_movie = sparse.csr_matrix(preferred.T)
    start = np.random.default_rng(seed).standard_normal((preferred.shape[1], rank))
    start /= np.maximum(np.linalg.norm(start, axis=1, keepdims=True), 1e-9)
    movies = start * (np.diff(by_movie.indptr) > 0)[:, None]
    progress(PHASE, 0.0)
    for number in range(iterations):
        people = _solved(preferred, movies, regularisation, alpha)
        movies = _solved(by_movie, people, regularisation, alpha)
        progress(PHASE, (number + 1) / iterations)
    return np.asarray(movies, dtype=np.float32)


def _solved(preferred: sparse.csr_matrix, others: np.ndarray, regularisation: float, alpha: float) -> np.ndarray:
    """Least squares for each row with the factors of the columns fixed; zeros for an empty row."""
    rank, starts = others.shape[1], preferred.indptr
    found, common, eye = np.zeros((preferred.shape[0], rank)), others.T @ others, np.eye(rank)
    rows = np.flatnonzero(np.diff(starts))
    for first in range(0, len(rows), BLOCK):
        block = rows[first : first + BLOCK]
        systems, sides = np.empty((len(block), rank, rank)), np.empty((len(block), rank))
        for place, row in enumerate(block):
            span = slice(starts[row], starts[row + 1])
            own, more = others[preferred.indices[span]], alpha * preferred.data[span].astype(np.float64)
            systems[place] = common + (own * more[:, None]).T @ own + regularisation * len(own) * eye
            sides[place] = (1.0 + more) @ own
        found[block] = np.linalg.solve(systems, sides[:, :, None])[:, :, 0]
    return found
