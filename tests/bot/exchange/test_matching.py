"""Films of a file find their movie, or are asked about, or are kept for later."""

import numpy as np
import pytest

from bot.exchange.matching import MOST_LOOKUPS, Matcher, Matching
from bot.exchange.records import Record
from recengine.catalog import Catalog, Movie
from recengine.titles import TitleIndex

CATALOG = Catalog(
    [
        Movie(1, "Heat", 1995, imdb_id=113277, tmdb_id=949),
        Movie(2, "The Matrix", 1999, imdb_id=133093, tmdb_id=603),
        Movie(3, "Amélie", 2001, alt_titles=("Le fabuleux destin d'Amélie Poulain",)),
        Movie(4, "Halloween", 1978),
        Movie(5, "Halloween", 2007),
        Movie(6, "Star Wars: Episode IV - A New Hope", 1977),
        Movie(7, "Star Wars: Episode V - The Empire Strikes Back", 1980),
        Movie(8, "Heat", 1986),
    ]
)
TITLES = TitleIndex(CATALOG, popularity=np.array([9, 9, 9, 9, 3, 9, 9, 1], dtype=np.float32))


def match(*records: Record, movielens: bool = False) -> Matching:
    return Matcher(TITLES, movielens=movielens).match(records)


@pytest.mark.parametrize(
    ("record", "item_id"),
    [
        (Record("Whatever", 1912, imdb_id=113277), 1),
        (Record("Whatever", 1912, tmdb_id=603), 2),
        (Record("Matrix, The", 1999), 2),
        (Record("The Matrix", 2000), 2),
        (Record("Le fabuleux destin d'Amélie Poulain", 2001), 3),
        (Record("Die fabelhafte Welt der Amélie", 2001, original="Le fabuleux destin d'Amélie Poulain"), 3),
        (Record("Halloween", 2007), 5),
        (Record("Halloween", 1978), 4),
        (Record("Heat", 1986, imdb_id=93164), 8),
    ],
)
def test_ids_then_title_and_year_are_sure(record: Record, item_id: int) -> None:
    found = match(record)
    assert [(each, movie.item_id) for each, movie in found.sure] == [(record, item_id)]
    assert not found.doubtful
    assert not found.unknown


def test_ids_of_movielens_count_where_the_catalogue_has_them() -> None:
    record = Record("", item_id=2, stars=4.0)
    assert [movie.title for _, movie in match(record, movielens=True).sure] == ["The Matrix"]
    assert match(record) == Matching(unnamed=1)
    assert match(Record("", item_id=99), movielens=True) == Matching(unnamed=1)


def test_another_name_of_that_year_is_asked_about() -> None:
    found = match(Record("Star Wars", 1977))
    assert [[movie.item_id for movie in each.candidates] for each in found.doubtful] == [[6]]


def test_a_title_without_a_year_that_two_films_bear_is_asked_about() -> None:
    found = match(Record("Halloween"))
    assert [{movie.item_id for movie in each.candidates} for each in found.doubtful] == [{4, 5}]


def test_an_id_that_differs_from_the_likely_films_says_it_is_another() -> None:
    record = Record("Heat", 1995, imdb_id=42)
    assert match(record) == Matching(unknown=(record,))


def test_films_of_other_years_are_unknown() -> None:
    records = (Record("Halloween", 2018), Record("Some Film Nobody Knows", 2024))
    assert match(*records) == Matching(unknown=records)


def test_two_records_of_one_movie_become_one_with_the_newer_stars() -> None:
    old = Record("The Matrix", 1999, stars=2.0, seen=True, at=10)
    new = Record("Matrix", 1999, stars=5.0, seen=True, at=20)
    assert [(r.stars, r.at) for r, _ in match(new, old).sure] == [(5.0, 20)]


def test_only_so_many_titles_are_looked_up() -> None:
    many = [Record(f"Star Wars number {n}", 1977) for n in range(MOST_LOOKUPS + 50)]
    found = match(*many)
    assert len(found.doubtful) <= MOST_LOOKUPS
    assert len(found.doubtful) + len(found.unknown) + len(found.sure) == len(many)
