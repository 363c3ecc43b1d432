"""Movies and the catalogue that orders them."""

import json

import numpy as np
import pytest

from recengine.catalog import Catalog, Movie
from recengine.errors import UnknownMovie
from tests.recengine.worlds import ALIEN, AMELIE, HEAT, NOTTING_HILL, UNKNOWN, UNSEEN, tiny_catalog

CATALOG = tiny_catalog()


def test_a_label_shows_the_year_where_it_is_known() -> None:
    assert CATALOG[HEAT].label == "Heat (1995)"
    assert CATALOG[UNSEEN].label == "Nobody's Film"


def test_a_decade_is_its_first_year() -> None:
    assert CATALOG[ALIEN].decade == 1970
    assert CATALOG[UNSEEN].decade is None


def test_a_movie_survives_json_and_empty_fields_are_left_out() -> None:
    for movie in CATALOG:
        assert Movie.from_json(json.loads(json.dumps(movie.to_json()))) == movie
    assert CATALOG[UNSEEN].to_json() == {"item_id": UNSEEN, "title": "Nobody's Film"}


def test_films_of_one_file_hold_the_words_that_they_share_once() -> None:
    text = (
        '[{"item_id": 1, "title": "A", "words": ["dark mood"]}, {"item_id": 2, "title": "B", "words": ["dark mood"]}]'
    )
    first, second = map(Movie.from_json, json.loads(text))
    assert first.words[0] is second.words[0]


@pytest.mark.parametrize(
    "data",
    [
        {"item_id": 1},
        {"title": "x"},
        {"item_id": 1, "title": "x", "stars": 5},
        {"item_id": 1, "title": "x", "words": [5]},
    ],
)
def test_json_that_is_no_movie_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        Movie.from_json(data)


def test_the_position_of_a_movie_is_its_index() -> None:
    assert CATALOG.item_ids.tolist()[:3] == [70, 10, 40]
    assert CATALOG.item_ids.dtype == np.int64
    for index, movie in enumerate(CATALOG):
        assert CATALOG.index_of(movie.item_id) == index
        assert CATALOG.at(index) is CATALOG[movie.item_id] is CATALOG.get(movie.item_id)


def test_an_unknown_id_is_refused_or_none_or_left_out() -> None:
    assert CATALOG.get(UNKNOWN) is None
    assert UNKNOWN not in CATALOG
    assert HEAT in CATALOG
    assert CATALOG.indices_of([AMELIE, UNKNOWN, HEAT]).tolist() == [4, 0]
    for look_up in (CATALOG.index_of, CATALOG.__getitem__):
        with pytest.raises(UnknownMovie, match=f"no movie with id {UNKNOWN}"):
            look_up(UNKNOWN)


def test_two_movies_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="share an id"):
        Catalog([Movie(1, "x"), Movie(1, "y")])


def test_genres_are_sorted_and_named_once() -> None:
    assert CATALOG.genres == ("Action", "Comedy", "Crime", "Horror", "Romance")


def test_an_empty_catalogue_is_one() -> None:
    empty = Catalog([])
    assert len(empty) == 0
    assert empty.genres == ()
    assert empty.item_ids.dtype == np.int64


FILMS = Catalog(
    [
        Movie(1, "Solaris", 1972, alt_titles=("Solyaris",)),
        Movie(2, "Solaris", 2002),
        Movie(3, "The Thing", 1982, imdb_id=84787),
        Movie(4, "City of God", 2002, alt_titles=("Cidade de Deus",)),
        Movie(5, "Up", None),
    ]
)


@pytest.mark.parametrize(
    ("title", "year", "found"),
    [
        ("Solaris", 1972, 1),
        ("solaris", 2001, 2),  # a year apart, and only one film answers
        ("Solaris", 1985, None),
        ("Solaris", None, None),  # two films answer
        ("Thing, The", None, 3),
        ("Cidade de Deus", 2002, 4),
        ("Up", 2009, 5),  # a film whose own year is unknown
        ("Nothing", 2000, None),
    ],
)
def test_a_film_is_found_by_title_and_year(title: str, year: int | None, found: int | None) -> None:
    movie = FILMS.find(title, year)
    assert (movie.item_id if movie else None) == found


def test_an_outside_id_decides_over_title_and_year() -> None:
    assert FILMS.find("Whatever", 1900, imdb_id=84787) is FILMS[3]
    assert FILMS.find("The Thing", 1982, imdb_id=1) is None  # a namesake with another outside id
    assert FILMS.find("Solaris", 1972, imdb_id=1) is FILMS[1]


def test_a_main_title_goes_before_an_alternative_one() -> None:
    catalog = Catalog([Movie(1, "Alpha", 2000, alt_titles=("Beta",)), Movie(2, "Beta", 2000)])
    assert catalog.find("Beta", 2000) is catalog[2]
    assert CATALOG.find("Notting Hill", 1998) is CATALOG[NOTTING_HILL]


def test_what_follows_from_a_catalogue_is_worked_out_once_by_what_is_asked_for() -> None:
    asked: list[str] = []

    def titles(catalog: Catalog, end: str) -> list[str]:
        asked.append(end)
        return [movie.title + end for movie in catalog]

    catalog = Catalog([Movie(1, "Heat")])
    first = catalog.once(titles, "!")
    assert first == ["Heat!"]
    assert catalog.once(titles, "!") is first
    assert catalog.once(titles, "?") == ["Heat?"]
    assert asked == ["!", "?"]
    assert Catalog(catalog).once(titles, "!") is not first
