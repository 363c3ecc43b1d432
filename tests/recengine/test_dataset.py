"""Data sets and their sparse views, and what the ratings say of each movie."""

import numpy as np
import pandas as pd
import pytest

from recengine.columns import Columns
from recengine.dataset import Dataset, clean_ratings
from recengine.errors import DatasetError
from recengine.statistics import ItemStatistics
from tests.recengine.worlds import (
    ALIEN,
    HEAT,
    NOTTING_HILL,
    RONIN,
    TINY_RATINGS,
    UNKNOWN,
    UNSEEN,
    tiny_catalog,
)


def _frame(*rows: tuple[int, int, float, int]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(Columns.ALL))


def test_the_matrix_holds_each_rating_at_user_and_item(tiny: Dataset) -> None:
    matrix = tiny.matrix.toarray()
    assert matrix.shape == (6, 8)
    assert matrix.dtype == np.float32
    for user, own in TINY_RATINGS.items():
        row = matrix[tiny.user_ids.tolist().index(user)]
        assert {int(tiny.catalog.item_ids[i]): float(row[i]) for i in np.flatnonzero(row)} == own


def test_views_part_the_ratings_into_likes_dislikes_and_the_rest(tiny: Dataset) -> None:
    assert (tiny.seen.nnz, tiny.liked.nnz, tiny.disliked.nnz) == (16, 11, 3)
    for view in (tiny.seen, tiny.liked, tiny.disliked):
        assert view.shape == (6, 8)
        assert view.dtype == np.float32
        assert set(view.data.tolist()) == {1.0}
    assert tiny.disliked[0, tiny.catalog.index_of(NOTTING_HILL)] == 1.0
    assert tiny.liked.multiply(tiny.disliked).nnz == 0
    assert tiny.matrix.data.max() == 5.0  # the views are copies


def test_a_history_is_what_one_user_rated(tiny: Dataset) -> None:
    assert tiny.history(12) == TINY_RATINGS[12]
    assert tiny.history(UNKNOWN) == {}


def test_only_the_better_ratings_can_be_kept(tiny: Dataset) -> None:
    best = tiny.only(min_rating=5.0)
    assert best.user_ids.tolist() == [11, 12, 13, 14, 15]
    assert best.matrix.shape == (5, 8)
    assert len(tiny.ratings) == 16
    assert best.catalog is tiny.catalog


def test_users_and_items_need_not_be_in_order() -> None:
    frame = _frame((9, RONIN, 3.0, 5), (2, HEAT, 5.0, 9), (9, HEAT, 1.0, 1))
    dataset = Dataset("d", clean_ratings(frame, tiny_catalog(), name="d"), tiny_catalog())
    assert dataset.user_ids.tolist() == [2, 9]
    assert dataset.matrix.toarray()[:, :2].tolist() == [[5.0, 0.0], [1.0, 3.0]]


def test_a_rating_given_twice_counts_once_and_the_latest_stands() -> None:
    frame = _frame((1, HEAT, 5.0, 20), (1, HEAT, 2.0, 30), (1, HEAT, 4.0, 10))
    cleaned = clean_ratings(frame, tiny_catalog(), name="d")
    assert cleaned[Columns.RATING].tolist() == [2.0]


def test_ratings_of_movies_outside_the_catalogue_are_left_out() -> None:
    cleaned = clean_ratings(_frame((1, UNKNOWN, 5.0, 1), (1, HEAT, 4.0, 1)), tiny_catalog(), name="d")
    assert cleaned[Columns.ITEM].tolist() == [HEAT]


def test_columns_have_fixed_types_and_a_missing_timestamp_is_zero() -> None:
    frame = pd.DataFrame({"rating": [4], "item_id": [HEAT], "user_id": [1], "more": ["x"]})
    cleaned = clean_ratings(frame, tiny_catalog(), name="d")
    assert list(cleaned.columns) == list(Columns.ALL)
    assert [str(kind) for kind in cleaned.dtypes] == ["int64", "int64", "float32", "int64"]
    assert cleaned[Columns.TIMESTAMP].tolist() == [0]
    assert "timestamp" not in frame


@pytest.mark.parametrize("stars", [0.0, 5.5, float("nan"), -1.0])
def test_stars_off_the_scale_are_refused(stars: float) -> None:
    with pytest.raises(DatasetError, match=r"outside 0.5 to 5 stars"):
        clean_ratings(_frame((1, HEAT, stars, 1)), tiny_catalog(), name="d")


def test_no_rating_of_a_known_movie_is_refused() -> None:
    for frame in (_frame(), _frame((1, UNKNOWN, 4.0, 1))):
        with pytest.raises(DatasetError, match="no rating of a known movie"):
            clean_ratings(frame, tiny_catalog(), name="d")


def test_a_missing_column_is_named() -> None:
    with pytest.raises(DatasetError, match="«item_id»"):
        clean_ratings(pd.DataFrame({"user_id": [1], "rating": [4.0]}), tiny_catalog(), name="d")


def test_statistics_are_worked_out_by_hand(tiny: Dataset) -> None:
    statistics = ItemStatistics.of(tiny)
    at = {item: tiny.catalog.index_of(item) for item in (HEAT, RONIN, ALIEN, UNSEEN)}
    assert statistics.ratings.tolist() == [4, 2, 2, 3, 2, 2, 1, 0]
    assert statistics.likes.tolist() == [3, 2, 1, 2, 1, 2, 0, 0]
    overall = 63 / 16  # all stars over all ratings
    assert statistics.mean_stars[at[HEAT]] == pytest.approx((16 + 5 * overall) / 9)
    assert statistics.mean_stars[at[UNSEEN]] == pytest.approx(overall)
    assert statistics.entropy[at[HEAT]] == pytest.approx(0.811278, abs=1e-5)  # 3 likes, 1 dislike
    assert statistics.entropy[at[RONIN]] == statistics.entropy[at[ALIEN]] == statistics.entropy[at[UNSEEN]] == 0


def test_statistics_are_four_float_arrays_by_name(tiny: Dataset) -> None:
    arrays = ItemStatistics.of(tiny).arrays()
    assert list(arrays) == ["ratings", "likes", "mean_stars", "entropy"]
    assert {(str(array.dtype), array.shape) for array in arrays.values()} == {("float32", (8,))}
