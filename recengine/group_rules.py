"""Rules by which a group agrees on a list: pure functions over the scores that each member's films have."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from recengine.arrays import Floats, Ints

Matrix = NDArray[np.float64]

STEEPNESS, OWN_TOP, OFFSET = 1.5, 0.78, -1.24
"""Log-odds that a film is liked: offset + steepness · (its standardised score - share · the member's highest one).

The logistic regression of held-out likes on both, with the default model, seeds 200 to 203 of `hold_out_users`.
A share of 1 would take everybody to find as much in their own best films; with 0, people of marked tastes would count
most.
"""

PATIENCE = 4.0
"""How soon the fair rule turns to others: near 0 it adds chances up; the higher, the more one hit counts alone."""

_DECIMALS = 9
"""Values that differ by less are equal, so that the order in which members are summed up decides nothing."""


class Rule(StrEnum):
    """How the wishes of several people become one list."""

    AVERAGE = "average"
    LEAST_MISERY = "least-misery"
    MOST_PLEASURE = "most-pleasure"
    FAIR = "fair"


DEFAULT_RULE = Rule.FAIR


@dataclass(frozen=True, slots=True)
class Ranking:
    """The chosen columns, best first, and the worth of each in the rule's own unit; both shape (chosen,)."""

    places: Ints
    scores: Floats


GroupRule = Callable[[Matrix, Matrix, int], Ranking]
"""Takes standardised scores, shape (members, films), weights above 0 with mean 1, shape (members,), and a count."""


def agree(scores: Floats, *, rule: Rule = DEFAULT_RULE, count: int, weights: Floats | None = None) -> Ranking:
    """The list that a rule makes of the members' scores.

    Each member's scores are brought to mean 0 and standard deviation 1 over the films first, so that nobody counts
    more because their scores spread more. Equal films stand in the order of the columns.

    Parameters
    ----------
    scores
        Shape (members, films), at least one member; higher is better, the scale is anyone's own.
    count
        How many films at most.
    weights
        Say of each member, finite and above 0, shape (members,); only their proportions matter. `LEAST_MISERY` and
        `MOST_PLEASURE` look at one member a film and do without.

    Raises
    ------
    ValueError
        Where there is no member, or weights are not one positive number for each.
    """
    if scores.ndim != 2 or not len(scores):
        raise ValueError("a group needs at least one member")
    own = np.ones(len(scores)) if weights is None else np.asarray(weights, dtype=np.float64)
    if own.shape != (len(scores),) or not np.all(np.isfinite(own) & (own > 0)):
        raise ValueError("weights are one number above 0 for each member of the group")
    return RULES[rule](standardised(scores), own / own.mean(), max(count, 0))


def standardised(scores: Floats) -> Matrix:
    """Each row at mean 0 and standard deviation 1; a row of equal scores becomes zeros."""
    wide = np.asarray(scores, dtype=np.float64)
    if not wide.shape[1]:
        return wide
    deviation = wide.std(axis=1, keepdims=True)
    centred = wide - wide.mean(axis=1, keepdims=True)
    return np.asarray(centred / np.where(deviation > 0, deviation, 1.0), dtype=np.float64)


def average(scores: Matrix, weights: Matrix, count: int) -> Ranking:
    """Films by the weighted mean of the members' standardised scores."""
    return _by((weights[:, None] * scores).mean(axis=0), count)


def least_misery(scores: Matrix, weights: Matrix, count: int) -> Ranking:
    """Films by the score of the member who likes them least (O'Connor et al., «PolyLens», ECSCW 2001)."""
    return _by(scores.min(axis=0), count)


def most_pleasure(scores: Matrix, weights: Matrix, count: int) -> Ranking:
    """Films by the score of the member who likes them most."""
    return _by(scores.max(axis=0), count)


def fair(scores: Matrix, weights: Matrix, count: int) -> Ranking:
    """Films one by one, each time for those who have found least in the list so far.

    A member's satisfaction with a list is 1 - exp(-λ u), u being the sum over the liked films of their discount at
    their place, 1 / log2(1 + place): the second film that suits adds less than the first. Where films are liked
    with chances p independently, its expectation is one minus a product over the films, so that each
    member has a need, at first their weight, that a film at place t shrinks by the factor
    1 - p (1 - exp(-λ / log2(1 + t))). Every place goes to the film that takes most off the needs together.
    Chances come from standardised scores (`liked_chances`), whatever the model's own scale.

    With λ going to 0 this adds chances up; with λ going to infinity it is the chance that each member finds at least
    one film: GFAR (M. Kaya, D. Bridge and N. Tintarev, «Ensuring fairness in group recommendations by rank-sensitive
    balancing of relevance», RecSys 2020). A film that every member ranks below another never goes before it.
    """
    chances = liked_chances(scores)
    needs = weights.copy()
    free = np.ones(scores.shape[1], dtype=bool)
    chosen: list[int] = []
    gains: list[float] = []
    while len(chosen) < min(count, scores.shape[1]):
        relief = 1.0 - np.exp(-PATIENCE / np.log2(len(chosen) + 2))
        worth = np.round((needs[:, None] * chances).mean(axis=0) * relief, _DECIMALS)
        pick = int(np.argmax(np.where(free, worth, -1.0)))
        chosen.append(pick)
        gains.append(float(worth[pick]))
        free[pick] = False
        needs *= 1.0 - relief * chances[:, pick]
    return Ranking(np.asarray(chosen, dtype=np.int64), np.asarray(gains, dtype=np.float32))


def liked_chances(scores: Matrix) -> Matrix:
    """Chance that each member likes each film, rising with its standardised score; same shape."""
    highest = scores.max(axis=1, keepdims=True, initial=0.0)
    chances = 1.0 / (1.0 + np.exp(-(OFFSET + STEEPNESS * (scores - OWN_TOP * highest))))
    return np.asarray(chances, dtype=np.float64)


def _by(worth: Matrix, count: int) -> Ranking:
    rounded = np.round(worth, _DECIMALS)
    places = np.argsort(-rounded, kind="stable")[:count].astype(np.int64)
    return Ranking(places, worth[places].astype(np.float32))


RULES: Mapping[Rule, GroupRule] = {
    Rule.AVERAGE: average,
    Rule.LEAST_MISERY: least_misery,
    Rule.MOST_PLEASURE: most_pleasure,
    Rule.FAIR: fair,
}
