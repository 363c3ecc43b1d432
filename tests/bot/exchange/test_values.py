"""Cells of other sites as values of ours."""

import math
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.exchange import values


@pytest.mark.parametrize(
    ("cell", "most", "expected"),
    [
        ("4.5", 5, 4.5),
        ("0.5", 5, 0.5),
        ("10", 10, 5.0),
        ("1", 10, 0.5),
        ("7", 10, 3.5),
        ("11", 10, 5.0),
        ("0.1", 5, 0.5),
        ("3.7", 5, 3.5),
        ("3.75", 5, 4.0),
        ("0", 10, None),
        ("-1", 5, None),
        ("nan", 5, None),
        ("inf", 5, None),
        ("", 5, None),
        ("four", 5, None),
        (True, 5, None),
        (None, 5, None),
        (8, 10, 4.0),
        (10**400, 10, None),
    ],
)
def test_ratings_become_half_stars(cell: object, most: float, expected: float | None) -> None:
    assert values.stars(cell, most=most) == expected


@given(st.one_of(st.floats(), st.integers(), st.text(), st.none(), st.lists(st.integers())))
def test_whatever_a_rating_is_it_becomes_valid_stars_or_none(cell: object) -> None:
    stars = values.stars(cell)
    assert stars is None or (0.5 <= stars <= 5 and math.isclose(2 * stars, round(2 * stars)))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("tt0113277", 113277), ("0113277", 113277), (113277, 113277), ("http://www.imdb.com/title/tt0113277/", 113277)],
)
def test_an_imdb_id_in_each_way_it_is_written(cell: object, expected: int) -> None:
    assert values.imdb(cell) == expected


@pytest.mark.parametrize("cell", ["", "tt", "nm0000199", "tt" + 50 * "1", None, {}, -1])
def test_what_is_no_imdb_id(cell: object) -> None:
    assert values.imdb(cell) is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2021-03-01", 1_614_556_800),
        ("2014-09-01T09:10:11.000Z", 1_409_562_611),
        ("2014-09-01T09:10:11+02:00", 1_409_555_411),
        ("Thu Sep  9 00:00:00 2010", 1_283_990_400),
        ("06 May 2023", 1_683_331_200),
        ("964982224", 964982224),
        (964982224, 964982224),
        ("0001-01-01", None),
        ("2021-02-31", None),
        ("soon", None),
        ("", None),
        (math.nan, None),
        (10**30, None),
        (None, None),
    ],
)
def test_dates_in_each_way_they_are_written(cell: object, expected: int | None) -> None:
    assert values.moment(cell) == expected


@given(st.text())
def test_a_title_is_one_line_of_bounded_length(text: str) -> None:
    title = values.title(text)
    assert len(title) <= 300
    assert title == title.strip()
    assert not {"\n", "\r", "\t", "\0"} & set(title)


def test_a_title_of_letters_that_are_words_is_no_longer_than_any_other() -> None:
    assert values.title("\ufdfa" * 20) == "\ufdfa" * 20
    assert len(unicodedata.normalize("NFKD", values.title("\ufdfa" * 300))) == 300
