"""The best, and variety among the best."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recengine.catalog import Catalog
from recengine.dataset import Dataset
from recengine.ranking import best, diversified
from recengine.statistics import ItemStatistics
from tests.recengine.worlds import quick


@pytest.fixture(scope="module")
def statistics(tiny: Dataset) -> ItemStatistics:
    return ItemStatistics.of(tiny)


def _floats(*values: float) -> np.ndarray:
    return np.asarray(values, dtype=np.float32)


def _counts(*ratings: float) -> ItemStatistics:
    return ItemStatistics(_floats(*ratings), *(np.zeros(len(ratings), dtype=np.float32) for _ in range(3)))


def _ids(catalog: Catalog, members: np.ndarray) -> set[int]:
    return set(catalog.item_ids[members].tolist())


def test_the_best_members_come_first_and_equals_in_catalogue_order() -> None:
    scores = _floats(1, 5, 3, 5, 9, 3)
    members = np.asarray([True, True, True, True, False, True])
    assert best(scores, members, 4).tolist() == [1, 3, 2, 5]
    assert best(scores, members, 1).tolist() == [1]
    assert best(scores, members, 99).tolist() == [1, 3, 2, 5, 0]


def test_no_members_or_none_wanted_is_an_empty_list() -> None:
    assert best(_floats(1, 2), np.zeros(2, dtype=bool), 3).tolist() == []
    assert best(_floats(1, 2), np.ones(2, dtype=bool), 0).tolist() == []


@given(
    scores=st.lists(st.integers(-3, 3), min_size=1, max_size=30),
    count=st.integers(0, 35),
    seed=st.integers(0, 99),
)
@quick
def test_the_best_are_those_of_a_full_stable_sort(scores: list[int], count: int, seed: int) -> None:
    members = np.random.default_rng(seed).random(len(scores)) < 0.7
    expected = sorted(np.flatnonzero(members).tolist(), key=lambda i: (-scores[i], i))[:count]
    assert best(_floats(*scores), members, count).tolist() == expected


# Two films alike and one apart; scores 3, 2, 1 have standard deviation sqrt(2/3), so that in units of it
# the first stands 1.2247 above the second and that as much above the third.
SCORES = _floats(3, 2, 1)
VECTORS = np.asarray([[1, 0], [1, 0], [0, 1]], dtype=np.float32)
ORDER = np.arange(3)


@pytest.mark.parametrize(
    ("diversity", "expected"),
    [(0.0, [0, 1, 2]), (-1.0, [0, 1, 2]), (1.0, [0, 1, 2]), (1.22, [0, 1, 2]), (1.23, [0, 2, 1]), (5.0, [0, 2, 1])],
)
def test_variety_is_weighed_against_score_as_worked_out_by_hand(diversity: float, expected: list[int]) -> None:
    assert diversified(ORDER, SCORES, VECTORS, count=3, diversity=diversity).tolist() == expected
    assert diversified(ORDER, SCORES, VECTORS, count=2, diversity=diversity).tolist() == expected[:2]


def test_likeness_is_the_mean_over_the_chosen() -> None:
    # After films 0 and 1, which are unlike each other, film 2 is like one of them (mean 0.5), film 3 like none.
    vectors = np.eye(4, 3, dtype=np.float32)
    vectors[2], vectors[3] = vectors[0], [0, 0, 1]
    scores = _floats(6, 6, 4, 3)  # standard deviation 1.299: film 2 stands 0.7698 above film 3
    order = np.arange(4)
    assert diversified(order, scores, vectors, count=3, diversity=1.5).tolist() == [0, 1, 2]
    assert diversified(order, scores, vectors, count=3, diversity=1.6).tolist() == [0, 1, 3]


def test_candidates_are_dense_indices_and_the_best_of_them_stays_first() -> None:
    scores = _floats(0, 9, 0, 7, 8)
    vectors = np.eye(5, dtype=np.float32)
    assert diversified(np.asarray([1, 4, 3]), scores, vectors, count=9, diversity=0.5).tolist() == [1, 4, 3]


@given(diversity=st.floats(0, 10), count=st.integers(0, 12), seed=st.integers(0, 99))
@quick
def test_variety_reorders_but_invents_and_repeats_nothing(diversity: float, count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=10).astype(np.float32)
    vectors = rng.random((10, 3)).astype(np.float32)
    order = best(scores, rng.random(10) < 0.8, 10)
    chosen = diversified(order, scores, vectors, count=count, diversity=diversity).tolist()
    assert len(chosen) == len(set(chosen)) == min(count, len(order))
    assert set(chosen) <= set(order.tolist())
    assert chosen[:1] == order.tolist()[: min(count, 1)]


def test_equal_scores_do_not_divide_by_zero() -> None:
    assert diversified(ORDER, _floats(2, 2, 2), VECTORS, count=3, diversity=0.5).tolist() == [0, 2, 1]
