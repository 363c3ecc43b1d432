"""Ratings in Spark: columns and types checked in one pass, dense movie indices, the latest of duplicates."""

from typing import TYPE_CHECKING

from recengine.catalog import Catalog
from recengine.columns import MAX_STARS, MIN_STARS
from recengine.errors import DatasetError
from recengine.spark.errors import plainly
from recengine.spark.tables import need_columns

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

USER, ITEM, STARS, AT = "user", "item", "stars", "at"
"""Columns of ratings in Spark: id of the person (int), dense index of the movie (int), stars (float), time (long)."""

SCHEMA = f"{USER} int, {ITEM} int, {STARS} float, {AT} long"


def clean(raw: "DataFrame", catalog: Catalog, *, name: str) -> "DataFrame":
    """Ratings fit to learn from, as `recengine.dataset.clean_ratings` has them; none of them comes to this machine.

    Of several ratings of a movie by one person the latest counts, of those of one second the highest.

    Returns
    -------
    Columns of `SCHEMA`; only movies of the catalogue.

    Raises
    ------
    DatasetError
        Where a column is missing, a value is none of its kind, or nothing is left.
    """
    from pyspark.sql import functions as F

    need_columns(raw, "userId", "movieId", "rating", what=f"the ratings of {name}")
    with plainly(f"Spark cannot read the ratings of {name}"):
        typed = _typed(raw)
        _check(typed, name)
        index = _index(raw.sparkSession, catalog)
        known = typed.join(F.broadcast(index), "movie").drop("movie")
        latest = known.groupBy(USER, ITEM).agg(F.max(F.struct(AT, STARS)).alias("last"))
        return latest.select(USER, ITEM, f"last.{STARS}", f"last.{AT}")


def _typed(raw: "DataFrame") -> "DataFrame":
    """The columns with their types; null where a value is none of its kind."""
    from pyspark.sql import functions as F

    at: Column = F.coalesce(_number(raw, "timestamp", "long"), F.lit(0)) if "timestamp" in raw.columns else F.lit(0)
    return raw.select(
        _number(raw, "userId", "int").alias(USER),
        _number(raw, "movieId", "long").alias("movie"),
        _number(raw, "rating", "float").alias(STARS),
        at.cast("long").alias(AT),
    )


def _number(raw: "DataFrame", column: str, kind: str) -> "Column":
    from pyspark.sql import functions as F

    return F.col(column).try_cast(kind)


def _check(typed: "DataFrame", name: str) -> None:
    from pyspark.sql import functions as F

    fine = F.col(STARS).between(MIN_STARS, MAX_STARS)  # false for NaN, which Spark holds to be the largest number
    wrong = {
        "have a «userId» that is no whole number from -2,147,483,648 to 2,147,483,647": F.col(USER).isNull(),
        "have a «movieId» that is no whole number": F.col("movie").isNull(),
        f"have a «rating» that is no number from {MIN_STARS} to {MAX_STARS:g}": ~F.coalesce(fine, F.lit(False)),
    }
    counts = [F.count_if(condition).alias(str(place)) for place, condition in enumerate(wrong.values())]
    found = typed.agg(F.count("*").alias("all"), *counts).collect()[0]
    if not found["all"]:
        raise DatasetError(f"there is not one rating in {name}")
    for place, complaint in enumerate(wrong):
        if found[str(place)]:
            raise DatasetError(f"{found[str(place)]:,} of the {found['all']:,} ratings of {name} {complaint}")


def _index(spark: "SparkSession", catalog: Catalog) -> "DataFrame":
    rows = [(item_id, place) for place, item_id in enumerate(catalog.item_ids.tolist())]
    return spark.createDataFrame(rows, f"movie long, {ITEM} int")
