"""From scores to a list: the best of those who may take part."""

import numpy as np

from recengine.arrays import Bools, Floats, Ints
from recengine.filtering import Relaxed, allowed, relax, well_known
from recengine.likeness import content_vectors

__all__ = ["POOL", "Relaxed", "allowed", "best", "content_vectors", "pool", "relax", "well_known"]

POOL = 60
"""So many best candidates the list is chosen from."""

POOL_SHARE = 0.25
"""But no more than this share of them: among few films, variety must not reach down to what does not fit."""

LIST = 10
"""Candidates that there always are, whatever the share, where there are so many."""


def best(scores: Floats, members: Bools, count: int) -> Ints:
    """Dense indices of the highest-scored members, best first; equal scores in catalogue order."""
    inside = np.flatnonzero(members)
    if len(inside) > count:
        part = np.argpartition(-scores[inside], count - 1)
        edge = scores[inside[part[count - 1]]]
        inside = inside[scores[inside] >= edge]
    return inside[np.argsort(-scores[inside], kind="stable")][:count]


def pool(members: Bools, count: int) -> int:
    """How many of the candidates a list of `count` is chosen from."""
    return max(count, LIST, min(POOL, int(POOL_SHARE * np.count_nonzero(members))))
