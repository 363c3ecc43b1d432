"""Scores of one history, and the summands that make them up."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from recengine.arrays import Floats, Ints


@dataclass(frozen=True, slots=True)
class Contributions:
    """The summands of some scores: `constant + by_film.sum(axis=1)` equals the scores.

    Attributes
    ----------
    constant
        What a movie scores whatever was rated, shape (targets,).
    by_film
        What each rated movie adds or takes, shape (targets, rated).
    rated_ids
        Ids of the rated movies, the columns of `by_film`.
    """

    constant: Floats
    by_film: Floats
    rated_ids: Ints

    @property
    def total(self) -> Floats:
        """The scores that the summands make up, shape (targets,)."""
        return np.asarray(self.constant + self.by_film.sum(axis=1), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of one history, and what explains them without scoring it again.

    Attributes
    ----------
    scores
        Of all items, float32, shape (items,).
    contributions
        From dense indices of items to the summands of their scores.
    """

    scores: Floats
    contributions: Callable[[Ints], Contributions]
