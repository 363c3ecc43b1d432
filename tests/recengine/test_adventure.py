"""The dial from safe to bold."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recengine.adventure import (
    DEFAULT,
    PLACES,
    VARIETY,
    Candidates,
    InvalidAdventurous,
    boldness,
    check_adventurous,
    chosen,
    renown,
)
from recengine.errors import MatineeError
from tests.recengine.worlds import quick

DIALS = (0.0, 0.2, DEFAULT, 0.7, 1.0)


def _floats(*values: float) -> np.ndarray:
    return np.asarray(values, dtype=np.float32)


def _candidates(seed: int, *, number: int = 60, kinds: int = 5, shown: int = 0) -> Candidates:
    """Candidates of a few kinds, the better known tending to come first."""
    rng = np.random.default_rng(seed)
    order = rng.permutation(500)[:number].astype(np.int64)
    fame = np.exp(-np.sort(rng.random(number) * 3) + rng.normal(0, 0.3, number)).clip(0, 1)
    vectors = np.eye(kinds, dtype=np.float32)[rng.integers(kinds, size=number)]
    fit = rng.normal(0, 0.3, number).astype(np.float32)
    before = np.eye(kinds, dtype=np.float32)[rng.integers(kinds, size=shown)]
    scores = np.sort(rng.normal(size=number))[::-1].astype(np.float32)
    return Candidates(order, scores, fit, fame.astype(np.float32), vectors, before.reshape(shown, kinds), rated=5)


NONE = _floats(0, 0, 0, 0)
SCORES = _floats(7, 5, 3, 1)
"""Their standard deviation is the root of 5: each film stands 0.894 of it above the next."""

STEP = 2 / math.sqrt(5)
NOTHING = Candidates(np.arange(4), SCORES, NONE, NONE, np.zeros((4, 1)), np.zeros((0, 1)), 0)
"""Four films that differ in nothing but their scores."""

KINDS = replace(NOTHING, vectors=_floats(1, 0, 1, 0, 0, 1, 0, 1).reshape(4, 2), shown=np.zeros((0, 2)))
"""Two of one kind and two of another."""


def test_the_safest_end_is_the_order_of_scores() -> None:
    candidates = _candidates(1)
    assert chosen(candidates, count=10, adventurous=0).tolist() == candidates.order[:10].tolist()


@pytest.mark.parametrize("value", DIALS)
def test_films_that_differ_in_nothing_keep_their_order(value: float) -> None:
    assert chosen(NOTHING, count=3, adventurous=value).tolist() == [0, 1, 2]


def test_fit_is_in_standard_deviations_of_the_scores() -> None:
    # The third film stands two steps below the first: a fit of more than that brings it to the front.
    for fit, first in ((2 * STEP - 0.01, 0), (2 * STEP + 0.01, 2)):
        candidates = replace(NOTHING, fit=_floats(0, 0, fit, 0))
        assert chosen(candidates, count=1, adventurous=DEFAULT).tolist() == [first]
    # At half of the default, half of it counts.
    half = replace(NOTHING, fit=_floats(0, 0, 1.9 * 2 * STEP, 0))
    assert chosen(half, count=1, adventurous=DEFAULT / 2).tolist() == [0]


def test_a_film_like_the_first_makes_room_for_another_and_relevance_orders_what_was_chosen() -> None:
    # Films 0 and 1 are of one kind, 2 and 3 of another. At the second place boldness is 0.4 / 9 and weighs a
    # likeness of 1 by 19.5: 0.867 standard deviations. Film 1 stands 0.857 of them above film 2, then 0.906.
    assert boldness(1, DEFAULT) * VARIETY == pytest.approx(0.8667, abs=1e-3)
    for score, shown in ((3.5, [0, 2]), (3.7, [0, 1])):
        films = replace(KINDS, scores=_floats(10, score, 0, 0))
        assert chosen(films, count=2, adventurous=DEFAULT).tolist() == shown
    # Film 3 takes the place of one that scores better, and still stands behind those that do.
    films = replace(KINDS, scores=_floats(10, 9, 8, 7.9), vectors=_floats(1, 0, 1, 0, 1, 0, 0, 1).reshape(4, 2))
    assert chosen(films, count=3, adventurous=1.0).tolist() == [0, 1, 3]


def test_likeness_to_what_was_shown_before_counts_as_in_a_list() -> None:
    kinds = replace(KINDS, shown=_floats(1, 0).reshape(1, 2))
    assert chosen(kinds, count=1, adventurous=1.0).tolist() == [2]
    assert chosen(kinds, count=1, adventurous=0.0).tolist() == [0]


def test_the_first_place_is_safe_up_to_the_default_and_bold_beyond() -> None:
    famous = replace(NOTHING, renown=_floats(1, 0, 0, 0))
    assert chosen(famous, count=1, adventurous=DEFAULT).tolist() == [0]
    assert chosen(famous, count=1, adventurous=1.0).tolist() == [1]
    assert [boldness(0, value) for value in (0.0, DEFAULT, 0.7, 1.0)] == pytest.approx([0, 0, 0.35, 1])
    assert boldness(PLACES - 1, DEFAULT) == boldness(99, DEFAULT) == pytest.approx(DEFAULT)


def test_turning_the_dial_up_brings_variety_and_lesser_known_films_at_the_cost_of_relevance() -> None:
    likeness, fame, place = [], [], []
    for value in DIALS:
        lists = []
        for seed in range(40):
            candidates = _candidates(seed)
            picks = [
                candidates.order.tolist().index(film) for film in chosen(candidates, count=10, adventurous=value)
            ]
            vectors = candidates.vectors[picks]
            pairs = (vectors @ vectors.T).sum() - len(picks)
            lists.append((pairs / 90, candidates.renown[picks].mean(), np.mean(picks)))
        for figures, mean in zip((likeness, fame, place), np.mean(lists, axis=0).tolist(), strict=True):
            figures.append(mean)
    assert likeness == sorted(likeness, reverse=True)
    assert fame == sorted(fame, reverse=True)
    assert place == sorted(place)
    assert likeness[-1] < 0.7 * likeness[0]
    assert fame[-1] < 0.8 * fame[0]


@given(seed=st.integers(0, 99), count=st.integers(-1, 70), value=st.floats(0, 1), shown=st.integers(0, 25))
@quick
def test_the_dial_reorders_but_invents_and_repeats_nothing(seed: int, count: int, value: float, shown: int) -> None:
    candidates = _candidates(seed, number=30, shown=shown)
    found = chosen(candidates, count=count, adventurous=value).tolist()
    assert len(found) == len(set(found)) == min(max(count, 0), 30)
    assert set(found) <= set(candidates.order.tolist())
    assert found == chosen(candidates, count=count, adventurous=value).tolist()


def test_no_candidates_are_an_empty_list() -> None:
    empty = Candidates(np.arange(0), _floats(), _floats(), _floats(), np.zeros((0, 2)), np.zeros((0, 2)), 0)
    assert [chosen(empty, count=3, adventurous=value).tolist() for value in DIALS] == [[]] * len(DIALS)


@pytest.mark.parametrize("value", [math.nan, math.inf, -0.01, 1.01, -math.inf, "0.5", None])
def test_a_dial_that_is_no_number_from_0_to_1_is_refused(value: float) -> None:
    with pytest.raises(InvalidAdventurous, match=r"from 0 \(safest\) to 1 \(boldest\), not"):
        check_adventurous(value)
    assert issubclass(InvalidAdventurous, MatineeError)
    assert issubclass(InvalidAdventurous, ValueError)


@pytest.mark.parametrize("value", [0, 1, 0.0, DEFAULT, 1.0])
def test_a_dial_within_its_range_is_taken(value: float) -> None:
    assert check_adventurous(value) == value


def test_renown_falls_with_the_number_of_ratings_and_ties_go_by_the_catalogue() -> None:
    found = renown(_floats(3, 9, 0, 3))
    assert found.tolist() == pytest.approx([math.exp(-1 / 400), 1.0, math.exp(-3 / 400), math.exp(-2 / 400)])


def test_the_unit_of_the_scores_does_not_matter() -> None:
    for seed in range(5):
        candidates = _candidates(seed)
        other = replace(candidates, scores=100 * candidates.scores - 7)
        assert (
            chosen(candidates, count=10, adventurous=0.7).tolist()
            == chosen(other, count=10, adventurous=0.7).tolist()
        )


def test_equal_scores_divide_by_no_zero() -> None:
    assert chosen(replace(NOTHING, scores=_floats(3, 3, 3, 3)), count=2, adventurous=DEFAULT).tolist() == [0, 1]
