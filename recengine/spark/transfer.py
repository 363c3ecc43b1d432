"""Ratings between Spark and this machine as text: one string for many rows, which both sides read fast."""

import io
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from recengine.catalog import Catalog
from recengine.columns import Columns
from recengine.spark.ratings import AT, ITEM, STARS, USER

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ROWS = 20_000
"""Rows in one string, when they go to Spark."""

_KINDS = {USER: "int", ITEM: "int", STARS: "float", AT: "long"}


def fetched(ratings: "DataFrame", catalog: Catalog) -> pd.DataFrame:
    """Ratings with the columns of `Columns`, in the order of people and time."""
    from pyspark.sql import functions as F

    lines = ratings.select(F.concat_ws(",", *_KINDS).alias("line"))
    parts = (
        lines.groupBy(F.spark_partition_id()).agg(F.concat_ws("\n", F.collect_list("line")).alias("text")).collect()
    )
    text = "\n".join(part["text"] for part in parts if part["text"])
    frame = pd.read_csv(io.StringIO(text), header=None, names=list(Columns.ALL))
    frame[Columns.ITEM] = catalog.item_ids[frame[Columns.ITEM].to_numpy(np.int64)]
    return frame.sort_values([Columns.USER, Columns.TIMESTAMP, Columns.ITEM], kind="stable").reset_index(drop=True)


def sent(spark: "SparkSession", ratings: pd.DataFrame, catalog: Catalog) -> "DataFrame":
    """The ratings of a `Dataset` as Spark's, with the columns of `recengine.spark.ratings`."""
    from pyspark.sql import functions as F

    places = catalog.indices_of(ratings[Columns.ITEM].tolist())
    frame = ratings[list(Columns.ALL)].assign(**{Columns.ITEM: places})
    parts = [
        (frame.iloc[first : first + ROWS].to_csv(index=False, header=False, lineterminator="\n").strip(),)
        for first in range(0, len(frame), ROWS)
    ]
    lines = spark.createDataFrame(parts, "text string").select(F.explode(F.split("text", "\n")).alias("line"))
    fields = lines.select(F.split("line", ",").alias("fields"))
    return fields.select(
        *(F.col("fields")[at].cast(kind).alias(name) for at, (name, kind) in enumerate(_KINDS.items()))
    )
