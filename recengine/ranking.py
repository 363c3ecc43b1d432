"""From scores to a list: the best of those who may take part, and variety among them."""

import numpy as np

from recengine.arrays import Bools, Floats, Ints
from recengine.filtering import Relaxed, allowed, relax, well_known
from recengine.likeness import content_vectors

__all__ = ["POOL", "Relaxed", "allowed", "best", "content_vectors", "diversified", "relax", "well_known"]

POOL = 60
"""So many best candidates the list is chosen from."""


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
