"""Synthetic groups: drawn at random, of like-minded people, or of people whose tastes lie far apart."""

from collections.abc import Callable, Mapping

import numpy as np

from recengine.arrays import Floats, Ints

GROUPS = 500
LOOKED_AT = 20
"""A like-minded or divergent group takes its next member from so many people drawn at random."""

Pick = Callable[[Floats], int]
KINDS: Mapping[str, Pick | None] = {
    "random": None,
    "similar": lambda likeness: int(likeness.argmax()),
    "divergent": lambda likeness: int(likeness.argmin()),
}


def draw(scores: Floats, *, kind: str, size: int, seed: int, count: int = GROUPS) -> Ints:
    """Rows of `scores` that form groups, shape (count, size).

    Parameters
    ----------
    scores
        Scores of all items for each person's given ratings, shape (people, items). How like-minded two people are
        is the correlation of their rows: nothing that is held out decides who meets whom.
    kind
        One of `KINDS`. All but random groups start with anyone and take, from 20 people each time, the one who is
        most (or least) like those who are in already.
    """
    rng = np.random.default_rng([seed, size, list(KINDS).index(kind)])
    alike = np.asarray(np.corrcoef(scores), dtype=np.float32)
    return np.stack([_group(rng, alike, size, KINDS[kind]) for _ in range(count)])


def _group(rng: np.random.Generator, alike: Floats, size: int, pick: Pick | None) -> Ints:
    people = len(alike)
    if pick is None:
        return rng.choice(people, size, replace=False)
    group = [int(rng.integers(people))]
    while len(group) < size:
        others = rng.choice(np.setdiff1d(np.arange(people), group), LOOKED_AT, replace=False)
        group.append(int(others[pick(alike[others][:, group].mean(axis=1))]))
    return np.asarray(group, dtype=np.int64)
