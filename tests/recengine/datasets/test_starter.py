"""The bundled starter catalogue: complete, consistent, and true where another source can be asked."""

import csv
import io
from collections import Counter
from importlib.resources import files

import pytest

from recengine.datasets import load_dataset, load_starter
from recengine.datasets.starter import COLUMNS, read_films, starter_films
from recengine.errors import DatasetError
from recengine.text import fold, title_key
from tests.data import movielens_small_path, need

GENRE_WORDS = (
    "Action Adventure Animation Children Comedy Crime Documentary Drama Fantasy Film-Noir Horror Musical "
    "Mystery Romance Sci-Fi Thriller War Western"
)
GENRES = frozenset(GENRE_WORDS.split())
CONTINENTS = {
    "Africa": {"Senegal", "South Africa", "Egypt", "Algeria", "Mali", "Nigeria", "Morocco", "Burkina Faso", "Kenya"},
    "Asia": {"Japan", "South Korea", "China", "Hong Kong", "India", "Iran", "Taiwan", "Thailand"},
    "Europe": {"UK", "France", "Italy", "Germany", "Spain", "Sweden", "Denmark", "Poland"},
    "North America": {"USA", "Canada", "Mexico"},
    "Oceania": {"Australia", "New Zealand"},
    "South America": {"Brazil", "Argentina", "Chile", "Colombia", "Peru"},
}
CATALOG = starter_films().catalog
HEADER = ",".join(COLUMNS) + "\n"


def _rows() -> list[dict[str, str]]:
    text = (files("recengine") / "data" / "starter_films.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_there_are_many_films_and_every_row_is_whole() -> None:
    rows = _rows()
    assert len(rows) >= 600
    for row in rows:
        assert tuple(row) == COLUMNS
        assert row["title"] == row["title"].strip() != ""
        assert 1900 <= int(row["year"]) <= 2025, row["title"]
        assert row["minutes"] == "" or 5 <= int(row["minutes"]) <= 600, row["title"]
        assert row["directors"], row["title"]
        assert row["fame"] in set("12345"), row["title"]
        assert row["esteem"] in set("12345"), row["title"]


def test_cells_of_many_parts_have_no_empty_or_double_parts() -> None:
    for row in _rows():
        for column in ("genres", "directors", "actors", "countries", "words", "alt_titles"):
            parts = row[column].split("|") if row[column] else []
            assert all(part == part.strip() != "" for part in parts), row["title"]
            assert len(set(parts)) == len(parts), (row["title"], column)


def test_genres_are_those_of_movielens() -> None:
    for movie in CATALOG:
        assert 1 <= len(movie.genres) <= 5, movie.label
        assert set(movie.genres) <= GENRES, movie.label


def test_no_film_is_there_twice() -> None:
    keys = Counter((title_key(movie.title), movie.year) for movie in CATALOG)
    assert [key for key, times in keys.items() if times > 1] == []


def test_rows_are_ordered_and_ids_are_row_numbers() -> None:
    order = [(movie.year or 0, title_key(movie.title)) for movie in CATALOG]
    assert order == sorted(order)
    assert CATALOG.item_ids.tolist() == list(range(1, len(CATALOG) + 1))


def test_every_decade_since_the_1920s_and_every_continent_is_there() -> None:
    assert {movie.decade for movie in CATALOG} >= set(range(1920, 2030, 10))
    countries = {country for movie in CATALOG for country in movie.countries}
    assert [name for name, own in CONTINENTS.items() if not own & countries] == []


def test_words_connect_films() -> None:
    films = Counter(word for movie in CATALOG for word in movie.words)
    assert all(3 <= len(movie.words) <= 9 for movie in CATALOG)
    assert all(word == word.lower() for word in films)
    shared = sum(times for times in films.values() if times >= 3)
    assert shared / films.total() >= 0.9
    for movie in CATALOG:
        assert sum(films[word] >= 3 for word in movie.words) >= 3, movie.label


@pytest.mark.parametrize("field", ["directors", "actors", "countries", "words"])
def test_a_name_is_spelled_in_one_way(field: str) -> None:
    spellings: dict[str, set[str]] = {}
    for movie in CATALOG:
        for name in getattr(movie, field):
            spellings.setdefault(fold(name).replace(" ", ""), set()).add(name)
    assert [names for names in spellings.values() if len(names) > 1] == []


def test_the_starter_says_that_its_ratings_are_simulated() -> None:
    dataset = load_starter()
    assert (dataset.name, dataset.simulated) == ("starter", True)
    assert f"{len(CATALOG)} films of the bundled starter catalogue with a simulated community" in dataset.note
    assert load_dataset("starter").ratings.equals(dataset.ratings)


def test_it_agrees_with_movielens_where_both_know_a_film() -> None:
    path = need(movielens_small_path(), "ml-latest-small")
    other = load_dataset(path, enrich=False).catalog
    pairs = [(movie, twin) for movie in CATALOG if (twin := other.find(movie.title, movie.year))]
    assert len(pairs) >= 400
    assert sum(movie.year == twin.year for movie, twin in pairs) / len(pairs) >= 0.99
    rated = [(movie, twin) for movie, twin in pairs if twin.genres]
    assert sum(bool({*movie.genres} & {*twin.genres}) for movie, twin in rated) / len(rated) >= 0.95


@pytest.mark.parametrize(
    "text",
    [
        "",
        "title,year\nHeat,1995\n",
        HEADER + "Heat,1995\n",
        HEADER + "Heat,long ago,170,Crime,Michael Mann,,USA,heist,,5,5\n",
        HEADER + "Heat,1995,170,Crime,Michael Mann,,USA,heist,,five,5\n",
    ],
)
def test_a_damaged_catalogue_is_told(text: str) -> None:
    with pytest.raises(DatasetError, match="starter catalogue"):
        read_films(io.StringIO(text))


def test_a_row_becomes_a_movie() -> None:
    row = 'Heat,1995,,Crime|Drama,Michael Mann,Al Pacino|Robert De Niro,USA,heist,"Heat, the film",5,4\n'
    films = read_films(io.StringIO(HEADER + row))
    movie = films.catalog[1]
    assert movie.label == "Heat (1995)"
    assert movie.minutes is None
    assert movie.genres == ("Crime", "Drama")
    assert movie.alt_titles == ("Heat, the film",)
    assert (films.fame.tolist(), films.esteem.tolist()) == ([5], [4])
