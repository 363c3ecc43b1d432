"""Data that cannot be learned from: one plain line each, of which nobody has to know Java."""

import re
from pathlib import Path

import pytest

from recengine.catalog import Catalog, Movie
from recengine.errors import DatasetError, MatineeError
from recengine.spark.errors import SparkError
from recengine.spark.large import load_large
from recengine.spark.ratings import clean
from recengine.spark.tables import Place, is_for_spark, place_of
from tests.recengine.spark.session import Spark

MOVIES = "movieId,title,genres\n6,Heat (1995),Action\n"
RATINGS = "userId,movieId,rating,timestamp\n1,6,4.5,1\n"


def refused(spark: Spark, setting: str) -> str:
    with pytest.raises(MatineeError) as caught:
        load_large(spark, setting)
    line = str(caught.value)
    assert "\n" not in line
    assert len(line) < 500
    for word in ("Exception", "java.", "org.apache", "Py4J", "Traceback"):
        assert word not in line
    return line


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "there is not one rating in evenings"),
        ([("1", "6", "good"), ("1", "6", "3")], "1 of the 2 ratings of evenings have a «rating» that is no number"),
        ([("1", "6", "5.5")], "have a «rating» that is no number from 0.5 to 5"),
        ([("1", "6", "NaN")], "have a «rating» that is no number from 0.5 to 5"),
        ([("1", "6", None)], "have a «rating» that is no number from 0.5 to 5"),
        ([("ada", "6", "4")], "have a «userId» that is no whole number"),
        ([("3000000000", "6", "4")], "have a «userId» that is no whole number"),
        ([("1", "tt6", "4")], "have a «movieId» that is no whole number"),
    ],
)
def test_ratings_that_will_not_do(spark: Spark, rows: list[tuple[str, ...]], why: str) -> None:
    raw = spark.createDataFrame(rows, "userId string, movieId string, rating string")
    with pytest.raises(DatasetError, match=why):
        clean(raw, Catalog([Movie(6, "Heat")]), name="evenings")


@pytest.mark.parametrize(
    ("ratings", "movies", "why"),
    [
        ("userId,movieId,stars\n1,6,4.5\n", MOVIES, "have no column «rating», only userId, movieId, stars"),
        ("userId,movieId,rating\n1,99,4\n", MOVIES, "has no rating of a known movie"),
        (RATINGS, "movieId,name\n6,Heat\n", "the movies of .* have no column «title», only movieId, name"),
        (RATINGS, "movieId,title,genres\nsix,Heat,Action\n", "a file is damaged"),
        (RATINGS, "", "have no column «movieId»"),
        (RATINGS, None, "there are no movies beside the ratings: .*/movies.parquet or movies.csv"),
        (None, MOVIES, "there are no ratings at"),
    ],
)
def test_tables_that_will_not_do(
    spark: Spark, tmp_path: Path, ratings: str | None, movies: str | None, why: str
) -> None:
    for name, text in (("ratings.csv", ratings), ("movies.csv", movies)):
        if text is not None:
            (tmp_path / name).write_text(text)
    assert re.search(why, refused(spark, str(tmp_path)))


@pytest.mark.parametrize(
    "setting",
    [
        "file:///no/such/folder",
        "s3a://bucket/ratings.parquet",  # whose library is not among Spark's
        "hdfs://127.0.0.1:1/ratings",
        "nonsense://somewhere",
        "https://127.0.0.1:1/ratings.parquet",
    ],
)
def test_places_that_cannot_be_read(spark: Spark, setting: str) -> None:
    refused(spark, setting)


def test_what_is_called_parquet_and_is_not(spark: Spark, tmp_path: Path) -> None:
    (tmp_path / "movies.csv").write_text(MOVIES)
    (tmp_path / "ratings.parquet").write_bytes(b"nothing of the kind" * 10)
    assert "Spark cannot read" in refused(spark, str(tmp_path))


def test_a_column_of_a_type_without_numbers(spark: Spark) -> None:
    raw = spark.createDataFrame([(1, 6, [4.5])], "userId int, movieId int, rating array<double>")
    with pytest.raises(SparkError, match=r"^Spark cannot read the ratings of evenings: Cannot resolve .* data type"):
        clean(raw, Catalog([Movie(6, "Heat")]), name="evenings")


def test_an_address_with_a_password_is_refused_and_not_repeated() -> None:
    with pytest.raises(DatasetError, match="must not have a password") as caught:
        place_of("s3a://key:secret@bucket/ratings")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("setting", "place", "name"),
    [
        ("s3a://bucket/films/", Place("s3a://bucket/films"), "films"),
        ("s3a://box/films/ratings.csv", Place("s3a://box/films", "s3a://box/films/ratings.csv"), "films"),
        ("hdfs:///films/ratings", Place("hdfs:///films", "hdfs:///films/ratings"), "films"),
        ("abfss://box@account.dfs.core.windows.net/f", Place("abfss://box@account.dfs.core.windows.net/f"), "f"),
    ],
)  # fmt: skip
def test_a_setting_names_a_folder_or_the_ratings_in_it(setting: str, place: Place, name: str) -> None:
    assert place_of(setting) == place
    assert place.name == name


def test_which_settings_are_for_spark_to_read(tmp_path: Path) -> None:
    for name in ("csv/ratings.csv", "parts/part-0.parquet", "old/ratings.dat", "oldest/u.data", "csv/ratings.zip"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    for name in ("csv", "csv/ratings.csv", "parts"):
        assert is_for_spark(str(tmp_path / name))
    for name in ("old", "oldest", "csv/ratings.zip"):
        assert not is_for_spark(str(tmp_path / name))
    assert is_for_spark("s3a://bucket/films")
    assert not is_for_spark("ml-latest-small")
