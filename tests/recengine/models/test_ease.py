"""EASE as published."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from recengine.catalog import Catalog, Movie
from recengine.dataset import Dataset
from recengine.models.ease import EaseModel
from recengine.models.ease_solve import solve
from tests.recengine.worlds import HEAT, LOVE_ACTUALLY, NOTTING_HILL, RONIN, quick, world_of


def test_the_weights_of_two_films_are_worked_out_by_hand() -> None:
    # Likes: A and B together once, A alone once. Gram + 1: [[3, 1], [1, 2]], inverse 1/5 [[2, -1], [-1, 3]];
    # B = -P / diag(P) by column: A to B -(-1)/3, B to A -(-1)/2.
    catalog = Catalog([Movie(1, "A"), Movie(2, "B")])
    model = EaseModel(strength=1.0).fit(world_of(catalog, {1: {1: 5.0, 2: 4.0}, 2: {1: 4.5, 2: 1.0}}))
    np.testing.assert_allclose(model.score({1: 5.0}), [0.0, 1 / 3], atol=1e-5)
    np.testing.assert_allclose(model.score({2: 5.0}), [1 / 2, 0.0], atol=1e-5)


@given(shape=st.tuples(st.integers(1, 30), st.integers(1, 12)), strength=st.sampled_from([0.5, 100.0]))
@quick
def test_weights_are_those_of_the_inverse(shape: tuple[int, int], strength: float) -> None:
    likes = (np.random.default_rng(shape).random(shape) < 0.4).astype(np.float32)
    inverse = np.linalg.inv(likes.T @ likes + strength * np.eye(shape[1]))
    expected = -inverse / inverse.diagonal()
    np.fill_diagonal(expected, 0.0)
    np.testing.assert_allclose(solve(csr_matrix(likes), strength=strength), expected, atol=1e-6)


def test_only_likes_count(tiny: Dataset) -> None:
    model = EaseModel(strength=1.0).fit(tiny)
    np.testing.assert_array_equal(model.score({HEAT: 3.5, NOTTING_HILL: 1.0}), model.score({}))


def test_without_likes_films_stand_by_popularity(tiny: Dataset) -> None:
    scores = EaseModel(strength=1.0).fit(tiny).score({})
    assert scores.argmax() == tiny.catalog.index_of(HEAT)
    assert 0 < scores.max() < 1e-4


def test_few_items_bound_the_matrix_and_leave_the_others_to_popularity(tiny: Dataset) -> None:
    model = EaseModel(strength=1.0, max_items=2).fit(tiny)
    assert model.state().arrays["weights"].shape == (2, 2)
    scores = model.score({HEAT: 5.0})
    assert scores[model.index[RONIN]] > scores[model.index[LOVE_ACTUALLY]]
