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
    Candidates,
    InvalidAdventurous,
    boldness,
    check_adventurous,
    chosen,
    renown,
)
from recengine.errors import MatineeError
from recengine.statistics import ItemStatistics
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
    return Candidates(order, fit, fame.astype(np.float32), vectors, before.reshape(shown, kinds), rated=5)


NOTHING = Candidates(np.arange(4), _floats(0, 0, 0, 0), _floats(0, 0, 0, 0), np.zeros((4, 1)), np.zeros((0, 1)), 0)
"""Four films that differ in nothing but their place."""


def test_the_safest_end_is_the_order_of_scores() -> None:
    candidates = _candidates(1)
    assert chosen(candidates, count=10, adventurous=0).tolist() == candidates.order[:10].tolist()


@pytest.mark.parametrize("value", DIALS)
def test_films_that_differ_in_nothing_keep_their_order(value: float) -> None:
    assert chosen(NOTHING, count=3, adventurous=value).tolist() == [0, 1, 2]


def test_fit_moves_films_by_its_log_odds() -> None:
    # The first place has log-odds -log(10), the third -log(12): a fit of more than log(1.2) brings it to the front.
    for fit, first in ((math.log(1.2) - 0.01, 0), (math.log(1.2) + 0.01, 2)):
        candidates = replace(NOTHING, fit=_floats(0, 0, fit, 0))
        assert chosen(candidates, count=1, adventurous=DEFAULT).tolist() == [first]
    # At half of the default, half of it counts.
    half = replace(NOTHING, fit=_floats(0, 0, 1.9 * math.log(1.2), 0))
    assert chosen(half, count=1, adventurous=DEFAULT / 2).tolist() == [0]


def test_a_film_like_the_first_makes_room_for_another_and_relevance_orders_what_was_chosen() -> None:
    # Films 0, 1 and 2 are of one kind; the fourth is not, and goes to the end of the list for its place.
    kinds = replace(NOTHING, vectors=_floats(1, 0, 1, 0, 1, 0, 0, 1).reshape(4, 2), shown=np.zeros((0, 2)))
    assert chosen(kinds, count=2, adventurous=DEFAULT).tolist() == [0, 3]
    # Place 2 of 10: boldness 0.4/9, likeness 1, weight 12.2: 0.54 against log(13/11) = 0.17.
    assert boldness(1, DEFAULT) == pytest.approx(DEFAULT / 9)


def test_likeness_to_what_was_shown_before_counts_as_in_a_list() -> None:
    kinds = replace(NOTHING, vectors=_floats(1, 0, 1, 0, 1, 0, 0, 1).reshape(4, 2), shown=_floats(1, 0).reshape(1, 2))
    assert chosen(kinds, count=1, adventurous=DEFAULT).tolist() == [3]
    assert chosen(kinds, count=1, adventurous=0.0).tolist() == [0]


def test_the_first_place_is_safe_up_to_the_default_and_bold_beyond() -> None:
    famous = replace(NOTHING, renown=_floats(1, 0, 0, 0))
    assert chosen(famous, count=1, adventurous=DEFAULT).tolist() == [0]
    assert chosen(famous, count=1, adventurous=1.0).tolist() == [1]
    assert [boldness(0, value) for value in (0.0, DEFAULT, 0.7, 1.0)] == pytest.approx([0, 0, 0.35, 1])
    assert boldness(PLACES - 1, DEFAULT) == boldness(99, DEFAULT) == pytest.approx(DEFAULT)


def test_cards_one_at_a_time_are_those_of_a_list() -> None:
    candidates = _candidates(3)
    so_far: list[int] = []
    for _ in range(PLACES):
        left = ~np.isin(candidates.order, so_far)
        places = [candidates.order.tolist().index(film) for film in so_far]
        rest = replace(
            candidates,
            order=candidates.order[left],
            fit=candidates.fit[left] - np.log(np.arange(1, 61)[left] + 9) + np.log(np.arange(1, left.sum() + 1) + 9),
            renown=candidates.renown[left],
            vectors=candidates.vectors[left],
            shown=candidates.vectors[places],
        )
        so_far += chosen(rest, count=1, adventurous=0.7).tolist()
    assert sorted(so_far) == sorted(chosen(candidates, count=PLACES, adventurous=0.7).tolist())


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
    empty = Candidates(np.arange(0), _floats(), _floats(), np.zeros((0, 2)), np.zeros((0, 2)), 0)
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
    none = np.zeros(4, dtype=np.float32)
    found = renown(ItemStatistics(_floats(3, 9, 0, 3), none, none, none))
    assert found.tolist() == pytest.approx([math.exp(-1 / 200), 1.0, math.exp(-3 / 200), math.exp(-2 / 200)])
