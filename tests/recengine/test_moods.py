"""Moods by the table."""

import pytest

from recengine.catalog import Movie
from recengine.moods import ATTRIBUTES, Mood, mood_of, moods
from tests.recengine.worlds import UNSEEN, tiny_catalog


def test_a_mood_is_the_sum_of_what_the_table_says_cut_at_one() -> None:
    assert mood_of(Movie(1, "A", genres=("Crime", "Drama")), Mood.LIGHT) == pytest.approx(-0.7)
    assert mood_of(Movie(1, "A", genres=("Comedy", "Horror"), words=("Witty",)), Mood.FUNNY) == pytest.approx(0.5)
    assert mood_of(Movie(1, "A", genres=("Comedy", "Children"), words=("funny",)), Mood.LIGHT) == 1.0
    assert mood_of(Movie(1, "A", genres=("Horror", "War"), words=("dark", "dark")), Mood.LIGHT) == -1.0


def test_of_what_nothing_is_known_stands_in_the_middle() -> None:
    catalog = tiny_catalog()
    for mood in Mood:
        values = moods(catalog, mood)
        assert values[catalog.index_of(UNSEEN)] == 0.0
        assert (abs(values) <= 1).all()


def test_the_table_names_each_thing_once_in_folded_spelling() -> None:
    for weights in ATTRIBUTES.values():
        names = [key.partition(":")[2] for key in weights]
        assert len(set(names)) == len(names)
        assert all(key.partition(":")[0] in {"genre", "word"} for key in weights)
        assert all(key == key.lower() for key in weights if key.startswith("word:"))
