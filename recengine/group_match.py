"""What a film is to each member of a group: how well it matches, and whether it is disliked strongly."""

from typing import TYPE_CHECKING

import numpy as np

from recengine.arrays import Bools, Floats, History
from recengine.columns import DISLIKE

if TYPE_CHECKING:
    from recengine.recommender import Recommender

VETO_STARS = DISLIKE
"""A film that somebody is expected to give no more stars than this is vetoed."""

VETO_PERCENTILE = 5.0
"""Where no stars are predicted: the share in percent, at the end of a member's own ranking, that is vetoed."""


def match(recommender: "Recommender", history: History, scores: Floats, candidates: Bools) -> Floats:
    """Predicted match of every film in percent, 0 to 100, shape (items,).

    Where the recommender cannot tell a chance of liking, it is the share of the candidates that score lower.
    """
    return percentiles(scores, candidates) if recommender.stars is None else recommender.match(history)


def vetoed(recommender: "Recommender", history: History, scores: Floats, candidates: Bools) -> Bools:
    """Films that a member would dislike strongly, shape (items,); somebody without ratings vetoes nothing.

    Decided by predicted stars; without them, by the end of the member's own ranking.
    """
    if not history:
        return np.zeros(len(scores), dtype=bool)
    if recommender.stars is None:
        return np.asarray(percentiles(scores, candidates) < VETO_PERCENTILE, dtype=bool)
    return np.asarray(recommender.predicted_stars(history) <= VETO_STARS, dtype=bool)


def percentiles(scores: Floats, candidates: Bools) -> Floats:
    """Share in percent of the other candidates that score lower than each film, shape (items,)."""
    others = np.sort(scores[candidates])
    below = np.searchsorted(others, scores, side="left")
    return np.asarray(np.minimum(100.0, 100.0 * below / max(len(others) - 1, 1)), dtype=np.float32)
