"""Data that Spark reads: the same ratings and movies as without it, of which a sample comes to this machine."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from recengine.catalog import Catalog, Movie
from recengine.columns import Columns
from recengine.dataset import Dataset
from recengine.datasets.movielens import read_movielens
from recengine.evaluation.splitting import hold_out_users
from recengine.spark.large import LargeDataset, load_large
from recengine.spark.transfer import fetched, sent
from recengine.statistics import ItemStatistics
from tests.recengine.spark.session import Spark

ORDER = [Columns.USER, Columns.ITEM]


@pytest.fixture(scope="module")
def plain(folder: Path) -> Dataset:
    """What is read without Spark."""
    return read_movielens(folder, name="evenings")


@pytest.fixture(scope="module")
def sampled(spark: Spark, folder: Path) -> LargeDataset:
    """About a quarter of the people here."""
    return load_large(spark, str(folder), people=30, enriched=False)


def ordered(ratings: pd.DataFrame) -> pd.DataFrame:
    return ratings[list(Columns.ALL)].astype(float).sort_values(ORDER).reset_index(drop=True)


def same(found: Dataset, plain: Dataset) -> None:
    assert found.name == plain.name
    assert [movie.to_json() for movie in found.catalog] == [movie.to_json() for movie in plain.catalog]
    pd.testing.assert_frame_equal(ordered(found.ratings), ordered(plain.ratings))


def test_a_folder_of_csv_reads_as_without_spark(spark: Spark, folder: Path, plain: Dataset) -> None:
    found = load_large(spark, str(folder), enriched=False)
    same(found, plain)
    assert found.beyond is None
    assert found.note == "evenings: 3,600 ratings of 80 movies by 120 people, read by Spark."


def test_parquet_reads_the_same_whatever_its_types(spark: Spark, parquet: Path, plain: Dataset) -> None:
    same(load_large(spark, f"file://{parquet}/", enriched=False), plain)


def test_the_ratings_may_be_named_with_the_movies_beside_them(spark: Spark, parquet: Path, plain: Dataset) -> None:
    same(load_large(spark, str(parquet / "ratings.parquet"), enriched=False), plain)


def test_movies_get_what_the_starter_catalogue_knows_of_them(spark: Spark, tmp_path: Path) -> None:
    (tmp_path / "movies.csv").write_text("movieId,title,genres\n6,Heat (1995),Action|Crime\n")
    (tmp_path / "ratings.csv").write_text("userId,movieId,rating\n1,6,4.5\n")
    assert "Michael Mann" in load_large(spark, str(tmp_path)).catalog[6].directors


def test_of_a_large_data_set_a_sample_of_people_is_here_whole(sampled: LargeDataset, plain: Dataset) -> None:
    assert 10 < len(sampled.user_ids) < 60
    own = plain.ratings[plain.ratings[Columns.USER].isin(sampled.user_ids)]
    pd.testing.assert_frame_equal(ordered(sampled.ratings), ordered(own))
    assert sampled.size == plain.size
    assert sampled.beyond is not None
    there = sampled.beyond.frame.select("user").distinct().collect()
    assert {row["user"] for row in there} == set(plain.user_ids.tolist()) - set(sampled.user_ids.tolist())


def test_the_number_of_ratings_bounds_the_sample_too(spark: Spark, folder: Path) -> None:
    found = load_large(spark, str(folder), ratings=900, enriched=False)
    assert 300 < len(found.ratings) < 1800


def test_what_is_told_of_each_movie_is_of_everybody(sampled: LargeDataset, plain: Dataset) -> None:
    for found, wanted in zip(
        ItemStatistics.of(sampled).arrays().values(), ItemStatistics.of(plain).arrays().values(), strict=True
    ):
        np.testing.assert_allclose(found, wanted, rtol=1e-6)


def test_people_held_out_of_the_sample_are_out_of_the_whole(sampled: LargeDataset) -> None:
    hold_out = hold_out_users(sampled, seed=0, users=5)
    held = {user.user_id for user in hold_out.users}
    assert len(held) == 5
    assert hold_out.train.size[0] == sampled.size[0] - 5
    assert not held & set(hold_out.train.user_ids.tolist())


def test_the_latest_of_several_ratings_counts_and_unknown_movies_do_not(spark: Spark, tmp_path: Path) -> None:
    (tmp_path / "movies.csv").write_text("movieId,title,genres\n6,Heat (1995),Action\n7,Sabrina (1995),Comedy\n")
    rows = ["1,6,2.0,100", "1,6,4.5,300", "1,6,3.0,200", "1,99,5.0,1", "2,7,1.0,5", "2,7,3.5,5"]
    (tmp_path / "ratings.csv").write_text("\n".join(["userId,movieId,rating,timestamp", *rows]) + "\n")
    found = load_large(spark, str(tmp_path), enriched=False)
    assert (found.history(1), found.history(2)) == ({6: 4.5}, {7: 3.5})


def test_ratings_come_back_from_spark_as_they_went(spark: Spark, plain: Dataset) -> None:
    there = sent(spark, plain.ratings, plain.catalog)
    pd.testing.assert_frame_equal(ordered(fetched(there, plain.catalog)), ordered(plain.ratings))


def test_a_film_may_join_the_catalogue(sampled: LargeDataset) -> None:
    longer = replace(sampled, catalog=Catalog([*sampled.catalog, Movie(999, "Brand New")]))
    np.testing.assert_array_equal(longer.counts.ratings, [*sampled.counts.ratings, 0])
