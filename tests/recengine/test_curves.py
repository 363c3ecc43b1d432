"""Corrections that rise: learned from cases, shrunk, never folding two estimates the wrong way round."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recengine.curves import (
    GRID,
    KNOWN,
    LEAST_SLOPE,
    TRUST,
    Cases,
    at,
    chance_above,
    clipped_mean,
    learned,
    rising,
    through,
)
from tests.recengine.worlds import quick

ROWS = np.repeat(np.arange(len(KNOWN), dtype=np.float32)[:, None], len(GRID), axis=1)
FIVE = KNOWN.index(5)


@pytest.mark.parametrize(("known", "row"), [(0, 0), (1, 1), (3, 2), (5, 3), (50, 6), (4000, 6)])
def test_a_number_of_known_ratings_with_a_curve_of_its_own_gets_it(known: int, row: float) -> None:
    np.testing.assert_allclose(at(ROWS, known), row, atol=1e-6)


def test_between_two_numbers_the_curves_are_mixed_by_logarithm() -> None:
    # log 3 stands 0.585 of the way from log 2 to log 4.
    np.testing.assert_allclose(at(ROWS, 2), 1.585, atol=1e-3)


@given(raw=st.lists(st.floats(-3, 9, width=32), max_size=20))
@quick
def test_between_corners_a_curve_is_straight_and_beyond_them_level(raw: list[float]) -> None:
    curve, points = np.sqrt(GRID), np.asarray(raw, dtype=np.float32)
    np.testing.assert_allclose(through(curve, points), np.interp(points, GRID, curve), atol=1e-5)


def test_what_rises_is_left_and_what_falls_is_pooled_by_weight() -> None:
    flat = np.zeros(4)
    assert rising([1, 2, 3, 4], flat, np.ones(4)).tolist() == [1, 2, 3, 4]
    assert rising([1, 3, 2, 4], flat, np.ones(4)).tolist() == [1, 2.5, 2.5, 4]
    assert rising([1, 3, 2, 4], flat, np.asarray([1, 1, 3, 1])).tolist() == [1, 2.25, 2.25, 4]
    assert rising([4, 3, 2, 1], flat, np.ones(4)).tolist() == [2.5] * 4


def test_pooled_corners_keep_a_small_rise() -> None:
    found = rising([1, 1, 1], np.asarray([0.0, 10.0, 20.0]), np.ones(3))
    np.testing.assert_allclose(np.diff(found), 10 * LEAST_SLOPE)


def test_corrections_are_shrunk_twice() -> None:
    # 3000 cases at 3 stars with 5 known, 0.8 above the prior of 12. Over all: 2400 / (3000 + 3000) = 0.4 above.
    # With 5 known: (2400 + 3000 · 0.4) / 6000 = 0.6; with other numbers known the 0.4 of all; elsewhere nothing.
    assert TRUST == 3000
    prior = 4.0 * GRID
    cases = Cases(np.full(3000, 3.0), np.full(3000, 12.8), np.full(3000, FIVE))
    found = learned(cases, prior)
    corner = GRID.tolist().index(3.0)
    assert found[FIVE, corner] == pytest.approx(12.6)
    assert found[0, corner] == found[-1, corner] == pytest.approx(12.4)
    np.testing.assert_allclose(np.delete(found, corner, axis=1), np.delete(prior, corner) + np.zeros((7, 1)))


def test_without_cases_the_prior_holds() -> None:
    nothing = np.zeros(0)
    np.testing.assert_allclose(learned(Cases(nothing, nothing, nothing), GRID), np.tile(GRID, (7, 1)), atol=1e-6)


@given(
    cases=st.lists(st.tuples(st.floats(-1, 8), st.floats(0.5, 5), st.integers(0, len(KNOWN) - 1)), max_size=60),
    known=st.integers(0, 500),
)
@quick
def test_a_learned_curve_always_rises(cases: list[tuple[float, float, int]], known: int) -> None:
    raw, actual, place = np.asarray(cases, dtype=np.float64).reshape(-1, 3).T
    assert (np.diff(at(learned(Cases(raw, actual, place), GRID), known)) > 0).all()


def test_a_mean_that_cannot_pass_the_ends() -> None:
    assert clipped_mean(3.0, low=0.5, high=5.0, spread=0.01) == pytest.approx(3.0)
    # At the end itself half of it is cut: the mean of that half is spread / √(2π).
    assert clipped_mean(5.0, low=0.5, high=5.0, spread=0.8) == pytest.approx(
        5 - 0.8 / math.sqrt(2 * math.pi), abs=1e-4
    )
    assert clipped_mean(99.0, low=0.5, high=5.0, spread=0.8) == pytest.approx(5.0)
    assert chance_above(3.75, bound=3.75, spread=0.8) == 0.5
    assert chance_above(3.75 + 0.8, bound=3.75, spread=0.8) == pytest.approx(0.8413, abs=1e-4)
