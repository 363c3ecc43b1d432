"""Latent factors of movies from likes, by a truncated singular value decomposition; only training needs this."""

import numpy as np
from scipy import linalg, sparse
from scipy.sparse.linalg import svds

from recengine.arrays import Floats
from recengine.dataset import Dataset
from recengine.models.item_knn_fit import weighted_likes


def item_factors(dataset: Dataset, *, count: int, user_power: float, popularity_power: float, seed: int) -> Floats:
    """Right singular vectors of the likes, users weighted and movies scaled down by popularity.

    Returns
    -------
    float32, shape (movies, factors); at most `count` factors, fewer where the likes span fewer
    """
    likes = np.asarray(dataset.liked.sum(axis=0), dtype=np.float64).ravel()
    scale = sparse.diags(np.maximum(likes, 1.0) ** -popularity_power)
    matrix = sparse.csr_matrix(weighted_likes(dataset, user_power=user_power).astype(np.float64) @ scale)
    vectors, strength = _decomposed(matrix, count, seed)
    # Directions of no strength are arbitrary: they hold nothing of the data.
    kept = strength > 1e-9 * max(float(strength.max(initial=0.0)), 1e-9)
    return np.asarray(vectors[kept].T, dtype=np.float32).reshape(matrix.shape[1], -1)


def _decomposed(matrix: sparse.csr_matrix, count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    if min(matrix.shape) <= 2 * count:  # too small for the iterative method
        _, strength, vectors = linalg.svd(matrix.toarray(), full_matrices=False)
        return vectors[:count], strength[:count]
    start = np.random.default_rng(seed).standard_normal(min(matrix.shape))
    _, strength, vectors = svds(matrix, k=count, v0=start)
    return vectors, strength
