"""Wishes that a film meets or not."""

import numpy as np
import pytest

from recengine.catalog import Catalog, Movie
from recengine.filtering import allowed
from recengine.query import Constraints, Popularity, Query
from recengine.statistics import ItemStatistics

HEAT = Movie(
    1,
    "Heat",
    1995,
    ("Action", "Crime"),
    directors=("Michael Mann",),
    actors=("Al Pacino",),
    words=("Heist", "los-angeles"),
)
NO_YEAR = Movie(2, "Undated")


def meets(movie: Movie, constraints: Constraints) -> bool:
    """Whether a movie meets the constraints in a catalogue of its own."""
    one = np.ones(1, dtype=np.float32)
    return bool(allowed(Catalog([movie]), constraints, ItemStatistics(one, one, one, one))[0])


@pytest.mark.parametrize(
    ("wishes", "met"),
    [
        ({}, True),
        ({"genres": ("Crime",)}, True),
        ({"genres": ("Crime", "Action")}, True),
        ({"genres": ("Crime", "Comedy")}, False),
        ({"exclude_genres": ("Comedy",)}, True),
        ({"exclude_genres": ("Comedy", "Crime")}, False),
        ({"years": (1995, 1995)}, True),
        ({"years": (1990, None)}, True),
        ({"years": (None, 1994)}, False),
        ({"years": (1996, 1999)}, False),
        ({"keywords": ("heist", "Los Angeles")}, True),
        ({"keywords": ("al pacino", "MICHAEL MANN")}, True),
        ({"keywords": ("heist", "space")}, False),
        ({"exclude_keywords": ("space",)}, True),
        ({"exclude_keywords": ("heist",)}, False),
        ({"years": (1999, 1990)}, True),
        ({"years": (10**30, None)}, False),
        ({"genres": ("Nonsense",)}, False),
        ({"exclude_genres": ("Nonsense",)}, True),
        ({"genres": ("Crime",), "years": (1990, 1999), "exclude_keywords": ("heist",)}, False),
    ],
)
def test_a_movie_meets_all_wishes_or_none(wishes: dict[str, object], met: bool) -> None:
    assert meets(HEAT, Constraints(**wishes)) is met  # type: ignore[arg-type]


def test_a_movie_without_a_year_meets_no_wish_for_years() -> None:
    assert not meets(NO_YEAR, Constraints(years=(1900, 2100)))
    assert not meets(NO_YEAR, Constraints(years=(None, None)))
    assert meets(NO_YEAR, Constraints(exclude_genres=("Crime",)))


def test_no_wish_is_false_and_any_wish_true() -> None:
    assert not Constraints()
    assert Constraints(popularity=Popularity.POPULAR)
    assert Constraints(years=(None, None))


def test_an_empty_query_asks_nothing() -> None:
    assert Query() == Query(history={}, exclude=frozenset(), constraints=Constraints(), like=())


@pytest.mark.parametrize("keyword", ["heists", "HEIST", "losangeles", "los-angeles", "getaways", "neo noir"])
def test_a_keyword_is_met_in_any_number_and_spelling_and_by_rarer_words(keyword: str) -> None:
    movie = Movie(1, "Heat", words=("Heist", "los-angeles"), more_words=("getaway", "neo-noir"))
    assert meets(movie, Constraints(keywords=(keyword,)))
    assert not meets(movie, Constraints(exclude_keywords=(keyword,)))
