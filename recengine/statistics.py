"""What the ratings say of each movie by itself: how many, how good, how divided."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from recengine.arrays import Floats
from recengine.joining import Joining, longer

if TYPE_CHECKING:
    from recengine.dataset import Dataset

SHRINKAGE = 5.0
"""Ratings of the average movie that are mixed into every mean, so that one rating is no verdict."""


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """Per movie, float64 arrays of shape (items,): what can be added up over parts of the ratings.

    Attributes
    ----------
    ratings, likes, dislikes
        Numbers of ratings, of 4 stars and up, of 2.5 stars and down.
    stars
        Sum of the stars.
    """

    ratings: NDArray[np.float64]
    likes: NDArray[np.float64]
    dislikes: NDArray[np.float64]
    stars: NDArray[np.float64]

    def __add__(self, other: "ItemCounts") -> "ItemCounts":
        """Those of both parts together."""
        return ItemCounts(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    def padded(self, items: int) -> "ItemCounts":
        """The same with movies behind that nobody rated, to `items` in all."""
        missing = items - len(self.ratings)
        return ItemCounts(*(np.pad(getattr(self, field.name), (0, missing)) for field in fields(self)))


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """Per movie, float32 arrays of shape (items,), aligned with the catalogue.

    Attributes
    ----------
    ratings
        Number of ratings.
    likes
        Number of ratings of 4 stars and up.
    mean_stars
        Mean rating, shrunk towards the mean of all.
    entropy
        How divided people are: entropy in bits of liked, neutral, disliked among the ratings.
    """

    ratings: Floats
    likes: Floats
    mean_stars: Floats
    entropy: Floats

    @classmethod
    def of(cls, dataset: "Dataset") -> "ItemStatistics":
        """Statistics of a data set's movies."""
        counts = dataset.counts
        count, likes, dislikes, total = counts.ratings, counts.likes, counts.dislikes, counts.stars
        overall = total.sum() / max(count.sum(), 1.0)
        mean = (total + SHRINKAGE * overall) / (count + SHRINKAGE)
        shares = np.stack([likes, count - likes - dislikes, dislikes]) / np.maximum(count, 1.0)
        entropy = -(shares * np.log2(np.where(shares > 0, shares, 1.0))).sum(axis=0)
        arrays = (count, likes, mean, entropy)
        return cls(*(array.astype(np.float32) for array in arrays))

    def extended(self, joining: Joining) -> "ItemStatistics":
        """With movies that nobody rated yet; what is expected of them by what they are stands for their mean."""
        nothing = np.zeros(len(joining.movies), dtype=np.float32)
        return ItemStatistics(
            longer(self.ratings, nothing),
            longer(self.likes, nothing),
            longer(self.mean_stars, joining.as_given(self.mean_stars)),
            longer(self.entropy, nothing),
        )

    @property
    def liked_share(self) -> Floats:
        """Share of a movie's ratings that are likes, shrunk towards that of all ratings, shape (items,)."""
        overall = self.likes.sum() / max(float(self.ratings.sum()), 1.0)
        return np.asarray((self.likes + SHRINKAGE * overall) / (self.ratings + SHRINKAGE), dtype=np.float32)

    def arrays(self) -> dict[str, Floats]:
        """The arrays by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}
