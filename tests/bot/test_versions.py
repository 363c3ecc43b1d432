"""Model versions as plain data: nothing that stands in a manifest breaks what is told of it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue import model_screens
from bot.versions import Beside, State, beside, code_of, version_of
from recengine.persistence import Described

MANIFEST = {
    "trained_at": 1_795_502_864,
    "dataset": "ml-latest-small",
    "users": 612,
    "ratings": 100_900,
    "own_people": 2,
    "own_ratings": 64,
    "seconds": 141.2,
    "seed": 0,
    "metrics": {"ndcg10_given5": 0.4648, "ndcg10_given5_popular": 0.3753},
    "figures": {
        "held_out": {"people": 75, "new": 0.32, "current": 0.431, "high": -0.08, "margin": 0.01, "decides": True},
        "own": None,
    },
}


def test_a_manifest_is_read_into_plain_data() -> None:
    version = version_of(Described("v2", MANIFEST, is_current=True, size=61_200_000))
    assert (version.name, version.state, version.users, version.ratings) == ("v2", State.SERVED, 612, 100_900)
    assert (version.own_people, version.own_ratings, version.accuracy, version.popular) == (2, 64, 0.4648, 0.3753)
    assert (version.seconds, version.seed, version.size) == (141.2, 0, 61_200_000)
    assert version.held_out == Beside(0.431, 0.32, 75, 0.421, is_worse=True)
    assert version.own is None


@pytest.mark.parametrize(
    ("described", "state", "why"),
    [
        (Described("v", {"held_back": "worse"}, is_current=True), State.SERVED, "worse"),
        (Described("v", {"held_back": "worse"}, is_current=False), State.HELD, "worse"),
        (Described("v", {}, is_current=False, is_before=True), State.BEFORE, ""),
        (Described("v", {}, is_current=False, trouble="damaged"), State.DAMAGED, "damaged"),
        (Described("v", {}, is_current=False), State.OTHER, ""),
    ],
)
def test_each_has_one_state(described: Described, state: State, why: str) -> None:
    version = version_of(described)
    assert (version.state, version.why) == (state, why)


@pytest.mark.parametrize(
    ("change", "worse"),
    [
        ({}, True),
        ({"new": 0.425}, False),
        ({"high": 0.01}, False),
        ({"decides": False}, False),
        ({"high": None}, False),
    ],
)
def test_a_version_is_only_said_to_be_worse_where_that_held_it_back(change: dict[str, Any], worse: bool) -> None:
    figures = {"held_out": {**MANIFEST["figures"]["held_out"], **change}}  # type: ignore[index]
    found = beside(figures, "held_out")
    assert found is not None
    assert found.is_worse is worse


def test_names_of_any_kind_have_short_codes_of_their_own() -> None:
    codes = {code_of(name) for name in ("20261124-064744-25ed", "20261124-064744-25ee", "über\udc80", "n" * 500)}
    assert len(codes) == 4
    assert all(len(code) == 12 and code.isalnum() for code in codes)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=400),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None)  # the first phrase reads the catalogues of words
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(MANIFEST, ANYTHING) | {"held_back": ANYTHING}))
def test_whatever_stands_in_a_manifest_makes_a_short_screen(manifest: dict[str, Any]) -> None:
    version = version_of(Described("v", manifest, is_current=False))
    assert 0 < len(model_screens.details(version, page=0).text.plain) < 600
    assert len(model_screens.listed([version], page=0, turning=()).rows[0][0].label) <= 64
