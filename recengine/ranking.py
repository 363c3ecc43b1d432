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
    below = -scores[inside]
    if 0 < count < len(inside):  # most films are far behind: only the best need an order
        near = below <= np.partition(below, count - 1)[count - 1]
        inside, below = inside[near], below[near]
    return inside[np.argsort(below, kind="stable")][: max(count, 0)]


def pool(members: Bools, count: int) -> int:
    """How many of the candidates a list of `count` is chosen from."""
    return max(count, LIST, min(POOL, int(POOL_SHARE * np.count_nonzero(members))))
