"""Matrices and counts of many ratings are those that the plain way gives, whatever the blocks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from recengine import sparse_views
from recengine.sparse_views import ascending, counted, everywhere, matrix_of, numbered, places_of, where
from tests.recengine.worlds import quick

IDS = st.lists(st.sampled_from([-5, 0, 3, 8, 2**20, 2**40]), unique=True)
NUMBERS = st.lists(st.integers(0, 3), max_size=20)


def _ints(values: list[int]) -> np.ndarray:
    return np.asarray(values, dtype=np.int64)


@pytest.mark.parametrize("block", [2, 2**22])
@given(known=IDS, asked=st.lists(st.sampled_from([-6, -5, 0, 1, 3, 8, 9, 2**20, 2**40, 2**41]), max_size=12))
@quick
def test_places_are_those_of_a_dictionary(block: int, known: list[int], asked: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sparse_views, "BLOCK", block)
        found = places_of(_ints(asked), _ints(known))
    assert found.tolist() == [known.index(one) if one in known else -1 for one in asked]


@pytest.mark.parametrize("block", [2, 2**22])
@given(rows=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=9), sort=st.booleans())
@quick
def test_rows_ascend_where_sorting_leaves_them(block: int, rows: list[tuple[int, int]], sort: bool) -> None:
    rows = sorted(rows) if sort else rows
    first, second = _ints([row[0] for row in rows]), _ints([row[1] for row in rows])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sparse_views, "BLOCK", block)
        assert ascending(first, second) == (rows == sorted(rows))


@given(ids=NUMBERS)
@quick
def test_numbers_of_ids_are_those_of_sorted_ones(ids: list[int]) -> None:
    for given_ids in (ids, sorted(ids)):
        found, place = numbered(_ints(given_ids))
        assert found.tolist() == sorted(set(ids))
        assert found[place].tolist() == given_ids


@given(pairs=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4)), unique=True), sort=st.booleans())
@quick
def test_matrix_views_and_counts_hold_each_rating(pairs: list[tuple[int, int]], sort: bool) -> None:
    pairs = sorted(pairs, key=lambda pair: pair[0]) if sort else pairs
    stars = np.asarray([0.5 + n % 10 / 2 for n in range(len(pairs))], dtype=np.float32)
    users, items = (np.asarray([pair[side] for pair in pairs], dtype=np.int32) for side in (0, 1))
    expected = np.zeros((4, 5), dtype=np.float32)
    expected[users, items] = stars
    matrix = matrix_of(users, items, stars, (4, 5))
    assert np.array_equal(matrix.toarray(), expected)
    assert matrix.has_sorted_indices
    assert np.array_equal(where(matrix, matrix.data >= 4).toarray(), expected >= 4)
    assert np.array_equal(everywhere(matrix).toarray(), expected > 0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sparse_views, "BLOCK", 3)
        counts = counted(items, stars, 5)
    low = (expected > 0) & (expected <= 2.5)
    for found, plain in zip(
        (counts.ratings, counts.likes, counts.dislikes, counts.stars),
        ((expected > 0).sum(0), (expected >= 4).sum(0), low.sum(0), expected.sum(0)),
        strict=True,
    ):
        np.testing.assert_array_equal(found, plain)


def test_a_view_changes_nothing_of_its_matrix() -> None:
    matrix = sparse.csr_matrix(np.asarray([[5.0, 0.0], [2.0, 4.0]], dtype=np.float32))
    seen = everywhere(matrix)
    seen.data *= 7
    assert matrix.data.tolist() == [5.0, 2.0, 4.0]


def test_ratings_of_movies_that_are_not_there_are_no_matrix() -> None:
    one = np.zeros(1, dtype=np.int32)
    with pytest.raises(ValueError, match="not in the catalogue"):
        matrix_of(one, one - 1, np.ones(1, dtype=np.float32), (1, 1))
