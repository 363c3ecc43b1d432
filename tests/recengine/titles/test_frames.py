"""Words around a title, and marks that are no part of it."""

import pytest

from recengine.titles.frames import POINTING, without_score


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("5 stars for goodfellas", "goodfellas"),
        ("heat 9/10", "heat"),
        ("a solid 4 for ex machina", "ex machina"),
        ("i give fury road a 9", "i give fury road"),
        ("two thumbs up for up", "up"),
        ("seven was four out of five", "seven was"),
    ],
)
def test_marks_are_taken_off(text: str, rest: str) -> None:
    assert (without_score(text) or "").strip() == rest


@pytest.mark.parametrize("text", ["9", "se7en", "5 stars", "ocean's 11", "plan 9", "a 9", "four weddings", ""])
def test_numbers_that_are_no_marks_or_stand_alone_are_left(text: str) -> None:
    assert without_score(text) is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("that movie called dark city", "dark city"),
        ("titanic the movie", "titanic"),
        ("psycho by hitchcock", "psycho"),
        ("gravity with sandra bullock", "gravity"),
        ("i just watched kids last night", "kids"),
        ("finally saw up", "up"),
    ],
)
def test_what_is_pointed_at_is_the_title(text: str, title: str) -> None:
    assert title in [match["title"] for pattern, _ in POINTING if (match := pattern.search(text))]


@pytest.mark.parametrize("text", ["i saw a ghost", "the dark knight", "watched my cousin", "gone"])
def test_nothing_is_pointed_at_in_other_words(text: str) -> None:
    assert not [pattern for pattern, _ in POINTING if pattern.search(text)]
