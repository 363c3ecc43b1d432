"""The best of those who may take part."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recengine.catalog import Catalog
from recengine.dataset import Dataset
from recengine.ranking import best, lowest, pool
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


@given(
    values=st.lists(st.sampled_from([-2.0, 0.0, 0.5, 3.0, np.inf, -np.inf, np.nan]), max_size=150),
    count=st.integers(0, 20),
)
@quick
def test_the_lowest_of_many_are_those_of_a_full_stable_sort(values: list[float], count: int) -> None:
    assert lowest(_floats(*values), count).tolist() == np.argsort(_floats(*values), kind="stable")[:count].tolist()


def test_the_lowest_of_very_many_are_those_of_a_full_stable_sort() -> None:
    values = np.random.default_rng(3).integers(0, 5000, 20_011).astype(np.float32)
    for count in (1, 60, 2000):
        assert lowest(values, count).tolist() == np.argsort(values, kind="stable")[:count].tolist()


@pytest.mark.parametrize(
    ("members", "count", "expected"), [(9742, 10, 60), (9742, 100, 100), (80, 10, 20), (20, 1, 10), (3, 1, 10)]
)
def test_a_list_is_chosen_from_sixty_candidates_or_a_quarter_of_few(members: int, count: int, expected: int) -> None:
    assert pool(np.ones(members, dtype=bool), count) == expected
