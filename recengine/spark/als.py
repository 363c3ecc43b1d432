"""The factors of `AlsModel`, learned by Spark's own alternating least squares."""

from typing import TYPE_CHECKING

import numpy as np

from recengine.arrays import Floats
from recengine.columns import DISLIKE, LIKE
from recengine.dataset import Dataset
from recengine.errors import ModelError
from recengine.models.als import AlsModel
from recengine.models.als_content import AlsContentModel
from recengine.progress import Progress
from recengine.spark.errors import SparkError, plainly
from recengine.spark.large import LargeDataset
from recengine.spark.ratings import ITEM, STARS, USER
from recengine.spark.session import spark_session
from recengine.spark.transfer import sent
from recengine.spark.watching import watched

if TYPE_CHECKING:
    from pyspark.ml.recommendation import ALS
    from pyspark.sql import DataFrame, SparkSession

PREFERENCE = "preference"
PHASE = "learning who likes what"

CHECKPOINT_EVERY = 3
"""Rounds between checkpoints: without any, Spark remembers how every round came to be, and its stack overflows."""

JOBS_A_ROUND = 3.0
FEWEST_BLOCKS, MOST_BLOCKS = 2, 200


class SparkAlsModel(AlsModel):
    """`AlsModel` trained in Spark, which is all the difference: it is saved and served as «als».

    A `LargeDataset` is learned from where it lies, with the ratings of its sample; any other data set is sent to
    Spark. Without an open session, one is started and ended.
    """

    def _learned(self, dataset: Dataset, progress: Progress) -> Floats:
        with spark_session() as spark, plainly("Spark cannot learn factors"):
            _need_checkpoints(spark)
            preferences = self._preferences(_everything(spark, dataset)).persist()
            try:
                with watched(spark, progress, PHASE, jobs=int(JOBS_A_ROUND * self.iterations)):
                    rows = self._als(spark).fit(preferences).itemFactors.collect()
            finally:
                preferences.unpersist()
        factors = np.zeros((len(dataset.catalog), self.rank), dtype=np.float32)
        for item, vector in rows:
            factors[item] = vector
        if not np.isfinite(factors).all():
            raise ModelError("Spark's factors are no numbers; a larger regularisation helps")
        return factors

    def _preferences(self, ratings: "DataFrame") -> "DataFrame":
        """1 for a like, `neutral` for a neutral rating; dislikes are left out."""
        from pyspark.sql import functions as F

        stars = F.col(STARS)
        counts = F.when(stars >= LIKE, 1.0).when(stars > DISLIKE, self.neutral).otherwise(0.0).cast("float")
        return ratings.select(USER, ITEM, counts.alias(PREFERENCE)).where(F.col(PREFERENCE) > 0)

    def _als(self, spark: "SparkSession") -> "ALS":
        from pyspark.ml.recommendation import ALS

        blocks = min(max(spark.sparkContext.defaultParallelism, FEWEST_BLOCKS), MOST_BLOCKS)
        return ALS(
            rank=self.rank,
            maxIter=self.iterations,
            regParam=self.regularisation,
            alpha=self.alpha,
            implicitPrefs=True,
            userCol=USER,
            itemCol=ITEM,
            ratingCol=PREFERENCE,
            seed=self.seed,
            numUserBlocks=blocks,
            numItemBlocks=blocks,
            checkpointInterval=CHECKPOINT_EVERY,
        )


def _everything(spark: "SparkSession", dataset: Dataset) -> "DataFrame":
    here = sent(spark, dataset.ratings, dataset.catalog)
    beyond = dataset.beyond if isinstance(dataset, LargeDataset) else None
    return here if beyond is None else here.unionByName(beyond.frame)


def _need_checkpoints(spark: "SparkSession") -> None:
    """Make sure that Spark can forget how a round of training came to be.

    Raises
    ------
    SparkError
        Where Spark runs on other machines and was not told of a folder that all of them can write.
    """
    context = spark.sparkContext
    if context.getCheckpointDir() is None:
        raise SparkError(
            "Spark has no folder for checkpoints: set spark.checkpoint.dir in its configuration to one that all its "
            "machines can write, such as hdfs:///tmp/matinee"
        )


class SparkAlsContentModel(AlsContentModel):
    """`AlsContentModel` with factors trained in Spark; it is saved and served as «als-content»."""

    trained_by = SparkAlsModel
