"""Sparse matrices as plain arrays, against the dense ones that they stand for."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recengine import sparse
from recengine.sparse import Jagged, Split, entries_of, starts_of
from tests.recengine.worlds import quick

ROWS = st.lists(st.dictionaries(st.integers(0, 5), st.sampled_from([-2.0, 0.5, 1.0, 3.0]), max_size=6), max_size=8)


def _arrays(rows: list[dict[int, float]]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    dense = np.zeros((len(rows), 6), dtype=np.float32)
    for place, row in enumerate(rows):
        dense[place, list(row)] = list(row.values())
    columns = np.asarray([column for row in rows for column in row], dtype=np.int64)
    values = np.asarray([value for row in rows for value in row.values()], dtype=np.float32)
    return starts_of(np.asarray([len(row) for row in rows], dtype=np.int64)), columns, values, dense


@given(rows=ROWS)
@quick
def test_a_jagged_product_is_the_dense_product(rows: list[dict[int, float]]) -> None:
    start, columns, values, dense = _arrays(rows)
    vector = np.asarray([1.0, 2.0, -1.0, 0.25, 4.0, 8.0], dtype=np.float32)
    np.testing.assert_array_equal(Jagged.of(start, columns, values).times(vector), dense @ vector)


@given(rows=ROWS, common=st.sampled_from([0.0, 0.3, 1.0]))
@quick
def test_products_with_many_vectors_are_the_dense_products_whatever_is_common(
    rows: list[dict[int, float]], common: float
) -> None:
    start, columns, values, dense = _arrays(rows)
    vectors = np.asarray([[1.0, 2.0, -1.0, 0.25, 4.0, 8.0], [0.0, 1.0, 0.5, 0.0, 0.0, 2.0]], dtype=np.float32)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sparse, "COMMON", common)
        split = Split.of(start, columns, values, width=6)
    np.testing.assert_array_equal(np.stack(list(split.times(vectors))), vectors @ dense.T)


def test_a_jagged_matrix_has_first_entries_first_of_the_longest_rows_first() -> None:
    # Rows of 1, 0 and 2 entries: the third stands first, and alone has a second entry.
    start = np.asarray([0, 1, 1, 3])
    jagged = Jagged.of(start, np.asarray([4, 5, 6]), np.asarray([1.0, 2.0, 3.0], dtype=np.float32))
    assert jagged.order.tolist() == [2, 0, 1]
    assert jagged.widths == (2, 1)
    assert jagged.columns.tolist() == [5, 4, 6]
    assert jagged.values.tolist() == [2.0, 1.0, 3.0]


def test_entries_of_rows_stand_row_by_row_whatever_their_order() -> None:
    start = starts_of(np.asarray([2, 0, 3]))
    assert start.tolist() == [0, 2, 2, 5]
    entries, lengths = entries_of(start, np.asarray([2, 1, 0]))
    assert entries.tolist() == [2, 3, 4, 0, 1]
    assert lengths.tolist() == [3, 0, 2]
    assert [part.tolist() for part in entries_of(start, np.zeros(0, dtype=np.int64))] == [[], []]
