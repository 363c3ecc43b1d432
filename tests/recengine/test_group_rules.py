"""Rules of agreement over score matrices that can be worked out by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recengine.arrays import Floats
from recengine.group_rules import RULES, Rule, agree, fair, liked_chances, standardised
from tests.recengine.worlds import quick

# Two people of the same opinion and one of the opposite; mean 0 and standard deviation 1 already.
A = math.sqrt(1.5)
DIVIDED = np.asarray([[A, 0, -A], [A, 0, -A], [-A, 0, A]], dtype=np.float32)

BY_VALUE = [Rule.AVERAGE, Rule.FAIR]


def _places(scores: Floats, rule: Rule, *, count: int = 10, weights: list[float] | None = None) -> list[int]:
    own = None if weights is None else np.asarray(weights, dtype=np.float32)
    return agree(scores, rule=rule, count=count, weights=own).places.tolist()


@st.composite
def matrices(draw: st.DrawFn) -> Floats:
    """Scores without ties within a member, one to five members, up to fifteen films."""
    members, films = draw(st.integers(1, 5)), draw(st.integers(1, 15))
    rows = [draw(st.permutations(range(films))) for _ in range(members)]
    spread = draw(st.lists(st.floats(0.1, 10), min_size=members, max_size=members))
    return np.asarray([[s * v for v in row] for row, s in zip(rows, spread, strict=True)], dtype=np.float32)


def test_the_average_goes_by_the_mean_of_standardised_scores() -> None:
    # Means A/3, 0, -A/3.
    found = agree(DIVIDED, rule=Rule.AVERAGE, count=2)
    assert found.places.tolist() == [0, 1]
    assert found.scores.tolist() == pytest.approx([A / 3, 0], abs=1e-6)


def test_a_member_whose_scores_spread_more_does_not_count_more() -> None:
    # The second likes film 1 a hundred times as much in their own unit; standardised, both rows are ±1.
    loud = np.asarray([[1.0, -1.0], [-100.0, 100.0]], dtype=np.float32)
    assert agree(loud, rule=Rule.AVERAGE, count=2).scores.tolist() == pytest.approx([0, 0], abs=1e-6)


def test_the_least_misery_is_that_of_the_member_who_likes_a_film_least() -> None:
    found = agree(DIVIDED, rule=Rule.LEAST_MISERY, count=3)
    assert found.places.tolist() == [1, 0, 2]  # 0, -A, -A
    assert found.scores.tolist() == pytest.approx([0, -A, -A], abs=1e-6)


def test_the_most_pleasure_is_that_of_the_member_who_likes_a_film_most() -> None:
    assert _places(DIVIDED, Rule.MOST_PLEASURE) == [0, 2, 1]  # A, A, 0


def test_the_fair_rule_turns_to_those_who_have_found_least() -> None:
    # The chances of z are 1 / (1 + exp(1.24 - 1.5 (z - 0.78 A))).
    high, middle, low = (1 / (1 + math.exp(1.24 - 1.5 * (z - 0.78 * A))) for z in (A, 0, -A))
    assert liked_chances(standardised(DIVIDED))[0].tolist() == pytest.approx([high, middle, low], abs=1e-6)
    # Two for film 0: it comes first. Their needs shrink, by more than the third one's, yet not below the half.
    found = agree(DIVIDED, rule=Rule.FAIR, count=3)
    assert found.places.tolist()[0] == 0
    relief = 1 - math.exp(-4 / math.log2(2))
    assert found.scores[0] == pytest.approx(relief * (2 * high + low) / 3, abs=1e-6)
    needs = [1 - relief * high, 1 - relief * high, 1 - relief * low]
    relief = 1 - math.exp(-4 / math.log2(3))
    worth = [sum(n * c for n, c in zip(needs, film, strict=True)) / 3 for film in ([middle] * 3, [low, low, high])]
    assert found.places.tolist()[1] == 1 + worth.index(max(worth))
    assert found.scores[1] == pytest.approx(relief * max(worth), abs=1e-6)


def test_the_fair_rule_gives_a_minority_a_place_where_the_average_gives_none() -> None:
    # Two love films 0 to 4, one loves films 5 to 9; nobody cares for the other ninety.
    scores = np.zeros((3, 100), dtype=np.float32)
    scores[:2, :5] = [9, 8.8, 8.6, 8.4, 8.2]
    scores[2, 5:10] = [9, 8.8, 8.6, 8.4, 8.2]
    assert _places(scores, Rule.AVERAGE, count=5) == [0, 1, 2, 3, 4]
    assert 5 in _places(scores, Rule.FAIR, count=5)


def test_a_member_with_more_weight_has_more_say() -> None:
    assert _places(DIVIDED, Rule.AVERAGE, count=1, weights=[1, 1, 1]) == [0]
    assert _places(DIVIDED, Rule.AVERAGE, count=1, weights=[1, 1, 3]) == [2]
    assert _places(DIVIDED, Rule.FAIR, count=1, weights=[1, 1, 1]) == [0]
    assert _places(DIVIDED, Rule.FAIR, count=1, weights=[1, 1, 3]) == [2]


@given(scores=matrices(), factor=st.floats(0.01, 100))
@quick
def test_only_the_proportions_of_weights_matter(scores: Floats, factor: float) -> None:
    weights = np.arange(1.0, len(scores) + 1)
    for rule in Rule:
        found = [agree(scores, rule=rule, count=10, weights=w).places.tolist() for w in (weights, weights * factor)]
        assert found[0] == found[1]


@given(scores=matrices(), data=st.data())
@quick
def test_the_order_of_the_members_does_not_matter(scores: Floats, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(scores))))
    for rule in Rule:
        assert _places(scores, rule) == _places(scores[order], rule)


@given(scores=matrices(), scale=st.floats(0.1, 50), shift=st.integers(-5, 5))
@quick
def test_the_scale_of_a_model_does_not_matter(scores: Floats, scale: float, shift: int) -> None:
    chances = liked_chances(standardised(scores))
    assert np.allclose(chances, liked_chances(standardised(scores * np.float32(scale) + shift)), atol=1e-3)


@given(scores=matrices(), film=st.integers(0, 14))
@quick
def test_a_film_that_everybody_ranks_first_is_first(scores: Floats, film: int) -> None:
    film %= scores.shape[1]
    scores[:, film] = scores.max() + 1
    for rule in Rule:
        assert _places(scores, rule)[0] == film


@given(scores=matrices(), count=st.integers(1, 10))
@quick
def test_no_film_is_left_out_for_one_that_all_members_like_less(scores: Floats, count: int) -> None:
    for rule in BY_VALUE:
        shown = _places(scores, rule, count=count)
        left = [film for film in range(scores.shape[1]) if film not in shown]
        assert not [(a, b) for a in shown for b in left if (scores[:, b] > scores[:, a]).all()]


@given(scores=matrices())
@quick
def test_a_group_of_one_gets_the_order_of_its_scores(scores: Floats) -> None:
    expected = np.argsort(-scores[0], kind="stable").tolist()
    for rule in Rule:
        assert _places(scores[:1], rule, count=99) == expected


@given(scores=matrices(), count=st.integers(-2, 20))
@quick
def test_a_list_is_as_long_as_asked_for_while_there_are_films(scores: Floats, count: int) -> None:
    for rule in Rule:
        found = agree(scores, rule=rule, count=count)
        assert len(found.places) == len(found.scores) == len(set(found.places.tolist()))
        assert len(found.places) == min(max(count, 0), scores.shape[1])


def test_equal_films_stand_in_their_order_and_no_films_give_no_list() -> None:
    for rule in Rule:
        assert _places(np.ones((3, 4), dtype=np.float32), rule) == [0, 1, 2, 3]
        assert _places(np.ones((3, 0), dtype=np.float32), rule) == []


def test_every_rule_has_a_function() -> None:
    assert set(RULES) == set(Rule)
    assert RULES[Rule.FAIR] is fair


@pytest.mark.parametrize("weights", [[1, 1], [1, 1, 0], [1, 1, -1], [1, 1, math.nan], [1, 1, math.inf]])
def test_weights_that_are_not_one_positive_number_each_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="one number above 0 for each member"):
        _places(DIVIDED, Rule.FAIR, weights=weights)


def test_a_group_without_members_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one member"):
        _places(np.zeros((0, 3), dtype=np.float32), Rule.FAIR)
