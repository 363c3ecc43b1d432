"""Free tags become words."""

import pandas as pd
import pytest

from recengine.datasets.tags import all_words_by_movie, clean_tag, words_by_movie


@pytest.mark.parametrize(
    ("tag", "word"),
    [
        ("  Dark   Comedy ", "dark comedy"),
        ("Sci-Fi", "sci-fi"),
        ("TIME TRAVEL!", "time travel"),
        ("Amélie", "amélie"),
        ("In Netflix queue", ""),
        ("imdb top 250", ""),
        ("1990", ""),
        ("seen more than once", ""),
        ("R", ""),
        ("a tag so long that nobody would ever ask for it", ""),
        ("", ""),
    ],
)
def test_a_tag_is_cleaned_or_dropped(tag: str, word: str) -> None:
    assert clean_tag(tag) == word


def _tags(*rows: tuple[int, str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["movieId", "tag"])


def test_the_most_frequent_word_comes_first() -> None:
    tags = _tags((1, "Quirky"), (1, "space"), (1, "Space"), (2, "quirky"))
    assert words_by_movie(tags) == {1: ("space", "quirky"), 2: ("quirky",)}


def test_among_equals_the_word_common_everywhere_comes_first() -> None:
    tags = _tags((1, "airport"), (1, "noir"), (2, "noir"))
    assert words_by_movie(tags)[1] == ("noir", "airport")


def test_spellings_that_differ_in_hyphens_are_one_word() -> None:
    tags = _tags((1, "sci fi"), (1, "sci-fi"), (2, "sci-fi"))
    assert words_by_movie(tags) == {1: ("sci-fi",), 2: ("sci-fi",)}


def test_a_movie_keeps_no_more_words_than_asked() -> None:
    tags = _tags(*((1, f"word {chr(97 + i)}") for i in range(20)))
    assert len(words_by_movie(tags)[1]) == 12
    assert len(words_by_movie(tags, limit=3)[1]) == 3


def test_no_tags_give_no_words() -> None:
    assert words_by_movie(_tags()) == {}
    assert words_by_movie(_tags((1, "in netflix queue"))) == {}


def test_every_spelling_of_every_word_can_be_asked_for() -> None:
    tags = _tags((1, "sci fi"), (1, "Sci-Fi"), (1, "in netflix queue"), (2, "quirky"))
    assert all_words_by_movie(tags) == {1: ("sci fi", "sci-fi"), 2: ("quirky",)}
    assert all_words_by_movie(_tags()) == {}
