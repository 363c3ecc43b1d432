"""A data set: ratings, movies, and sparse views of who rated what."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import sparse

from recengine.arrays import Ints
from recengine.catalog import Catalog
from recengine.cleaning import clean_ratings
from recengine.columns import DISLIKE, LIKE, Columns
from recengine.sparse_views import Places, counted, everywhere, matrix_of, numbered, places_of, where
from recengine.statistics import ItemCounts

__all__ = ["Dataset", "clean_ratings"]


@dataclass(frozen=True)
class Dataset:
    """Ratings of users for the movies of a catalogue.

    Attributes
    ----------
    name
        Short name, such as «ml-latest-small».
    ratings
        One row a rating with the columns of `Columns`; one row for each pair of user and item.
    catalog
        The movies, rated or not; their order is the dense item index.
    simulated
        True where the ratings are generated, not given by people. Whoever shows figures from such data says so.
    note
        One sentence on where the data come from, for people to read.
    """

    name: str
    ratings: pd.DataFrame
    catalog: Catalog
    simulated: bool = False
    note: str = ""

    @cached_property
    def user_ids(self) -> Ints:
        """Ids of the users who rated something, sorted; the position is the dense user index."""
        return numbered(self._column(Columns.USER))[0]

    @cached_property
    def matrix(self) -> sparse.csr_matrix:
        """Stars of each rating, shape (users, items), float32, stored only where rated."""
        _, users = numbered(self._column(Columns.USER))
        shape = (len(self.user_ids), len(self.catalog))
        return matrix_of(users, self._items(), self.ratings[Columns.RATING].to_numpy(np.float32), shape)

    @cached_property
    def liked(self) -> sparse.csr_matrix:
        """1.0 where a rating is a like, shape (users, items), float32."""
        return where(self.matrix, self.matrix.data >= LIKE)

    @cached_property
    def disliked(self) -> sparse.csr_matrix:
        """1.0 where a rating is a dislike, shape (users, items), float32."""
        return where(self.matrix, self.matrix.data <= DISLIKE)

    @cached_property
    def seen(self) -> sparse.csr_matrix:
        """1.0 where there is a rating at all, shape (users, items), float32; it shares the indices of `matrix`."""
        return everywhere(self.matrix)

    @cached_property
    def counts(self) -> ItemCounts:
        """What all ratings say of each movie by itself."""
        stars = self.ratings[Columns.RATING].to_numpy(np.float32)
        return counted(self._items(), stars, len(self.catalog))

    def _column(self, name: str) -> Ints:
        return self.ratings[name].to_numpy(np.int64)

    def _items(self) -> Places:
        return places_of(self._column(Columns.ITEM), self.catalog.item_ids)

    @property
    def size(self) -> tuple[int, int]:
        """How many people there are, and how many ratings."""
        return len(self.user_ids), len(self.ratings)

    def history(self, user_id: int) -> dict[int, float]:
        """What one user rated: item id -> stars; empty for an unknown user."""
        own = self.ratings[self.ratings[Columns.USER] == user_id]
        return dict(zip(own[Columns.ITEM].tolist(), own[Columns.RATING].tolist(), strict=True))

    def with_ratings(self, ratings: pd.DataFrame) -> "Dataset":
        """The same movies with other ratings."""
        return replace(self, ratings=ratings)

    def only(self, *, min_rating: float) -> "Dataset":
        """The ratings of at least `min_rating` stars, as the introduction loads MovieLens."""
        return self.with_ratings(self.ratings[self.ratings[Columns.RATING] >= min_rating].reset_index(drop=True))
