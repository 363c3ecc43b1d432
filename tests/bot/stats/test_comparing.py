"""A comparison finds the better version, and seldom finds one where there is none."""

import random
from collections import Counter

from bot.stats.comparing import FEWEST_A_HALF, Verdict, result
from bot.stats.tally import Halves, Sums
from tests.bot.stats.people import half, sums_of


def test_nothing_answered_is_too_early() -> None:
    found = result(Halves())
    assert (found.current, found.other, found.difference, found.verdict) == (None, None, None, Verdict.EARLY)


def test_few_people_are_too_early_however_clear_it_looks() -> None:
    few = FEWEST_A_HALF - 1
    found = result(Halves(sums_of([(0, 50)] * few), sums_of([(50, 50)] * few)))
    assert (found.verdict, found.difference) == (Verdict.EARLY, None)
    assert found.other is not None
    assert found.other.value == 1
    assert result(Halves(sums_of([(0, 50)] * (few + 1)), sums_of([(50, 50)] * (few + 1)))).verdict is Verdict.BETTER


def test_people_who_answered_nothing_are_no_people() -> None:
    silent = sums_of([(0, 2)] * 5 + [(0, 0)] * 50)
    assert result(Halves(silent, silent)).verdict is Verdict.EARLY


def test_a_difference_is_the_others_less_the_currents() -> None:
    found = result(Halves(sums_of([(2, 10)] * 40), sums_of([(6, 10)] * 40)))
    assert found.difference is not None
    assert round(found.difference.value, 9) == 0.4
    assert found.verdict is Verdict.BETTER
    assert result(Halves(sums_of([(6, 10)] * 40), sums_of([(2, 10)] * 40))).verdict is Verdict.WORSE


def test_the_same_of_very_many_is_alike() -> None:
    many = sums_of([(4, 10), (6, 10)] * 1500)
    assert result(Halves(many, many)).verdict is Verdict.ALIKE


def verdicts(*, times: int, other: float) -> Counter[Verdict]:
    chance = random.Random(7)
    made = (Halves(half(chance, people=60, mean=0.4), half(chance, people=60, mean=other)) for _ in range(times))
    return Counter(result(halves).verdict for halves in made)


def test_the_better_version_wins() -> None:
    found = verdicts(times=100, other=0.6)
    assert found[Verdict.BETTER] > 90
    assert found[Verdict.WORSE] == 0


def test_versions_that_are_the_same_are_told_apart_no_more_often_than_promised() -> None:
    found = verdicts(times=600, other=0.4)
    assert found[Verdict.BETTER] + found[Verdict.WORSE] <= 0.05 * 600 + 10  # two standard errors
    assert found[Verdict.EARLY] > 500


def test_halves_of_nobody_are_sums_of_nothing() -> None:
    assert Halves().current == Sums()
