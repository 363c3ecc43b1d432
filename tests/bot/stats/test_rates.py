"""Rates and how sure they are: by hand, beside published tables, and for any people."""

import random
from math import inf, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stats.rates import Rate, acceptance, design_effect, difference, quantile, share, wilson
from bot.stats.tally import Sums
from tests.bot.stats.people import half, sums_of

people = st.lists(
    st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1, max_size=30
)


def test_nobody_answered_is_no_rate() -> None:
    assert acceptance(Sums(people=3, shown=9)) is None


def test_wilsons_interval_is_the_published_one() -> None:
    # Newcombe 1998, table I: 81 of 263, and 0 of 20
    found = wilson(81 / 263, 263)
    assert (round(found.low, 4), round(found.high, 4)) == (0.2553, 0.3662)
    found = wilson(0.0, 20)
    assert (found.low, round(found.high, 4)) == (0.0, 0.1611)


def test_the_difference_is_the_published_one() -> None:
    # Newcombe 1998, table II, method 10: 56 of 70 less 48 of 80
    found = difference(wilson(56 / 70, 70), wilson(48 / 80, 80))
    assert round(found.value, 4) == 0.2
    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)


@pytest.mark.parametrize(("freedom", "t"), [(2, 4.303), (4, 2.776), (10, 2.228), (29, 2.045), (200, 1.972)])
def test_students_quantile_is_that_of_tables(freedom: int, t: float) -> None:
    assert quantile(freedom) == pytest.approx(t, rel=0.01)


def test_of_one_person_nothing_is_sure() -> None:
    assert quantile(0) == quantile(1) == inf
    assert acceptance(sums_of([(3, 4)])) == Rate(0.75, 0.0, 1.0)


def test_people_who_agree_with_themselves_alone_say_less_than_their_answers() -> None:
    # Two people, one takes 10 of 10 and one none: spread = 2 * (10 * .5)^2 = 50, by people 2 * 50 / 400 = .25,
    # independent .25 / 20 = .0125
    assert design_effect(sums_of([(10, 10), (0, 10)])) == pytest.approx(20)
    assert design_effect(sums_of([(5, 10), (5, 10)])) == 1
    assert design_effect(sums_of([(4, 4), (2, 2)])) == pytest.approx((16 + 4) / 6)


def test_a_share_of_another_kind_has_its_own_value() -> None:
    sums = Sums(
        9, 30, liked=10, disliked=5, passed=5, answering=9, accepted_squares=14, answered_squares=50, products=24
    )
    found = share(sums, sums.disliked)
    assert found is not None
    assert found.value == 0.25


@given(people)
def test_a_rate_and_its_bounds_are_shares(found: list[tuple[int, int]]) -> None:
    rate = acceptance(sums_of(found))
    assert rate is not None
    assert 0 <= rate.low <= rate.value <= rate.high <= 1


@given(people, st.randoms())
def test_the_order_of_people_does_not_matter(found: list[tuple[int, int]], chance: random.Random) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert acceptance(sums_of(shuffled)) == acceptance(sums_of(found))


@given(people, people)
def test_a_difference_turned_round_has_the_opposite_sign(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    left, right = acceptance(sums_of(one)), acceptance(sums_of(other))
    assert left is not None
    assert right is not None
    there, back = difference(left, right), difference(right, left)
    assert -1 <= there.low <= there.value <= there.high <= 1
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))


def test_the_true_rate_is_inside_as_often_as_promised_though_people_differ() -> None:
    chance = random.Random(1)
    inside = naive = 0
    for _ in range(1000):
        sums = half(chance, people=25, mean=0.4)
        rate = acceptance(sums)
        assert rate is not None
        inside += rate.low <= 0.4 <= rate.high
        reach = 1.96 * sqrt(rate.value * (1 - rate.value) / sums.answered)
        naive += abs(rate.value - 0.4) <= reach
    assert inside >= 930
    assert naive < 700  # what taking answers for independent would give
