"""Title lookup over a small catalogue."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recengine.catalog import Catalog, Movie
from recengine.titles import TitleIndex
from tests.recengine.titles.films import CATALOG, INDEX, POPULARITY, top


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("the matrix", "The Matrix (1999)"),
        ("matrix, the", "The Matrix (1999)"),
        ("  MATRIX!!! 🍿", "The Matrix (1999)"),
        ("a matrix", "The Matrix (1999)"),
        ("teh matrx", "The Matrix (1999)"),
        ("rocky two", "Rocky II (1979)"),
        ("rocky 2", "Rocky II (1979)"),
        ("Rocky part iii", "Rocky III (1982)"),
        ("rocky", "Rocky (1976)"),
        ("saw", "Saw (2004)"),
        ("die hard 3", "Die Hard: With a Vengeance (1995)"),
        ("LOTR", "The Lord of the Rings: The Fellowship of the Ring (2001)"),
        ("lotr 2", "The Lord of the Rings: The Two Towers (2002)"),
        ("ESB", "Star Wars: Episode V - The Empire Strikes Back (1980)"),
        ("a new hope", "Star Wars: Episode IV - A New Hope (1977)"),
        ("star wars episode five", "Star Wars: Episode V - The Empire Strikes Back (1980)"),
        ("halloween 1978", "Halloween (1978)"),
        ("halloween '07", "Halloween (2007)"),
        ("halloween from the 70s", "Halloween (1978)"),
        ("total recall (2012)", "Total Recall (2012)"),
        ("blade runner 2049", "Blade Runner 2049 (2017)"),
        ("walle", "WALL·E (2008)"),
        ("wall-e", "WALL·E (2008)"),
        ("et", "E.T. the Extra-Terrestrial (1982)"),
        ("E.T.", "E.T. the Extra-Terrestrial (1982)"),
        ("se7en", "Seven (1995)"),
        ("7 samurai", "Seven Samurai (1954)"),
        ("seven samuri", "Seven Samurai (1954)"),
        ("four hundred blows", "The 400 Blows (1959)"),
        ("cite des enfants perdus", "The City of Lost Children (1995)"),
        ("three billboards", "Three Billboards Outside Ebbing, Missouri (2017)"),
        ("did you ever watch caddyshack", "Caddyshack (1980)"),
        ("we saw man on the moon yesterday", "Man on the Moon (1999)"),
        ("that film with the boat, titanic", "Titanic (1997)"),
        ("b a t m a n", "Batman (1989)"),
        ("that movie up with ed asner", "Up (2009)"),
        ("titanic the movie", "Titanic (1997)"),
    ],
)
def test_the_film_meant_comes_first(text: str, label: str) -> None:
    assert top(text) == label


@pytest.mark.parametrize(
    "text",
    ["", "???", "🍿🍿", "asdfgh", "oppenheimer", "the batman 2022", "toy story 4", "what time does the bus come"],
)
def test_no_film_is_taken_for_granted_where_none_is_meant(text: str) -> None:
    assert not INDEX.search(text).confident


@pytest.mark.parametrize("text", ["heat", "the godfather", "caddyshak", "i loved titanic", "halloween 1978"])
def test_a_clear_name_needs_no_asking_back(text: str) -> None:
    assert INDEX.search(text).confident


def test_namesakes_of_like_fame_need_asking_back() -> None:
    found = INDEX.search("total recall")
    assert not found.confident
    assert {match.movie.year for match in found.matches[:2]} == {1990, 2012}


def test_a_far_better_known_film_of_the_same_everyday_name_needs_asking_back() -> None:
    films = Catalog([Movie(1, "Rambo", 2008), Movie(2, "Rambo: First Blood", 1982)])
    index = TitleIndex(films, popularity=np.array([10, 90], dtype=np.float32))
    assert not index.search("rambo").confident


def test_a_namesake_hardly_anyone_knows_does_not_need_asking_back() -> None:
    assert INDEX.search("halloween").confident


def test_an_interjection_is_not_taken_for_a_film() -> None:
    assert not INDEX.search("no").confident


def test_an_interjection_with_a_year_is_one() -> None:
    assert top("no (2012)") == "No (2012)"


def test_people_of_the_film_may_be_named_beside_it() -> None:
    films = Catalog(
        [Movie(1, "Heat", 1995, actors=("Al Pacino", "Robert De Niro")), Movie(2, "Heat", 1986, actors=("B R",))]
    )
    assert TitleIndex(films).search("heat with al pacino").matches[0].movie.year == 1995


def test_without_popularity_the_earlier_of_equals_comes_first() -> None:
    found = TitleIndex(CATALOG).search("halloween")
    assert [match.movie.year for match in found.matches[:2]] == [1978, 2007]
    assert not found.confident


def test_scores_fall_from_match_to_match_and_stay_within_0_and_100() -> None:
    scores = [match.score for match in INDEX.search("star wars", limit=10).matches]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)


def test_no_more_matches_than_asked_for() -> None:
    assert len(INDEX.search("rocky", limit=2).matches) == 2


def test_the_search_answers_with_the_query_as_it_was() -> None:
    assert INDEX.search("  Heat ").query == "  Heat "


def test_popularity_must_be_aligned_with_the_catalogue() -> None:
    with pytest.raises(ValueError, match="popularity"):
        TitleIndex(CATALOG, popularity=np.ones(3, dtype=np.float32))


def test_an_empty_catalogue_finds_nothing() -> None:
    assert TitleIndex(Catalog([])).search("heat").matches == ()


@pytest.mark.parametrize(
    "text", ["a" * 4096, "שלום עולם " * 400, "?!." * 1300, "the " * 1000, "i loved " * 500, "\x00\ud800", "\u202e"]
)
def test_any_text_is_accepted(text: str) -> None:
    INDEX.search(text)
    INDEX.find_in_text(text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_the_same_text_gives_the_same_answer_and_valid_spans(text: str) -> None:
    assert INDEX.search(text) == TitleIndex(CATALOG, popularity=POPULARITY).search(text)
    spans = INDEX.find_in_text(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
