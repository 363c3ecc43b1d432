"""Callback data: what our buttons carry comes back whole, and nothing else makes trouble."""

import random
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.taps import MAX_BYTES, Origin, Parsed, Tap, parse_tap, tap_data

ARGUMENTS = st.lists(st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=13), max_size=3)
OWNERS = st.none() | st.integers(0, 2**52)


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(Tap), ARGUMENTS, OWNERS)
def test_what_a_button_carries_comes_back_whole(tap: Tap, arguments: list[str], owner: int | None) -> None:
    data = tap_data(tap, *arguments, owner=owner)
    assert len(data.encode()) <= MAX_BYTES
    assert parse_tap(data) == Parsed(tap, tuple(arguments), owner)


def test_the_longest_button_fits_into_64_bytes() -> None:
    data = tap_data(Tap.UNSEEN, "a" * 13, 9999, Origin.HISTORY, owner=2**52)
    assert len(data) <= 64


def test_a_button_reads_like_its_documentation() -> None:
    assert tap_data(Tap.RATE, "abc", 10, "o", owner=36) == "rate:abc:10:o~10"


@pytest.mark.parametrize(
    ("arguments", "owner"),
    [(("a" * 17,), None), (("Heat",), None), (("a:b",), None), ((""), -1), (("a", "b", "c", "d"), None)],
)
def test_data_that_could_not_be_parsed_again_is_not_made(arguments: tuple[str, ...], owner: int | None) -> None:
    with pytest.raises(ValueError, match=r"no valid callback data|no user id"):
        tap_data(Tap.PICK, *arguments, owner=owner)


@pytest.mark.parametrize(
    "data",
    [
        "", "nonsense", "rate:", "rate::", "RATE:abc", "rate:abc:10:o:x", "rate:a\n", "rate:abc~", "rate~-1", "~1",
        "rate:é", "like:" + "a" * 80, "like:٣", "like: abc", "\ud83c", "like:abc\x00",
    ],
)  # fmt: skip
def test_data_of_no_button_is_turned_away(data: str) -> None:
    assert parse_tap(data) is None


def test_two_thousand_mutated_strings_never_raise() -> None:
    chance = random.Random(7)
    letters = string.ascii_letters + string.digits + ":~_- \n\x00é\ud83c😍"
    seeds = [tap_data(tap, "k3y", chance.randrange(99), owner=chance.choice([None, 1001])) for tap in Tap]
    for _ in range(2_000):
        data = list(chance.choice(seeds))
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(data) + 1)
            data[place : place + chance.randint(0, 2)] = chance.choices(letters, k=chance.randint(0, 40))
        parsed = parse_tap("".join(data))
        assert parsed is None or isinstance(parsed.tap, Tap)
        if parsed is not None:
            assert all(0 <= parsed.number(place, most=9) <= 9 for place in range(4))
            assert parsed.owner is None or parsed.owner >= 0


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("99", 9), ("x1", 0), ("", 0), ("²", 0)])
def test_an_argument_is_read_as_a_bounded_number(text: str, number: int) -> None:
    assert Parsed(Tap.RATINGS, (text,)).number(0, most=9) == number


def test_an_argument_that_is_not_there_is_empty() -> None:
    assert Parsed(Tap.RATE, ("abc",)).argument(2) == ""
