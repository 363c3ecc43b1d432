"""Movies, links and tags that lie beside the ratings, read by Spark and understood as MovieLens's files."""

import csv
import io
from typing import IO, TYPE_CHECKING

from recengine.catalog import Catalog
from recengine.datasets.movielens import read_catalog
from recengine.errors import DatasetError
from recengine.spark.errors import plainly
from recengine.spark.tables import Place, need_columns, table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

COLUMNS = {
    "movies": ("movieId", "title", "genres"),
    "links": ("movieId", "imdbId", "tmdbId"),
    "tags": ("movieId", "tag"),
}


def movies_beside(spark: "SparkSession", place: Place) -> Catalog:
    """The catalogue of a data set; movies have to be there, links and tags may be.

    All of it comes to this machine: a catalogue is part of every model.

    Raises
    ------
    DatasetError
        Where there are no movies, a column is missing, or a row makes no sense.
    SparkError
        Where the place cannot be read.
    """
    found = {name: table(spark, place, name) for name in COLUMNS}
    tables = {f"{name}.csv": frame for name, frame in found.items() if frame is not None}
    if "movies.csv" not in tables:
        raise DatasetError(f"there are no movies beside the ratings: {place.folder}/movies.parquet or movies.csv")
    return read_catalog(_Collected(tables, place.folder))


class _Collected:
    """A `recengine.datasets.sources.Source` whose files are tables of Spark, written as CSV when they are opened."""

    def __init__(self, tables: "dict[str, DataFrame]", label: str) -> None:
        self._tables = tables
        self.label = label

    def names(self) -> frozenset[str]:
        return frozenset(self._tables)

    def size(self, name: str) -> int:
        with self.open(name) as file:
            return len(file.read())

    def open(self, name: str) -> IO[bytes]:
        plain = name.removesuffix(".csv")
        columns = COLUMNS[plain]
        frame = self._tables[name]
        need_columns(frame, *columns, what=f"the {plain} of {self.label}")
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(columns)
        for row, times in _rows(frame, columns):
            for _ in range(times):
                writer.writerow(row)
        return io.BytesIO(text.getvalue().encode())


def _rows(frame: "DataFrame", columns: tuple[str, ...]) -> list[tuple[list[str], int]]:
    """The rows as text, in the order of the first column and then the others, and how often each is there."""
    from pyspark.sql import functions as F

    with plainly("Spark cannot read the movies"):
        text = frame.select(*(F.col(name).cast("string").alias(name) for name in columns))
        rows = text.groupBy(*columns).count().collect()
    told = [(["" if row[name] is None else row[name] for name in columns], int(row["count"])) for row in rows]
    return sorted(told, key=lambda one: (_number(one[0][0]), one[0]))


def _number(text: str) -> int:
    return int(text) if text.lstrip("-").isdecimal() else 0
