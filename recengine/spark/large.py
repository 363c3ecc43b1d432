"""A data set of which only a sample is on this machine; the rest stays where Spark keeps it."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from recengine.catalog import Catalog, enrich
from recengine.columns import DISLIKE, LIKE
from recengine.dataset import Dataset
from recengine.datasets.starter import starter_catalog
from recengine.errors import DatasetError
from recengine.spark.errors import plainly
from recengine.spark.movies import movies_beside
from recengine.spark.ratings import ITEM, STARS, USER, clean
from recengine.spark.tables import place_of, ratings_table
from recengine.spark.transfer import fetched
from recengine.statistics import ItemCounts

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

PEOPLE, RATINGS = 5_000, 1_000_000
"""About so many people, and so many ratings of theirs, at most come to this machine."""

DRAWS = 1 << 20
SAMPLE_SEED = 20_26
"""The sample is the same at every training, so that the same people can be held out."""


@dataclass(frozen=True)
class Beyond:
    """Ratings that are not on this machine.

    Attributes
    ----------
    frame
        Spark's DataFrame with the columns of `recengine.spark.ratings`, of people who are not in the sample.
    counts
        What these ratings say of each movie.
    people, ratings
        How many there are.
    """

    frame: Any
    counts: ItemCounts
    people: int
    ratings: int


@dataclass(frozen=True)
class LargeDataset(Dataset):
    """A data set whose `ratings` are those of a sample of people, all of theirs; everybody else's are `beyond`.

    Counts by movie are of everybody. So what learns from `ratings` alone learns from the sample, people can be held
    out of the sample and ratings be added to it as with any data set, and who learns in Spark takes both.
    """

    beyond: Beyond | None = field(default=None, compare=False)

    @cached_property
    def counts(self) -> ItemCounts:
        """What the ratings of everybody say of each movie by itself."""
        own = super().counts
        return own if self.beyond is None else own + self.beyond.counts.padded(len(self.catalog))

    @property
    def size(self) -> tuple[int, int]:
        """How many people there are in all, and how many ratings."""
        people, ratings = super().size
        return (
            (people, ratings) if self.beyond is None else (people + self.beyond.people, ratings + self.beyond.ratings)
        )


def load_large(
    spark: "SparkSession", setting: str, *, people: int = PEOPLE, ratings: int = RATINGS, enriched: bool = True
) -> LargeDataset:
    """A data set from wherever Spark can read: ratings as Parquet or CSV, with movies, links and tags beside them.

    Parameters
    ----------
    setting
        Path or address of a folder, or of the table of ratings.
    people, ratings
        How much is on this machine at most, roughly: people are drawn by a hash of their ids.
    enriched
        Give the movies the people, words, running times and other titles of the starter catalogue.

    Raises
    ------
    DatasetError
        Where something is missing there, or is no data set.
    SparkError
        Where it cannot be read.
    """
    place = place_of(setting)
    catalog = movies_beside(spark, place)
    frame = clean(ratings_table(spark, place), catalog, name=place.name)
    with plainly(f"Spark cannot read the ratings of {place.name}"):
        return _sampled(frame.persist(), catalog, place.name, people, ratings, enriched=enriched)


def _sampled(
    frame: "DataFrame", catalog: Catalog, name: str, people: int, ratings: int, *, enriched: bool
) -> LargeDataset:
    from pyspark.sql import functions as F

    everybody, everything = frame.agg(F.count_distinct(USER), F.count("*")).collect()[0]
    if not everything:
        raise DatasetError(f"the data set {name} has no rating of a known movie")
    share = min(1.0, people / everybody, ratings / everything)
    drawn = F.pmod(F.xxhash64(F.lit(SAMPLE_SEED), F.col(USER)), F.lit(DRAWS)) < int(share * DRAWS)
    own = fetched(frame.where(drawn), catalog) if share < 1 else fetched(frame, catalog)
    note = f"{name}: {everything:,} ratings of {len(catalog):,} movies by {everybody:,} people, read by Spark."
    rest = frame.where(~drawn)
    beyond = None
    if len(own) < everything:
        in_sample = own["user_id"].nunique()
        beyond = Beyond(rest, _counts(rest, len(catalog)), everybody - in_sample, everything - len(own))
    movies = enrich(catalog, starter_catalog()) if enriched else catalog
    return LargeDataset(name, own, movies, note=note, beyond=beyond)


def _counts(frame: "DataFrame", items: int) -> ItemCounts:
    from pyspark.sql import functions as F

    stars = F.col(STARS)
    rows = frame.groupBy(ITEM).agg(
        F.count("*"), F.count_if(stars >= LIKE), F.count_if(stars <= DISLIKE), F.sum(stars.cast("double"))
    )
    found = np.zeros((4, items))
    for item, *counts in rows.collect():
        found[:, item] = counts
    return ItemCounts(*found)
