"""Measures of ranked lists, worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recengine.evaluation import metrics
from tests.recengine.worlds import quick


def _hits(*rows: str) -> np.ndarray:
    """One row for each user, «x» a hit, filled up to 20 places."""
    return np.asarray([[mark == "x" for mark in row.ljust(20, ".")] for row in rows])


def test_the_top_is_best_first_without_the_given_and_equals_in_catalogue_order() -> None:
    scores = np.asarray([[1.0, 3.0, 2.0, 3.0], [4.0, 3.0, 2.0, 1.0]])
    assert metrics.top(scores[0], np.asarray([], dtype=np.int64), 3).tolist() == [1, 3, 2]
    assert metrics.top(scores[1], np.asarray([2, 0]), 2).tolist() == [1, 3]


@given(scores=st.lists(st.integers(-3, 3), max_size=60), count=st.integers(0, 8), seed=st.integers(0, 99))
@quick
def test_the_top_is_that_of_a_full_stable_sort_with_the_given_last(scores: list[int], count: int, seed: int) -> None:
    own = np.asarray(scores, dtype=np.float32)
    is_given = np.random.default_rng(seed).random(len(own)) < 0.5
    expected = np.argsort(-np.where(is_given, -np.inf, own), kind="stable")[:count]
    assert metrics.top(own, np.flatnonzero(is_given), count).tolist() == expected.tolist()


@given(
    item_ids=st.lists(st.integers(-5, 9), unique=True, max_size=8),
    sets=st.lists(st.sets(st.integers(-9, 12), max_size=6), max_size=4),
)
@quick
def test_items_are_among_ids_in_whatever_order(item_ids: list[int], sets: list[set[int]]) -> None:
    found = metrics.among(np.asarray(item_ids, dtype=np.int64), sets)
    assert found.tolist() == [[item_id in ids for item_id in item_ids] for ids in sets]


@pytest.mark.parametrize(
    ("marks", "relevant", "expected"),
    [
        ("x", 1, 1.0),
        (".x", 1, 0.63093),  # 1 / log2(3)
        ("x.x", 2, 0.91972),  # (1 + 1/2) / (1 + 0.63093)
        ("...", 3, 0.0),
        ("x" * 10, 40, 1.0),  # no more than ten places count, so ten hits are ideal
        ("." * 10 + "xx", 2, 0.0),  # an eleventh place does not
        ("xx", 10, 0.35896),  # 1.63093 / 4.54356
    ],
)
def test_ndcg_at_ten(marks: str, relevant: int, expected: float) -> None:
    assert metrics.ndcg(_hits(marks), np.asarray([relevant]))[0] == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("marks", "relevant", "expected"),
    [("x.x", 4, 0.5), ("x" * 20, 50, 1.0), ("xx", 30, 0.1), ("." * 19 + "x", 1, 1.0), ("", 5, 0.0)],
)
def test_recall_at_twenty_is_out_of_what_could_be_found(marks: str, relevant: int, expected: float) -> None:
    assert metrics.recall(_hits(marks), np.asarray([relevant]))[0] == pytest.approx(expected)


def test_each_user_has_a_value_of_their_own() -> None:
    hits, relevant = _hits("x", ".x", ""), np.asarray([1, 1, 1])
    assert metrics.ndcg(hits, relevant).tolist() == pytest.approx([1.0, 0.63093, 0.0], abs=1e-5)
    assert metrics.recall(hits, relevant, at=1).tolist() == [1.0, 0.0, 0.0]


@given(places=st.lists(st.booleans(), min_size=20, max_size=20), more=st.integers(0, 30))
@quick
def test_ndcg_and_recall_lie_between_zero_and_one(places: list[bool], more: int) -> None:
    relevant = np.asarray([max(sum(places) + more, 1)])
    for value in (metrics.ndcg(np.asarray([places]), relevant), metrics.recall(np.asarray([places]), relevant)):
        assert 0.0 <= value[0] <= 1.0 + 1e-6


def test_coverage_is_the_share_of_items_shown_to_anyone() -> None:
    assert metrics.coverage(np.asarray([[0, 1], [1, 2], [0, 1]]), 12) == 0.25


def test_novelty_is_self_information_in_bits() -> None:
    popularity = np.asarray([0.5, 0.25, 0.0], dtype=np.float32)
    assert metrics.novelty(np.asarray([[0, 1]]), popularity) == pytest.approx(1.5)
    assert metrics.novelty(np.asarray([[2, 2]]), popularity) == pytest.approx(2.0)  # as rare as the rarest rated
    assert metrics.novelty(np.asarray([[0]]), np.zeros(1, dtype=np.float32)) == 0.0


def test_diversity_is_one_minus_the_likeness_of_pairs() -> None:
    vectors = np.asarray([[1, 0], [0, 1], [1, 0], [0.6, 0.8]], dtype=np.float32)
    assert metrics.intra_list_diversity(np.asarray([[0, 1, 2]]), vectors) == pytest.approx(2 / 3)
    assert metrics.intra_list_diversity(np.asarray([[0, 2]]), vectors) == pytest.approx(0.0)
    assert metrics.intra_list_diversity(np.asarray([[0, 1], [0, 3]]), vectors) == pytest.approx((1 + 0.4) / 2)


def test_diversity_of_a_list_of_one_is_none_and_films_without_content_are_unlike_all() -> None:
    assert metrics.intra_list_diversity(np.asarray([[0]]), np.ones((1, 1), dtype=np.float32)) == 0.0
    assert metrics.intra_list_diversity(np.asarray([[0, 1]]), np.zeros((2, 3), dtype=np.float32)) == 1.0


def test_the_popular_share_counts_the_most_popular_items() -> None:
    popularity = np.asarray([0.1, 0.9, 0.5, 0.5], dtype=np.float32)
    assert metrics.popular_share(np.asarray([[0, 1], [2, 3]]), popularity, most=2) == 0.5
    assert metrics.popular_share(np.asarray([[0, 1], [2, 3]]), popularity) == 1.0


def test_the_bootstrap_interval_holds_the_mean_and_is_the_same_each_time() -> None:
    values = np.linspace(0, 1, 101).astype(np.float32)
    low, high = metrics.bootstrap_interval(values)
    assert (low, high) == metrics.bootstrap_interval(values)
    assert (low, high) != metrics.bootstrap_interval(values, seed=1)
    # Standard error of the mean: 0.2915 / sqrt(101) = 0.029, times 1.96 on either side of 0.5.
    assert low == pytest.approx(0.5 - 0.0569, abs=0.01)
    assert high == pytest.approx(0.5 + 0.0569, abs=0.01)


def test_the_interval_of_equal_values_has_no_width() -> None:
    assert metrics.bootstrap_interval(np.full(7, 0.25, dtype=np.float32)) == (0.25, 0.25)
