"""The movies of ml-latest-small, with how many people rated each."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from recengine.arrays import Floats
from recengine.catalog import Catalog, Movie
from recengine.columns import Columns
from recengine.datasets import load_dataset
from recengine.titles import TitleIndex
from tests.data import movielens_small_path, need


@dataclass(frozen=True)
class Known:
    """Movies and counts of ratings, aligned."""

    catalog: Catalog
    popularity: Floats

    @cached_property
    def index(self) -> TitleIndex:
        """The index of all the movies."""
        return TitleIndex(self.catalog, popularity=self.popularity)

    def famous(self, *, least: int = 30) -> list[Movie]:
        """The movies that at least so many people rated."""
        return [movie for movie, count in zip(self.catalog, self.popularity, strict=True) if count >= least]


def known_movies() -> Known:
    """Read the data set; the test is skipped where there is none."""
    dataset = load_dataset(str(need(movielens_small_path(), "ml-latest-small")))
    counts = dataset.ratings[Columns.ITEM].value_counts()
    return Known(dataset.catalog, np.array([counts.get(i, 0) for i in dataset.catalog.item_ids], dtype=np.float32))
