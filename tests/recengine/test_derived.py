"""What was worked out of a catalogue comes back as it was, type by type."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recengine.catalog import Catalog, Movie
from recengine.derived import code_mark, kept, restored

TEXT = st.text(max_size=5)
PLAIN = st.recursive(
    TEXT | st.integers() | st.floats(allow_nan=False) | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
)


@given(st.dictionaries(TEXT, PLAIN, max_size=4) | st.frozensets(TEXT))
def test_plain_values_and_sets_come_back(value: Any) -> None:
    found = restored(kept({"x": value}), "x")
    assert found == value
    assert type(found) is type(value)


def test_arrays_and_tables_of_arrays_come_back() -> None:
    table = {"Drama": np.array([True, False]), "War": np.array([False, False])}
    arrays = kept({"one": np.array([1.5, np.nan], np.float32), "table": table})
    np.testing.assert_array_equal(restored(arrays, "one"), np.array([1.5, np.nan], np.float32))
    found = restored(arrays, "table")
    assert list(found) == ["Drama", "War"]
    assert all(np.array_equal(found[name], row) and found[name].dtype == bool for name, row in table.items())


def test_arrays_by_name_of_whatever_shape_come_back() -> None:
    parts = {"start": np.array([0, 2, 3]), "films": np.array([5, 6], np.int32), "x": np.zeros((2, 2), np.float32)}
    found = restored(kept({"parts": parts}), "parts")
    assert list(found) == ["start", "films", "x"]
    for name, part in parts.items():
        np.testing.assert_array_equal(found[name], part)
        assert found[name].dtype == part.dtype


@pytest.mark.parametrize("value", [(1, 2), {1: 2}, [(1, 2)], np.array([None]), frozenset({1}), object()])
def test_what_would_come_back_as_something_else_is_not_kept(value: Any) -> None:
    assert kept({"x": value}) == {}
    with pytest.raises(KeyError):
        restored({}, "x")


def _lengths(catalog: Catalog, more: int) -> list[int]:
    assert catalog.at(0).title == "Heat", "worked out where it need not be"
    return [len(movie.title) + more for movie in catalog]


def test_a_catalogue_works_out_nothing_that_was_kept() -> None:
    first, again = Catalog([Movie(1, "Heat")]), Catalog([Movie(1, "Alien")])
    assert first.once(_lengths, 1) == [5]
    again.restore(first.keep())
    assert again.once(_lengths, 1) == [5]
    with pytest.raises(AssertionError, match="need not"):
        again.once(_lengths, 2)


def test_the_mark_changes_with_any_code_that_counts(tmp_path: Path) -> None:
    code = tmp_path / "code.py"
    code.write_text("a = 1\n")
    before = code_mark(tmp_path)
    assert code_mark(tmp_path) == before != code_mark()
    code_mark.cache_clear()
    code.write_text("a = 2\n")
    assert code_mark(tmp_path) != before
