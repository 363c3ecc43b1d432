"""From scores to a list: the best of those who may take part."""

import numpy as np

from recengine.arrays import Bools, Floats, Ints
from recengine.filtering import Relaxed, allowed, relax, well_known
from recengine.likeness import content_vectors

__all__ = ["POOL", "Relaxed", "allowed", "best", "content_vectors", "lowest", "pool", "relax", "well_known"]

POOL = 60
"""So many best candidates the list is chosen from."""

POOL_SHARE = 0.25
"""But no more than this share of them: among few films, variety must not reach down to what does not fit."""

LIST = 10
"""Candidates that there always are, whatever the share, where there are so many."""


DEEPEST = 64
"""Values of a group, see `lowest`."""


def best(scores: Floats, members: Bools, count: int) -> Ints:
    """Dense indices of the highest-scored members, best first; equal scores in catalogue order."""
    inside = np.flatnonzero(members)
    return inside[lowest(-scores[inside], count)]


def lowest(values: Floats, count: int) -> Ints:
    """Places of the lowest values, the lowest first; equal ones in order, and what is no number last.

    Most of many values are far from the lowest and need no order: all lie in a few groups, and the lowest ones of
    `count` groups are as many values, so that none of the wanted ones is above the highest of those.
    """
    depth = min(DEEPEST, len(values) // (4 * max(count, 1)))
    if count <= 0 or depth < 2:
        return np.argsort(values, kind="stable")[: max(count, 0)]
    width = len(values) // depth
    firsts = np.fmin.reduce(values[: depth * width].reshape(depth, width), axis=0)
    firsts = np.append(firsts, values[depth * width :])
    edge = np.partition(firsts, count - 1)[count - 1]
    near = np.flatnonzero(values <= edge) if edge == edge else np.arange(len(values))
    return near[np.argsort(values[near], kind="stable")][:count]


def pool(members: Bools, count: int) -> int:
    """How many of the candidates a list of `count` is chosen from."""
    return max(count, LIST, min(POOL, int(POOL_SHARE * np.count_nonzero(members))))
