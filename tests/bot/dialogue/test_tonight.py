"""Wishes in force: how later ones join earlier ones, what chips take back, and what survives storage."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.tonight import MOST, Chip, Kind, Steer, Tonight
from recengine.critiques import Direction
from recengine.query import Constraints, Popularity

HORROR_90S = Tonight().wishing(Constraints(genres=("Horror",), years=(1990, 1999), keywords=("space",)))


def test_new_years_replace_the_old_ones_and_genres_and_words_join() -> None:
    joined = HORROR_90S.wishing(Constraints(genres=("Comedy",), years=(1980, 1989), keywords=("robots",)))
    assert joined.constraints == Constraints(
        genres=("Horror", "Comedy"), years=(1980, 1989), keywords=("space", "robots")
    )


def test_of_what_contradicts_the_later_wins() -> None:
    without = HORROR_90S.wishing(Constraints(exclude_genres=("Horror",), exclude_keywords=("Space",)))
    assert without.constraints == Constraints(
        exclude_genres=("Horror",), years=(1990, 1999), exclude_keywords=("Space",)
    )
    again = without.wishing(Constraints(genres=("Horror",)))
    assert (again.constraints.genres, again.constraints.exclude_genres) == (("Horror",), ())


def test_a_word_said_again_counts_once_and_only_the_latest_are_kept() -> None:
    many = Tonight()
    for number in range(MOST + 3):
        many = many.wishing(Constraints(keywords=(f"word {number}",)))
    many = many.wishing(Constraints(keywords=("Word 5",)))
    assert many.constraints.keywords[-2:] == ("word 10", "Word 5")
    assert len(many.constraints.keywords) == MOST


def test_a_critique_takes_back_what_it_contradicts_and_moves_on_when_said_again() -> None:
    tonight = Tonight().steered(Direction.NEWER, "a").steered(Direction.FUNNIER, "b")
    assert tonight.steered(Direction.OLDER, "c").steers == (
        Steer(Direction.FUNNIER, "b"),
        Steer(Direction.OLDER, "c"),
    )
    assert tonight.steered(Direction.NEWER, "c").steers == (
        Steer(Direction.FUNNIER, "b"),
        Steer(Direction.NEWER, "c"),
    )


FULL = (
    HORROR_90S.wishing(
        Constraints(exclude_genres=("War",), exclude_keywords=("zombies",), popularity=Popularity.OBSCURE)
    )
    .resembling(["heatkey"])
    .steered(Direction.MORE_POPULAR, "heatkey")
)


def test_every_wish_is_a_chip_and_taking_all_back_leaves_nothing() -> None:
    assert {chip.kind for chip in FULL.chips} == set(Kind)
    left = FULL
    for chip in FULL.chips:
        assert chip in left.chips
        left = left.without(chip)
        assert chip not in left.chips
    assert not left
    assert len({chip.code for chip in FULL.chips}) == len(FULL.chips)


def test_a_chip_that_is_gone_takes_nothing_back() -> None:
    assert FULL.without(Chip(Kind.GENRE, "Comedy")) == FULL


def test_wishes_of_a_kind_are_dropped_by_its_name() -> None:
    assert FULL.dropping(["years", "keywords", "nonsense"]).constraints == Constraints(
        genres=("Horror",), exclude_genres=("War",), exclude_keywords=("zombies",), popularity=Popularity.OBSCURE
    )


def test_what_could_not_be_met_is_told_as_wishes() -> None:
    assert FULL.left_out(["years", "more_popular"]) == (
        Chip(Kind.CRITIQUE, "more_popular"),
        Chip(Kind.YEARS, "1990-1999"),
    )


@pytest.mark.parametrize("tonight", [Tonight(), HORROR_90S, FULL])
def test_wishes_survive_storage(tonight: Tonight) -> None:
    assert Tonight.from_json(json.loads(json.dumps(tonight.to_json()))) == tonight


NAMES = ["genres", "years", "keywords", "exclude_genres", "popularity", "like", "steers"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=80) | st.sampled_from(["newer"]),
    lambda inner: st.lists(inner, max_size=12) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(NAMES), JSON) | JSON)
def test_whatever_storage_holds_is_read_as_wishes_of_bounded_size(data: Any) -> None:
    tonight = Tonight.from_json(data)
    assert len(tonight.chips) <= 6 * MOST + 2
    assert Tonight.from_json(tonight.to_json()) == tonight
