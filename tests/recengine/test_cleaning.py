"""Ratings are cleaned as the plain way would, whatever order and duplicates a file has."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recengine.catalog import Catalog, Movie
from recengine.cleaning import clean_ratings
from recengine.columns import Columns
from recengine.errors import DatasetError
from tests.recengine.worlds import quick

CATALOG = Catalog(Movie(item, f"Film {item}") for item in (7, 3, 50_000_000, 9))
ROWS = st.lists(
    st.tuples(
        st.integers(-2, 3),
        st.sampled_from([3, 7, 9, 10, 50_000_000]),
        st.sampled_from([0.5, 3.0, 4.5]),
        st.integers(0, 4),
    ),
    min_size=1,
    max_size=25,
)


def _plainly(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame[frame[Columns.ITEM].isin(CATALOG.item_ids)]
    frame = frame.sort_values([Columns.USER, Columns.TIMESTAMP], kind="stable")
    frame = frame.drop_duplicates([Columns.USER, Columns.ITEM], keep="last").reset_index(drop=True)
    return frame.astype({Columns.RATING: np.float32})


@given(rows=ROWS, in_order=st.booleans())
@quick
def test_cleaned_ratings_are_those_of_the_plain_way(rows: list[tuple[int, int, float, int]], in_order: bool) -> None:
    frame = pd.DataFrame(sorted(rows) if in_order else rows, columns=list(Columns.ALL))
    expected = _plainly(frame)
    if expected.empty:
        with pytest.raises(DatasetError, match="no rating of a known movie"):
            clean_ratings(frame, CATALOG, name="d")
    else:
        pd.testing.assert_frame_equal(clean_ratings(frame, CATALOG, name="d"), expected)


def test_what_is_given_stays_as_it_is() -> None:
    frame = pd.DataFrame([(2, 7, 4.0, 9), (1, 3, 4.0, 1)], columns=list(Columns.ALL))
    before = frame.copy()
    cleaned = clean_ratings(frame, CATALOG, name="d")
    cleaned.loc[0, Columns.USER] = 99
    pd.testing.assert_frame_equal(frame, before)
