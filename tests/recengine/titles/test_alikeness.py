"""Words compared all at once, against one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recengine.titles.alikeness import Alikeness, sounds_of
from recengine.titles.similarity import word_likeness
from recengine.titles.strings import Strings

_words = st.text("abcikqsvxz125é", min_size=1, max_size=8) | st.sampled_from(
    ["nosferatu", "5th", "fifth", "x", "10", "v"]
)


def _like(typed: list[str], words: list[str]) -> list[list[float]]:
    alike = Alikeness(Strings.of(words), sounds_of(words))
    matrix, by_word = alike.of(typed, np.arange(len(words), dtype=np.int32))
    for row, found in zip(matrix.tolist(), by_word, strict=True):
        assert found == {word: likeness for word, likeness in zip(words, row, strict=True) if likeness}
    return matrix.tolist()


@given(st.lists(_words, min_size=1, max_size=6), st.lists(_words, unique=True, max_size=20))
def test_words_are_as_alike_as_one_by_one(typed: list[str], words: list[str]) -> None:
    assert _like(typed, words) == [[word_likeness(one, word) for word in words] for one in typed]


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("nosfaratoo", "nosferatu"),
        ("matr", "matrix"),
        ("i", "1"),
        ("5", "5th"),
        ("teh", "the"),
        ("recieve", "receive"),
    ],
)
def test_what_is_alike_in_one_way_only_is_not_passed_over(typed: str, word: str) -> None:
    assert _like([typed], [word]) == [[word_likeness(typed, word)]]
