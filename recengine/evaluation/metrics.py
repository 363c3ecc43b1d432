"""Measures of a ranked list, for many users at once."""

from collections.abc import Collection, Sequence
from itertools import chain

import numpy as np

from recengine import sparse_views
from recengine.arrays import Bools, Floats, Ints
from recengine.ranking import lowest


def top(scores: Floats, given: Ints, count: int) -> Ints:
    """Dense indices of the best items, best first; equal scores stand in catalogue order, given ones at the end.

    Parameters
    ----------
    scores
        Shape (items,).
    given
        Dense indices of what can't be shown.
    """
    below = -scores
    below[given] = np.inf
    return lowest(below, count)


def places_of(item_ids: Ints, some: Sequence[Collection[int]]) -> list[Ints]:
    """Dense indices of some sets of ids, those left out that no item has."""
    sizes = [len(ids) for ids in some]
    places = sparse_views.places_of(np.fromiter(chain.from_iterable(some), np.int64, sum(sizes)), item_ids)
    return [own[own >= 0].astype(np.int64) for own in np.split(places, np.cumsum(sizes)[:-1])] if sizes else []


def among(item_ids: Ints, some: Sequence[Collection[int]]) -> Bools:
    """Which items are among some ids, for several sets of ids, shape (sets, items)."""
    inside = np.zeros((len(some), len(item_ids)), dtype=bool)
    for row, places in zip(inside, places_of(item_ids, some), strict=True):
        row[places] = True
    return inside


def ndcg(hits: Bools, relevant: Ints, *, at: int = 10) -> Floats:
    """Normalised discounted cumulative gain of each user, the ideal being min(at, relevant) hits first.

    Parameters
    ----------
    hits
        Whether the item at each place is relevant, shape (users, places), places >= at.
    relevant
        Number of relevant items of each user, all at least 1, shape (users,).
    """
    discount = 1.0 / np.log2(np.arange(2, at + 2))
    gain = (hits[:, :at] * discount).sum(axis=1)
    ideal = np.cumsum(discount)[np.minimum(relevant, at) - 1]
    return np.asarray(gain / ideal, dtype=np.float32)


def recall(hits: Bools, relevant: Ints, *, at: int = 20) -> Floats:
    """Share of the relevant items among the first `at`, out of min(at, relevant), shape (users,)."""
    return np.asarray(hits[:, :at].sum(axis=1) / np.minimum(relevant, at), dtype=np.float32)


def coverage(tops: Ints, n_items: int) -> float:
    """Share of all items that are shown to at least one user."""
    return len(np.unique(tops)) / n_items


def novelty(tops: Ints, popularity: Floats) -> float:
    """Mean self-information in bits, -log2 of the share of users who rated the shown item.

    Parameters
    ----------
    popularity
        Share of the training users who rated each item, shape (items,).
    """
    floor = popularity[popularity > 0].min() if (popularity > 0).any() else 1.0
    return float(-np.log2(np.maximum(popularity[tops], floor)).mean())


def intra_list_diversity(tops: Ints, vectors: Floats) -> float:
    """Mean of 1 - cosine over all pairs within each list.

    Parameters
    ----------
    vectors
        Content of each item as a vector of length 1 (or 0), shape (items, features).
    """
    count = tops.shape[1]
    if count < 2:
        return 0.0
    shown = vectors[tops]
    likeness = np.einsum("uif,ujf->uij", shown, shown)
    pairs = likeness.sum(axis=(1, 2)) - np.einsum("uii->u", likeness)
    return float(1.0 - (pairs / (count * (count - 1))).mean())


def popular_share(tops: Ints, popularity: Floats, *, most: int = 100) -> float:
    """Share of the shown items that are among the `most` popular ones."""
    popular = np.argsort(-popularity, kind="stable")[:most]
    return float(np.isin(tops, popular).mean())


def bootstrap_interval(values: Floats, *, seed: int = 0, draws: int = 1000) -> tuple[float, float]:
    """95 % interval of the mean by resampling users (percentile bootstrap)."""
    rng = np.random.default_rng(seed)
    means = values[rng.integers(len(values), size=(draws, len(values)))].mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)
