"""The search for nearest neighbours behind `ItemKnnModel`; apart, because only training needs scipy."""

import numpy as np
from scipy import sparse

from recengine.arrays import Floats, Ints
from recengine.dataset import Dataset
from recengine.progress import Progress

BLOCK_CELLS = 2**24
"""So many similarities are held at once: a few hundred megabytes where every pair of movies has something shared."""


def weighted_likes(dataset: Dataset, *, user_power: float) -> sparse.csr_matrix:
    """Likes times (ratings of the user / their mean) ** -user_power, shape (users, movies), float32."""
    counts = np.diff(dataset.matrix.indptr).astype(np.float64)
    weight = (np.maximum(counts, 1.0) / max(float(counts.mean()), 1.0)) ** -user_power
    return sparse.csr_matrix(sparse.diags(weight) @ dataset.liked, dtype=np.float32)


def nearest(
    vectors: sparse.csr_matrix, *, count: int, shrinkage: float, progress: Progress
) -> tuple[Ints, Ints, Floats]:
    """The `count` most similar other columns of each column, by shrunk cosine.

    Parameters
    ----------
    vectors
        Nonnegative, shape (rows, movies).

    Returns
    -------
    start : int64, shape (movies + 1,); the neighbours of movie i stand at `start[i]` to `start[i + 1]`
    near : int64, dense indices of the neighbours
    likeness : float32, above 0
    """
    movies = vectors.shape[1]
    by_movie = sparse.csr_matrix(vectors.T)
    length = np.sqrt(np.asarray(vectors.multiply(vectors).sum(axis=0)).ravel())
    block = max(1, BLOCK_CELLS // max(movies, 1))
    near: list[Ints] = []
    likeness: list[Floats] = []
    for first in range(0, movies, block):
        progress("finding neighbours", first / movies)
        shared = sparse.csr_matrix(by_movie[first : first + block] @ vectors)
        for row in range(shared.shape[0]):
            span = slice(shared.indptr[row], shared.indptr[row + 1])
            ids = shared.indices[span].astype(np.int64)
            values = shared.data[span] / (length[first + row] * length[ids] + shrinkage)
            chosen = _largest(values, ids, but=first + row, count=count)
            near.append(ids[chosen])
            likeness.append(values[chosen].astype(np.float32))
    progress("finding neighbours", 1.0)
    start = np.concatenate([[0], np.cumsum([len(ids) for ids in near])]).astype(np.int64)
    return start, np.concatenate([np.zeros(0, np.int64), *near]), np.concatenate([np.zeros(0, np.float32), *likeness])


def _largest(values: np.ndarray, ids: Ints, *, but: int, count: int) -> Ints:
    """Places of the `count` largest positive values, ids ascending; equal ones go by id."""
    places = np.flatnonzero((ids != but) & (values > 0))
    if len(places) > count:
        places = places[np.lexsort((ids[places], -values[places]))[:count]]
    return places[np.argsort(ids[places], kind="stable")]
