"""Numbers in titles and messages."""

import pytest

from recengine.titles.numerals import with_digits
from recengine.titles.words import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rocky ii", "rocky 2"),
        ("toy story three", "toy story 3"),
        ("four hundred blows", "400 blows"),
        ("five hundred days", "500 days"),
        ("one hundred and one dalmatians", "101 dalmatians"),
        ("two thousand and one", "2001"),
        ("nineteen eighty four", "1984"),
        ("twenty one grams", "21 grams"),
        ("pelham one two three", "pelham 1 2 3"),
        ("the sixth sense", "the 6th sense"),
        ("kill bill vol 2", "kill bill 2"),
        ("star wars episode v", "star wars 5"),
        ("hot shots part deux", "hot shots 2"),
        ("henry v", "henry 5"),
        ("v for vendetta", "v for vendetta"),
        ("batman v superman", "batman v superman"),
        ("the king and i", "the king and i"),
        ("malcolm x", "malcolm 10"),
        ("chapter 27", "chapter 27"),
    ],
)
def test_numbers_become_digits(text: str, expected: str) -> None:
    assert " ".join(with_digits(text.split())) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The Good, the Bad & the Ugly", "good bad ugly"),
        ("E.T. the Extra-Terrestrial", "et extra terrestrial"),
        ("8½", "8 1 2"),
        ("M*A*S*H", "mash"),
        ("Romeo + Juliet", "romeo juliet"),
        ("The The", "the the"),
    ],
)
def test_tokens_are_what_identifies_a_title(title: str, expected: str) -> None:
    assert " ".join(tokens(title)) == expected
