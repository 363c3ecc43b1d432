"""A data set in every shape that Spark reads."""

import csv
from pathlib import Path

import pytest

from tests.end_to_end.world import write_dataset
from tests.recengine.spark.session import Spark

QUOTED = '"The ""Harbour"", Crimson (1951)"'


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eighty films and 120 people of two tastes as CSV, with links and tags, and one title with quotes and commas."""
    folder = write_dataset(tmp_path_factory.mktemp("csv") / "evenings")
    text = (folder / "movies.csv").read_text("utf-8")
    (folder / "movies.csv").write_text(text.replace("Crimson Harbour (1951)", QUOTED), "utf-8")
    with (folder / "links.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("movieId", "imdbId", "tmdbId"), (1, "0113277", 949), (2, "0078748", "")])
    tags = [(1, 1, "heist", 5), (2, 1, "heist", 6), (3, 1, "rainy", 7), (4, 2, "Space!", 8)]
    with (folder / "tags.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("userId", "movieId", "tag", "timestamp"), *tags])
    return folder


@pytest.fixture(scope="session")
def parquet(spark: Spark, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as Parquet, as another program may have typed it."""
    place = tmp_path_factory.mktemp("parquet") / "evenings"
    ratings = spark.read.csv(f"file://{folder}/ratings.csv", header=True).selectExpr(
        "cast(userId as long) userId", "cast(movieId as string) movieId", "cast(rating as decimal(2,1)) rating",
        "timestamp_seconds(cast(timestamp as long)) timestamp",
    )  # fmt: skip
    ratings.write.parquet(f"file://{place}/ratings.parquet")
    for name in ("movies", "links", "tags"):
        table = spark.read.csv(f"file://{folder}/{name}.csv", header=True, escape='"')
        table.coalesce(1).write.parquet(f"file://{place}/{name}")
    return place
