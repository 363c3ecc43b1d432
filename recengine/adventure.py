"""The dial from safe to bold: which of the best candidates are shown, and in which order.

How relevant a candidate is, is its score in standard deviations of the candidates' scores, so that any model can be
served, and how it goes with what was liked, in the same unit. Against that stand its likeness to what is shown
already (after maximal marginal relevance, Carbonell and Goldstein, SIGIR 1998) and its renown, both weighing more
down the list, where a film that misses costs least. What was chosen is then put in order of relevance.
"""

from dataclasses import dataclass
from math import log

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.errors import MatineeError

SAFEST, DEFAULT, BOLDEST = 0.0, 0.4, 1.0

VARIETY = 19.5
"""Weight of likeness (mean cosine, 0 to 1) to what is shown already, at full boldness."""

RENOWN = 3.0
"""Weight of renown at full boldness; times log(3 + number rated): of whom little is known gets what many like."""

RENOWNED = 400.0
"""The film that so many others are rated more than has 1/e of the renown of the most rated one."""

PLACES = 10
"""Boldness grows from the first place to this one, and films shown further back are forgotten."""


class InvalidAdventurous(MatineeError, ValueError):
    """How adventurous the suggestions should be is no number from 0 to 1."""


def check_adventurous(value: float) -> float:
    """The value itself.

    Raises
    ------
    InvalidAdventurous
        Where it is no number from 0 (safest) to 1 (boldest).
    """
    if not isinstance(value, int | float) or not SAFEST <= value <= BOLDEST:  # NaN is in no range
        raise InvalidAdventurous(f"adventurous is a number from 0 (safest) to 1 (boldest), not {value!r}")
    return float(value)


def renown(ratings: Floats) -> Floats:
    """How well known each movie is, from 1 for the most rated one towards 0, shape (items,)."""
    order = np.argsort(-ratings, kind="stable")
    place = np.empty(len(order), dtype=np.float32)
    place[order] = np.arange(len(order))
    return np.asarray(np.exp(-place / RENOWNED), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Candidates:
    """The best movies for a query, best first, with what the choice among them depends on.

    Attributes
    ----------
    order
        Dense indices, shape (candidates,).
    scores
        The model's, in any unit, shape (candidates,).
    fit
        How each goes with what was rated, see `recengine.likeness`, shape (candidates,).
    renown
        See `renown`, shape (candidates,).
    vectors
        Content of each as a vector of length 1 or 0, shape (candidates, features).
    shown
        The same of the films shown just before, the latest last, shape (shown, features).
    rated
        Number of rated films that are known.
    """

    order: Ints
    scores: Floats
    fit: Floats
    renown: Floats
    vectors: Floats
    shown: Floats
    rated: int


def chosen(candidates: Candidates, *, count: int, adventurous: float) -> Ints:
    """Dense indices of the movies to show, the most relevant first.

    Films shown just before count as the first places of the list, so that cards shown one at a time vary as a list
    does.

    Parameters
    ----------
    adventurous
        From 0, which keeps the order of the scores, to 1. Up to `DEFAULT` the first place goes to the most relevant
        film; beyond, it too may go to a lesser known one.
    """
    count = min(count, len(candidates.order))
    if adventurous <= SAFEST or count <= 0:
        return candidates.order[: max(count, 0)]
    relevance = _relevance(candidates, adventurous)
    penalty = RENOWN * log(3 + candidates.rated) * candidates.renown
    shown = candidates.shown[-(PLACES - 1) :]
    likeness = candidates.vectors @ shown.sum(axis=0)
    picks: list[int] = []
    free = np.ones(len(relevance), dtype=bool)
    while len(picks) < count:
        place = len(shown) + len(picks)
        against = VARIETY * likeness / max(place, 1) + penalty
        worth = relevance - boldness(place, adventurous) * against
        picks.append(int(np.argmax(np.where(free, worth, -np.inf))))
        free[picks[-1]] = False
        likeness = likeness + candidates.vectors @ candidates.vectors[picks[-1]]
    return candidates.order[sorted(picks, key=lambda pick: (-relevance[pick], pick))]


def boldness(place: int, adventurous: float) -> float:
    """How much variety and renown weigh at a place (from 0), between 0 and `adventurous`."""
    first = max(0.0, (adventurous - DEFAULT) / (BOLDEST - DEFAULT))
    return adventurous * (first + (1.0 - first) * min(place / (PLACES - 1), 1.0))


def _relevance(candidates: Candidates, adventurous: float) -> Floats:
    """In standard deviations of the scores; towards the safest end they alone decide."""
    scores = candidates.scores - candidates.scores.mean()
    own = scores / max(float(scores.std()), 1e-9)
    return np.asarray(own + min(1.0, adventurous / DEFAULT) * candidates.fit, dtype=np.float32)
