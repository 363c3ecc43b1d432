"""Forty ways to say what one is in the mood for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recengine.query import Constraints, Popularity
from tests.bot.dialogue.understanding.worlds import SMALL

POPULAR, OBSCURE = Popularity.POPULAR, Popularity.OBSCURE

TABLE: tuple[tuple[str, Constraints], ...] = (
    ("", Constraints()),
    ("something nice", Constraints()),
    ("comedy", Constraints(("Comedy",))),
    ("a funny film", Constraints(("Comedy",))),
    ("comedies", Constraints(("Comedy",))),
    ("90s sci-fi", Constraints(("Sci-Fi",), years=(1990, 1999))),
    ("science fiction", Constraints(("Sci-Fi",))),
    ("SciFi!", Constraints(("Sci-Fi",))),
    ("sci fi thriller", Constraints(("Thriller", "Sci-Fi"))),
    ("film noir", Constraints(("Film-Noir",))),
    ("noir", Constraints(("Film-Noir",))),
    ("a scary one", Constraints(("Horror",))),
    ("no horror", Constraints(exclude_genres=("Horror",))),
    ("nothing scary", Constraints(exclude_genres=("Horror",))),
    ("without romance", Constraints(exclude_genres=("Romance",))),
    ("not too scary", Constraints(exclude_genres=("Horror",))),
    ("isn't a musical", Constraints(exclude_genres=("Musical",))),
    ("drama, no war", Constraints(("Drama",), ("War",))),
    ("romantic comedy without musicals", Constraints(("Romance", "Comedy"), ("Musical",))),
    ("kids", Constraints(("Children",))),
    ("a children's cartoon", Constraints(("Children", "Animation"))),
    ("documentaries", Constraints(("Documentary",))),
    ("mysteries", Constraints(("Mystery",))),
    ("westerns", Constraints(("Western",))),
    ("from the 80s", Constraints(years=(1980, 1989))),
    ("the 1950s", Constraints(years=(1950, 1959))),
    ("10s", Constraints(years=(2010, 2019))),
    ("20s", Constraints(years=(2020, 2029))),
    ("30s", Constraints(years=(1930, 1939))),
    ("2000s action", Constraints(("Action",), years=(2000, 2009))),
    ("before 1970", Constraints(years=(None, 1969))),
    ("older than 1960", Constraints(years=(None, 1959))),
    ("after 2010", Constraints(years=(2011, None))),
    ("newer than 2015", Constraints(years=(2016, None))),
    ("since 2000", Constraints(years=(2000, None))),
    ("from 1999", Constraints(years=(1999, 1999))),
    ("from 1999 on", Constraints(years=(1999, None))),
    ("crime 1995", Constraints(("Crime",), years=(1995, 1995))),
    ("a blockbuster", Constraints(popularity=POPULAR)),
    ("well-known fantasy", Constraints(("Fantasy",), popularity=POPULAR)),
    ("hidden gems", Constraints(popularity=OBSCURE)),
    ("something not well known", Constraints(popularity=OBSCURE)),
    ("underrated thrillers after 1990", Constraints(("Thriller",), years=(1991, None), popularity=OBSCURE)),
)


@pytest.mark.parametrize(("text", "meant"), TABLE, ids=[text or "nothing" for text, _ in TABLE])
def test_a_wish_is_understood(text: str, meant: Constraints) -> None:
    said = SMALL.wishes(text)
    assert set(said.genres) == set(meant.genres)
    assert set(said.exclude_genres) == set(meant.exclude_genres)
    assert (said.years, said.popularity) == (meant.years, meant.popularity)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    said = SMALL.wishes(text)
    assert not set(said.genres) & set(said.exclude_genres) or text


@pytest.mark.parametrize("text", ["the war of 99999999999", "0s 00s", "s" * 5000, "no no no no " * 200])
def test_hostile_texts_are_only_odd(text: str) -> None:
    SMALL.wishes(text)
