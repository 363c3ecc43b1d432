"""Moods by the table."""

import pytest

from recengine.catalog import Catalog, Movie
from recengine.moods import ATTRIBUTES, Mood, moods
from tests.recengine.worlds import UNSEEN, tiny_catalog


def test_a_mood_is_the_sum_of_what_the_table_says_cut_at_one() -> None:
    catalog = Catalog(
        [
            Movie(1, "A", genres=("Crime", "Drama")),
            Movie(2, "B", genres=("Comedy", "Horror", "Comedy"), words=("Witty", "witty")),  # what is there twice
            Movie(3, "C", genres=("Comedy", "Children"), words=("funny",)),
            Movie(4, "D", genres=("Horror", "War"), words=("dark", "dark")),
        ]
    )
    assert moods(catalog, Mood.LIGHT).tolist() == pytest.approx([-0.7, 0.0, 1.0, -1.0], abs=1e-6)
    assert moods(catalog, Mood.FUNNY).tolist() == pytest.approx([0.0, 0.5, 1.0, -0.6])


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
