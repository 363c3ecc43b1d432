"""When the best match is taken without asking back, over a small catalogue."""

import numpy as np
import pytest

from recengine.catalog import Catalog, Movie
from recengine.titles import TitleIndex

_FILMS = (
    ("Forrest Gump", 1994, 329),
    ("The Forest", 2016, 10),
    ("The Boss", 2016, 5),
    ("The Stand", 1994, 8),
    ("Groundhog Day", 1993, 140),
    ("The Hangover Part II", 2011, 40),
    ("Goodfellas", 1990, 126),
    ("9", 2009, 30),
    ("Mad Max: Fury Road", 2015, 90),
    ("Kids", 1995, 30),
    ("Last Night", 1998, 10),
    ("2 Fast 2 Furious", 2003, 40),
    ("The Fast and the Furious", 2001, 80),
    ("Dodgeball: A True Underdog Story", 2004, 80),
    ("Fargo", 1996, 180),
)
INDEX = TitleIndex(
    Catalog(Movie(number, title, year) for number, (title, year, _) in enumerate(_FILMS)),
    popularity=np.array([count for *_, count in _FILMS], dtype=np.float32),
)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("forest gump", "Forrest Gump"),
        ("groundhog dya", "Groundhog Day"),
        ("ground hog day", "Groundhog Day"),
        ("groundhogday", "Groundhog Day"),
        ("5 stars for goodfellas", "Goodfellas"),
        ("i give mad max fury road a 9", "Mad Max: Fury Road"),
        ("goodfellas 9/10", "Goodfellas"),
        ("dodgeball", "Dodgeball: A True Underdog Story"),
        ("do you know the movie fargo?", "Fargo"),
        ("fargo with frances mcdormand", "Fargo"),
        ("hmm maybe the boss", "The Boss"),
    ],
)
def test_what_is_clear_is_taken(text: str, title: str) -> None:
    found = INDEX.search(text)
    assert (found.matches[0].movie.title, found.confident) == (title, True)


@pytest.mark.parametrize(
    "text", ["my boss is mean", "stand by me", "the hangover part iii", "10 out of 10", "five stars"]
)
def test_another_film_or_an_everyday_sentence_is_not_taken_for_a_title(text: str) -> None:
    assert not INDEX.search(text).confident


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("too fast too furious", "2 Fast 2 Furious"),
        ("i just watched kids last night", "Kids"),
        ("9", "9"),
    ],
)
def test_what_stands_there_comes_before_what_is_like_it(text: str, title: str) -> None:
    assert INDEX.search(text).matches[0].movie.title == title
