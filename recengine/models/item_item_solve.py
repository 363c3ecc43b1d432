"""The closed form behind `ItemItemModel`; apart, because only training needs scipy."""

import numpy as np
from scipy import linalg, sparse

from recengine.arrays import Floats, Ints
from recengine.dataset import Dataset
from recengine.models.item_item import NEUTRAL_STARS


def choose_items(dataset: Dataset, *, min_ratings: int, max_items: int) -> Ints:
    """Dense indices of the movies that take part, ascending.

    On data so small that no movie has `min_ratings` ratings, every rated movie takes part.
    """
    count = np.asarray(dataset.seen.sum(axis=0)).ravel()
    enough = np.flatnonzero(count >= min_ratings)
    if not len(enough):
        enough = np.flatnonzero(count > 0)
    most_rated = enough[np.argsort(-count[enough], kind="stable")][:max_items]
    return np.sort(most_rated).astype(np.int64)


def solve(
    dataset: Dataset, members: Ints, *, dropout: float, ridge: float, user_power: float
) -> tuple[Floats, Floats]:
    """Weights and intercepts that minimise the expected squared error under dropout.

    Returns
    -------
    weights : float32, shape (2 * members, members); first the rows of «seen», then those of the stars
    intercept : float32, shape (members,)
    """
    features, targets, user_weight = _weighted_views(dataset, members, user_power=user_power)
    keep = 1.0 - dropout
    n = len(members)
    total = float(user_weight.sum())
    root = np.sqrt(user_weight)

    gram = _dense(features.T @ features)
    diagonal = gram.diagonal().copy()
    gram *= keep * keep
    np.fill_diagonal(gram, keep * diagonal)
    seen, stars = np.arange(n), np.arange(n, 2 * n)
    # The two features of one movie are hidden together, so their product shrinks once, not twice.
    gram[seen, stars] /= keep
    gram[stars, seen] /= keep

    # A movie is never target and feature of one row.
    cross = _dense(features.T @ targets)
    cross[seen, seen] = 0.0
    cross[stars, seen] = 0.0
    cross *= keep * dropout

    feature_sum = keep * np.asarray(features.T @ root).ravel()
    target_sum = dropout * np.asarray(targets.T @ root).ravel()
    gram -= np.outer(feature_sum, feature_sum) / total
    cross -= np.outer(feature_sum, target_sum) / total
    gram[np.diag_indices_from(gram)] += ridge

    factor = linalg.cho_factor(gram, overwrite_a=True, check_finite=False)
    weights = linalg.cho_solve(factor, cross, overwrite_b=True, check_finite=False)
    intercept = (target_sum - feature_sum @ weights) / total
    return weights.astype(np.float32), intercept.astype(np.float32)


def _weighted_views(
    dataset: Dataset, members: Ints, *, user_power: float
) -> tuple[sparse.csr_matrix, sparse.csr_matrix, np.ndarray]:
    """Features (users, 2 * members), likes (users, members), both times the root of the users' weights (users,)."""
    counts = np.diff(dataset.matrix.indptr).astype(np.float64)
    user_weight = (np.maximum(counts, 1.0) / max(counts.mean(), 1.0)) ** -user_power
    scale = sparse.diags(np.sqrt(user_weight))
    ratings = dataset.matrix[:, members].astype(np.float64)
    stars = ratings.copy()
    stars.data -= NEUTRAL_STARS
    seen = ratings.copy()
    seen.data[:] = 1.0
    likes = dataset.liked[:, members].astype(np.float64)
    return (scale @ sparse.hstack([seen, stars])).tocsr(), (scale @ likes).tocsr(), user_weight


def _dense(product: sparse.spmatrix) -> np.ndarray:
    return np.asarray(product.todense(), dtype=np.float64)
