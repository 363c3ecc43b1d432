"""A rating history as arrays: checked stars, dense indices, and the three levels of liking."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from recengine.arrays import Floats, History, Ints
from recengine.columns import DISLIKE, LIKE, MAX_STARS, MIN_STARS
from recengine.errors import InvalidRating

LEVELS = 3
"""Levels of a rating: 0 liked, 1 neutral, 2 disliked."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """The rated movies that a model knows: dense indices and stars, both of shape (n,)."""

    indices: Ints
    stars: Floats

    def __len__(self) -> int:
        return len(self.indices)

    @property
    def levels(self) -> Ints:
        """0 liked, 1 neutral, 2 disliked, shape (n,)."""
        return levels_of(self.stars)


def levels_of(stars: np.ndarray) -> Ints:
    """Level of each rating: 0 from 4 stars up, 2 from 2.5 down, 1 between."""
    return np.where(stars >= LIKE, 0, np.where(stars <= DISLIKE, 2, 1)).astype(np.int64)


def encode(history: History, index: Mapping[int, int]) -> Encoded:
    """The part of a history that a model knows, in the order of the history.

    Parameters
    ----------
    history
        Item id -> stars.
    index
        Item id -> dense index of the model.

    Raises
    ------
    InvalidRating
        Where a rating is not a number from 0.5 to 5. Ids that the model does not know are left out.
    """
    for item_id, stars in history.items():
        check_stars(stars, item_id)
    known = [(index[item_id], stars) for item_id, stars in history.items() if item_id in index]
    indices = np.asarray([i for i, _ in known], dtype=np.int64)
    return Encoded(indices, np.asarray([stars for _, stars in known], dtype=np.float32))


def check_stars(stars: float, item_id: int) -> None:
    """Refuse what is not a rating.

    Raises
    ------
    InvalidRating
        Where `stars` is no number, NaN, or outside 0.5 to 5.
    """
    try:
        fine = MIN_STARS <= stars <= MAX_STARS  # false for NaN
    except TypeError:
        fine = False
    if not fine:
        raise InvalidRating(f"the rating of movie {item_id} is {stars}, not {MIN_STARS} to {MAX_STARS:g} stars")
