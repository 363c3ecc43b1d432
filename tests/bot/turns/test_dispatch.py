"""How much of a message is looked at."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.turns.dispatch import LONGEST_APART, LONGEST_TEXT, beginning

LONG_LETTER = "\ufdfa"
"""Eighteen letters once it is taken apart."""


def test_ordinary_words_are_looked_at_as_they_are() -> None:
    assert beginning("Amélie, please") == "Amélie, please"
    assert beginning("é" * 5000) == "é" * LONGEST_TEXT
    assert beginning(LONG_LETTER) == LONG_LETTER


@given(st.text(st.characters() | st.just(LONG_LETTER), max_size=30), st.integers(1, 200))
def test_no_letter_makes_more_of_a_message_than_can_be_read_at_once(text: str, times: int) -> None:
    looked_at = beginning(text * times)
    assert len(looked_at) <= LONGEST_TEXT
    assert len(unicodedata.normalize("NFKD", looked_at)) <= LONGEST_APART
