"""Tables at a place that Spark can read: Parquet or CSV, by MovieLens's names."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from recengine.errors import DatasetError
from recengine.spark.errors import plainly

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ENDINGS = (".parquet", ".csv", "")
"""A table «ratings» is looked for under its name with each ending; without any, it is a folder of Parquet files."""

NOT_THERE = ("PATH_NOT_FOUND", "UNABLE_TO_INFER_SCHEMA")
"""Nothing of that name; a folder without a file of the kind."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the tables of a data set lie.

    Attributes
    ----------
    folder
        Path or address of what holds all of them.
    ratings
        Path or address of the table of ratings, where it was named itself; else it is looked for in the folder.
    """

    folder: str
    ratings: str | None = None

    @property
    def name(self) -> str:
        """The last part of the address, as the name of the data set."""
        return self.folder.rstrip("/").rpartition("/")[2] or self.folder


def place_of(setting: str) -> Place:
    """The place that a path or an address names: a folder, or the table of ratings with the others beside it.

    Raises
    ------
    DatasetError
        Where the address has a password in it.
    """
    parts = urlsplit(setting) if "://" in setting else None
    if parts is not None and parts.password is not None:
        raise DatasetError(
            "an address of data must not have a password in it; Spark's own configuration is the place for that"
        )
    local = Path(setting).expanduser()
    address = f"file://{local.resolve()}" if parts is None and local.exists() else setting.rstrip("/")
    folder, _, last = address.rpartition("/")
    is_table = last.endswith((".csv", ".parquet")) or last == "ratings"
    return Place(folder, address) if is_table and folder else Place(address)


def ratings_table(spark: "SparkSession", place: Place) -> "DataFrame":
    """The table of ratings: the one named, one in the folder, or the Parquet files of the folder itself.

    Raises
    ------
    DatasetError
        Where there is none.
    SparkError
        Where the place cannot be read.
    """
    if place.ratings is not None:
        found = _read(spark, place.ratings)
    else:
        found = table(spark, place, "ratings")
        if found is None:
            found = _read(spark, place.folder, only="*.parquet")
    if found is None:
        where = place.ratings or place.folder
        raise DatasetError(f"there are no ratings at {where} (ratings.parquet, ratings.csv, or a folder of Parquet)")
    return found


def table(spark: "SparkSession", place: Place, name: str) -> "DataFrame | None":
    """A table by its plain name, or None where the folder has none.

    Raises
    ------
    SparkError
        Where the place cannot be read.
    """
    for ending in ENDINGS:
        found = _read(spark, f"{place.folder}/{name}{ending}")
        if found is not None:
            return found
    return None


def _read(spark: "SparkSession", path: str, *, only: str | None = None) -> "DataFrame | None":
    from pyspark.errors import AnalysisException

    reader = spark.read
    if path.endswith(".csv"):
        # As everybody else writes CSV: a quote inside quotes is doubled.
        reader = reader.format("csv").options(header=True, escape='"', multiLine=False)
    else:
        reader = reader.format("parquet")
    if only is not None:
        reader = reader.option("pathGlobFilter", only)
    with plainly(f"Spark cannot read {path}"):
        try:
            return reader.load(path)
        except AnalysisException as error:
            if _condition(error) in NOT_THERE:
                return None
            raise


def _condition(error: Any) -> str:
    return str(error.getCondition()).partition(".")[0]


def need_columns(frame: "DataFrame", *names: str, what: str) -> None:
    """Make sure that a table has its columns.

    Raises
    ------
    DatasetError
        Where one is missing.
    """
    missing = [name for name in names if name not in frame.columns]
    if missing:
        raise DatasetError(f"{what} have no column «{missing[0]}», only {', '.join(frame.columns)[:120] or 'none'}")


def is_for_spark(setting: str) -> bool:
    """Whether a setting names tables: an address, or a folder or file here that is no other layout of MovieLens."""
    if "://" in setting:
        return True
    path = Path(setting).expanduser()
    if path.is_dir():
        return not any((path / name).exists() for name in ("ratings.dat", "u.data")) and _has_tables(path)
    return path.is_file() and path.suffix in (".csv", ".parquet")


def _has_tables(folder: Path) -> bool:
    named = any((folder / f"ratings{ending}").exists() for ending in ENDINGS)
    return named or any(folder.glob("*.parquet"))
