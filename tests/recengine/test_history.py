"""Histories as arrays, and the taste row made of them."""

import math

import numpy as np
import pytest
from hypothesis import given

from recengine.columns import DISLIKE, LIKE, MAX_STARS, MIN_STARS, Columns
from recengine.errors import InvalidRating, MatineeError
from recengine.history import check_stars, encode, levels_of
from recengine.taste import taste_columns, taste_row, taste_width
from tests.recengine.worlds import histories, quick

INDEX = {70: 0, 10: 1, 40: 2, 20: 3}


def test_the_scale_is_that_of_movielens() -> None:
    assert (MIN_STARS, DISLIKE, LIKE, MAX_STARS) == (0.5, 2.5, 4.0, 5.0)
    assert Columns.ALL == ("user_id", "item_id", "rating", "timestamp")


def test_four_stars_are_a_like_and_two_and_a_half_a_dislike() -> None:
    stars = np.asarray([0.5, 2.5, 2.75, 3.0, 3.5, 3.99, 4.0, 5.0], dtype=np.float32)
    assert levels_of(stars).tolist() == [2, 2, 1, 1, 1, 1, 0, 0]


def test_a_history_is_encoded_in_its_own_order_without_unknown_movies() -> None:
    rated = encode({40: 3.0, 999: 5.0, 70: 4.5}, INDEX)
    assert rated.indices.tolist() == [2, 0]
    assert rated.indices.dtype == np.int64
    assert rated.stars.tolist() == [3.0, 4.5]
    assert rated.stars.dtype == np.float32
    assert rated.levels.tolist() == [1, 0]
    assert len(rated) == 2


def test_an_empty_history_is_encoded_as_nothing() -> None:
    rated = encode({}, INDEX)
    assert len(rated) == 0
    assert rated.levels.shape == (0,)


@pytest.mark.parametrize("stars", [0.5, 1, 3.25, 5, np.float32(4.5), np.int64(3)])
def test_any_number_from_half_a_star_to_five_is_a_rating(stars: float) -> None:
    check_stars(stars, 70)


@pytest.mark.parametrize("stars", [math.nan, math.inf, 0, 0.49, 5.01, -1, "5", None, [4.0]], ids=repr)
def test_anything_else_is_refused_with_the_movie_named(stars: float) -> None:
    with pytest.raises(InvalidRating, match="movie 70") as caught:
        check_stars(stars, 70)
    assert isinstance(caught.value, MatineeError)
    assert isinstance(caught.value, ValueError)


def test_a_taste_row_is_worked_out_by_hand() -> None:
    columns, weights = taste_row(encode({70: 5.0, 20: 1.0, 10: 3.0, 40: 4.0}, INDEX), 4)
    assert columns.tolist() == [0, 11, 4, 6, 12]  # index * 3 + level, then the constant
    assert weights.tolist() == [0.5, 0.5, 0.5, 0.5, 1.0]
    assert weights.dtype == np.float32


def test_a_stranger_has_the_constant_column_alone() -> None:
    columns, weights = taste_row(encode({}, INDEX), 4)
    assert columns.tolist() == [12]
    assert weights.tolist() == [1.0]


def test_a_taste_vector_has_three_columns_a_movie_and_a_constant() -> None:
    assert taste_width(4) == 13
    assert taste_columns(np.asarray([0, 0, 0, 3]), np.asarray([0, 1, 2, 2])).tolist() == [0, 1, 2, 11]


@given(history=histories(INDEX))
@quick
def test_rated_movies_together_have_length_one(history: dict[int, float]) -> None:
    columns, weights = taste_row(encode(history, INDEX), 4)
    assert len(set(columns.tolist())) == len(history) + 1
    assert np.square(weights[:-1]).sum() == pytest.approx(1.0 if history else 0.0, rel=1e-6)
