"""A data set: ratings, movies, and sparse views of who rated what."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import sparse

from recengine.arrays import Ints
from recengine.catalog import Catalog
from recengine.columns import DISLIKE, LIKE, MAX_STARS, MIN_STARS, Columns
from recengine.errors import DatasetError
from recengine.statistics import ItemCounts


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
        return np.unique(self.ratings[Columns.USER].to_numpy(np.int64))

    @cached_property
    def matrix(self) -> sparse.csr_matrix:
        """Stars of each rating, shape (users, items), float32, stored only where rated."""
        rows = np.searchsorted(self.user_ids, self.ratings[Columns.USER].to_numpy(np.int64))
        columns = self.catalog.indices_of(self.ratings[Columns.ITEM].to_numpy().tolist())
        stars = self.ratings[Columns.RATING].to_numpy(np.float32)
        shape = (len(self.user_ids), len(self.catalog))
        return sparse.csr_matrix((stars, (rows, columns)), shape=shape)

    @cached_property
    def liked(self) -> sparse.csr_matrix:
        """1.0 where a rating is a like, shape (users, items), float32."""
        return self._where(self.matrix.data >= LIKE)

    @cached_property
    def disliked(self) -> sparse.csr_matrix:
        """1.0 where a rating is a dislike, shape (users, items), float32."""
        return self._where(self.matrix.data <= DISLIKE)

    @cached_property
    def seen(self) -> sparse.csr_matrix:
        """1.0 where there is a rating at all, shape (users, items), float32."""
        return self._where(np.ones(self.matrix.nnz, dtype=bool))

    @cached_property
    def counts(self) -> ItemCounts:
        """What all ratings say of each movie by itself."""
        views = (self.seen, self.liked, self.disliked, self.matrix)
        return ItemCounts(*(np.asarray(view.sum(axis=0), dtype=np.float64).ravel() for view in views))

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

    def _where(self, keep: np.ndarray) -> sparse.csr_matrix:
        view = self.matrix.copy()
        view.data = np.ones(view.nnz, dtype=np.float32)
        view.data[~keep] = 0.0
        view.eliminate_zeros()
        return view


def clean_ratings(ratings: pd.DataFrame, catalog: Catalog, *, name: str) -> pd.DataFrame:
    """Ratings fit for a `Dataset`: known columns and types, movies of the catalogue, the latest of duplicates.

    Raises
    ------
    DatasetError
        Where a column is missing, nothing is left, or a rating is not a number from 0.5 to 5.
    """
    missing = [column for column in Columns.ALL[:3] if column not in ratings]
    if missing:
        raise DatasetError(f"the ratings of {name} have no column «{missing[0]}»")
    frame = ratings.copy()
    if Columns.TIMESTAMP not in frame:
        frame[Columns.TIMESTAMP] = 0
    frame = frame[list(Columns.ALL)]
    stars = frame[Columns.RATING].to_numpy(np.float64)
    if not bool(np.all((stars >= MIN_STARS) & (stars <= MAX_STARS))):
        raise DatasetError(f"the ratings of {name} hold values outside {MIN_STARS} to {MAX_STARS:g} stars")
    frame = frame[frame[Columns.ITEM].isin(catalog.item_ids)]
    frame = frame.sort_values([Columns.USER, Columns.TIMESTAMP], kind="stable")
    frame = frame.drop_duplicates([Columns.USER, Columns.ITEM], keep="last").reset_index(drop=True)
    if frame.empty:
        raise DatasetError(f"the data set {name} has no rating of a known movie")
    return frame.astype(
        {
            Columns.USER: np.int64,
            Columns.ITEM: np.int64,
            Columns.RATING: np.float32,
            Columns.TIMESTAMP: np.int64,
        }
    )
