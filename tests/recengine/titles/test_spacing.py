"""Words of titles that were split, or run together."""

import pytest

from recengine.titles.spacing import Spacer

TITLES = ["The Dark Knight", "Back to the Future", "Bedknobs and Broomsticks", "The Lord of the Rings", "The Matrix"]
SPACER = Spacer(
    lambda letters: TITLES,
    {"dark", "knight", "back", "to", "future", "bedknobs", "broomsticks", "lord", "rings", "matrix", "bed", "towers"},
)


@pytest.mark.parametrize(
    ("words", "respaced"),
    [
        (("thedarkknight",), ("dark", "knight")),
        (("backtothefuture",), ("back", "to", "future")),
        (("lordoftherings", "towers"), ("lord", "rings", "towers")),
        (("bed", "knobs"), ("bedknobs",)),
        (("t", "h", "e", "m", "a", "t", "r", "i", "x"), ("matrix",)),
        (("darkmatrix",), ("dark", "matrix")),
    ],
)
def test_spaces_are_put_where_titles_have_them(words: tuple[str, ...], respaced: tuple[str, ...]) -> None:
    assert SPACER.respaced(words) == respaced


@pytest.mark.parametrize(
    "words",
    [("dark", "knight"), ("matrix",), ("bed", "time"), ("zqxvbnmm",), ("i", "m", "a"), ("the", "rings"), ()],
)
def test_words_that_hold_no_title_with_other_spaces_are_left(words: tuple[str, ...]) -> None:
    assert SPACER.respaced(words) is None
