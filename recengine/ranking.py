"""From scores to a list: who may take part, and how like each other the shown ones may be."""

from dataclasses import dataclass, replace

import numpy as np

from recengine.arrays import Bools, Floats, Ints
from recengine.catalog import Catalog
from recengine.query import Constraints, Popularity
from recengine.statistics import ItemStatistics

POOL = 60
"""So many best candidates the diversified list is chosen from."""

WELL_KNOWN_SHARE = 0.1
"""This share of all rated movies, the most rated ones, counts as popular."""


def content_vectors(catalog: Catalog) -> Floats:
    """Genres and decades of each movie as vectors of length 1, shape (items, features)."""
    names = [f"genre:{g}" for g in catalog.genres]
    decades = sorted({m.decade for m in catalog if m.decade is not None})
    column = {name: i for i, name in enumerate([*names, *decades])}
    vectors = np.zeros((len(catalog), len(column)), dtype=np.float32)
    for row, movie in enumerate(catalog):
        for genre in movie.genres:
            vectors[row, column[f"genre:{genre}"]] = 1.0
        if movie.decade is not None:
            vectors[row, column[movie.decade]] = 0.5
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-9), dtype=np.float32)


def allowed(catalog: Catalog, constraints: Constraints, statistics: ItemStatistics) -> Bools:
    """Which movies meet the constraints, shape (items,)."""
    if not constraints:
        return np.ones(len(catalog), dtype=bool)
    meets = np.fromiter((constraints.meets(movie) for movie in catalog), bool, len(catalog))
    if constraints.popularity is not None:
        known = well_known(statistics)
        rated = statistics.ratings > 0
        meets &= known if constraints.popularity is Popularity.POPULAR else ~known & rated
    return meets


def well_known(statistics: ItemStatistics) -> Bools:
    """Which movies are among the most rated, shape (items,)."""
    rated = np.count_nonzero(statistics.ratings)
    if not rated:
        return np.zeros(len(statistics.ratings), dtype=bool)
    cut = np.sort(statistics.ratings)[-max(1, int(rated * WELL_KNOWN_SHARE))]
    return np.asarray(statistics.ratings >= cut, dtype=bool)


@dataclass(frozen=True, slots=True)
class Relaxed:
    """Constraints after some had to be dropped, in the order in which they were dropped."""

    constraints: Constraints
    dropped: tuple[str, ...]
    members: Bools


_DROPPING_ORDER = ("popularity", "keywords", "years", "exclude_keywords", "genres", "exclude_genres")


def relax(
    catalog: Catalog, constraints: Constraints, statistics: ItemStatistics, free: Bools, *, at_least: int = 1
) -> Relaxed:
    """Drop constraints one at a time, the most particular first, until at least some films are left.

    Parameters
    ----------
    free
        Movies that may be suggested at all, shape (items,).
    at_least
        Enough films to stop dropping.
    """
    dropped: list[str] = []
    members = free & allowed(catalog, constraints, statistics)
    for name in _DROPPING_ORDER:
        if np.count_nonzero(members) >= at_least:
            break
        empty = getattr(Constraints(), name)
        if getattr(constraints, name) != empty:
            constraints = replace(constraints, **{name: empty})
            dropped.append(name)
            members = free & allowed(catalog, constraints, statistics)
    return Relaxed(constraints, tuple(dropped), members)


def best(scores: Floats, members: Bools, count: int) -> Ints:
    """Dense indices of the highest-scored members, best first; equal scores in catalogue order."""
    inside = np.flatnonzero(members)
    if len(inside) > count:
        part = np.argpartition(-scores[inside], count - 1)
        edge = scores[inside[part[count - 1]]]
        inside = inside[scores[inside] >= edge]
    return inside[np.argsort(-scores[inside], kind="stable")][:count]


def diversified(order: Ints, scores: Floats, vectors: Floats, *, count: int, diversity: float) -> Ints:
    """Choose from the best candidates one by one, each time weighing score against likeness to those chosen.

    Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): score minus `diversity` times the mean
    likeness to what is chosen already, the scores brought to standard deviation 1 over the candidates.

    Parameters
    ----------
    order
        Dense indices of the candidates, best first.
    scores, vectors
        Over all items; vectors have length 1.
    diversity
        0 keeps the order of the scores.
    """
    if diversity <= 0 or len(order) <= 1:
        return order[:count]
    own = scores[order]
    value = (own - own.mean()) / max(float(own.std()), 1e-9)
    likeness = np.zeros(len(order), dtype=np.float32)
    chosen: list[int] = []
    free = np.ones(len(order), dtype=bool)
    while len(chosen) < min(count, len(order)):
        worth = np.where(free, value - diversity * likeness / max(len(chosen), 1), -np.inf)
        pick = int(np.argmax(worth))
        chosen.append(pick)
        free[pick] = False
        likeness += vectors[order] @ vectors[order[pick]]
    return order[np.asarray(chosen, dtype=np.int64)]
