"""The attributes of films over which `StarPredictor` learns tastes; apart, because only training needs scipy."""

import numpy as np
from scipy import sparse

from recengine.catalog import Catalog
from recengine.contents import content_vocabulary
from recengine.dataset import Dataset
from recengine.models.item_features import content_matrix, own_content

SURE_RATINGS = 10.0
"""Who rated a film says half as much of it with this many ratings as with any number."""

MIDDLE_YEAR, YEARS = 1995, 20.0
LOG_COUNTS = 4.0
"""Years and logarithms of counts are brought to about the size of a genre's 1."""

ROUNDS = 4
SPARE = 8


def attributes(dataset: Dataset, *, seen: int, words: int) -> np.ndarray:
    """Those of the films of a data set, see `attributes_of`."""
    return attributes_of(dataset.catalog, dataset.matrix, seen=seen, words=words)


def attributes_of(catalog: Catalog, ratings: sparse.csr_matrix, *, seen: int, words: int) -> np.ndarray:
    """A constant 1, then what is known of each film, shape (movies, columns), float64.

    All but the constant have mean 0 over the ratings, so that a taste says how somebody differs on what people rate.

    Parameters
    ----------
    ratings
        Stars where rated, shape (users, movies).
    seen, words
        Numbers of directions of who rated a film, and of its words and people.
    """
    counts = np.bincount(ratings.indices, minlength=len(catalog)).astype(np.float64)
    parts = [catalog.once(_plain), _fame(counts), catalog.once(_words, words), _company(ratings, counts, seen)]
    columns = np.column_stack(parts)
    columns -= counts @ columns / max(counts.sum(), 1.0)
    return np.column_stack([np.ones(len(catalog)), columns])


def _plain(catalog: Catalog) -> np.ndarray:
    """Genres, decades, and the year as a number; a film of unknown year stands in the middle."""
    vocabulary = catalog.once(content_vocabulary)
    always = tuple(name for name in vocabulary if name.startswith(("genre:", "decade:")))
    years = np.asarray([MIDDLE_YEAR if movie.year is None else movie.year for movie in catalog], dtype=np.float64)
    return np.column_stack([content_matrix(catalog, always).toarray(), np.clip((years - MIDDLE_YEAR) / YEARS, -3, 2)])


def _fame(counts: np.ndarray) -> np.ndarray:
    """How well known a film is: the logarithm of its number of ratings, and its square."""
    fame = np.log1p(counts) / LOG_COUNTS
    return np.column_stack([fame, fame**2])


def _words(catalog: Catalog, count: int) -> np.ndarray:
    """Leading directions of genres, decades, words and people, rare ones counting more."""
    matrix = catalog.once(own_content).astype(np.float64)
    rarity = np.log(max(len(catalog), 1) / np.maximum(np.asarray(matrix.sum(axis=0)).ravel(), 1.0))
    return leading(_unit_rows(sparse.csr_matrix(matrix @ sparse.diags(rarity))), count)


def _company(ratings: sparse.csr_matrix, counts: np.ndarray, count: int) -> np.ndarray:
    """Leading directions of who rated a film, whatever they gave; the first, which is fame, is left out.

    Vectors have length 1 times how sure they are: films that few rated stand near the origin.
    """
    lengths = np.diff(ratings.indptr)
    by_user = (np.maximum(lengths, 1.0) / max(lengths.mean(), 1.0)) ** -0.5
    by_film = np.maximum(counts, 1.0) ** -0.5
    weights = np.repeat(by_user, lengths)
    weights *= by_film[ratings.indices]
    weighted = sparse.csr_matrix((weights, ratings.indices, ratings.indptr), shape=ratings.shape, copy=False)
    directions = leading(weighted.T, count + 1)[:, 1:]
    length = np.maximum(np.linalg.norm(directions, axis=1), 1e-9)
    return np.asarray(directions * (counts / (counts + SURE_RATINGS) / length)[:, None])


def leading(matrix: sparse.csr_matrix | sparse.csc_matrix, count: int) -> np.ndarray:
    """Rows of a matrix in its `count` leading singular directions, fewer where it has fewer, shape (rows, count).

    Subspace iteration from a seeded random start (N. Halko, P. G. Martinsson and J. A. Tropp, «Finding structure
    with randomness», SIAM Review 2011).
    """
    count = min(count, *matrix.shape)
    if count <= 0:
        return np.zeros((matrix.shape[0], 0))
    start = np.random.default_rng(0).normal(size=(matrix.shape[1], count + SPARE))
    basis, _ = np.linalg.qr(matrix @ start)
    for _ in range(ROUNDS):
        across, _ = np.linalg.qr(matrix.T @ basis)
        basis, _ = np.linalg.qr(matrix @ across)
    left, strength, _ = np.linalg.svd(np.asarray(matrix.T @ basis).T, full_matrices=False)
    return np.asarray((basis @ left)[:, :count] * strength[:count])


def _unit_rows(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1.0 / np.maximum(length, 1e-9)) @ matrix)
