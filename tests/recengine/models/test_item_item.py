"""The closed form of item-item, held against a ridge regression over every possible mask."""

from itertools import product

import numpy as np
import pytest

from recengine.catalog import Catalog, Movie
from recengine.dataset import Dataset
from recengine.models.item_item import ItemItemModel
from recengine.models.item_item_solve import choose_items, solve
from tests.recengine.conftest import Fitted
from tests.recengine.worlds import (
    ALIEN,
    AMELIE,
    COLLATERAL,
    HEAT,
    LOVE_ACTUALLY,
    NOTTING_HILL,
    RONIN,
    UNSEEN,
    crime_ids,
    romance_ids,
    world_of,
)

THREE = Catalog([Movie(7, "A"), Movie(5, "B"), Movie(6, "C")])
RATINGS = {1: {7: 5.0, 5: 4.0, 6: 1.0}, 2: {7: 4.0, 5: 3.0}, 3: {6: 4.5, 5: 2.0}, 4: {6: 5.0}}


def _by_hand(dataset: Dataset, *, dropout: float, ridge: float, user_power: float) -> tuple[np.ndarray, np.ndarray]:
    """Ridge with free intercept over every mask of every user, each mask weighing its probability."""
    stars = np.asarray(dataset.matrix.todense(), dtype=np.float64)
    rated = stars > 0
    counts = rated.sum(axis=1)
    user_weight = (counts / counts.mean()) ** -user_power
    rows, targets, weights = [], [], []
    for user in range(len(stars)):
        for hidden in product([False, True], repeat=stars.shape[1]):
            shown = rated[user] & ~np.asarray(hidden)
            rows.append([1.0, *shown, *np.where(shown, stars[user] - 3.5, 0.0)])
            targets.append((stars[user] >= 4) & np.asarray(hidden))
            weights.append(user_weight[user] * np.prod(np.where(hidden, dropout, 1 - dropout)))
    x, y, w = np.asarray(rows), np.asarray(targets, dtype=np.float64), np.asarray(weights)[:, None]
    penalty = ridge * np.eye(x.shape[1])
    penalty[0, 0] = 0.0
    solution = np.linalg.solve(x.T @ (w * x) + penalty, x.T @ (w * y))
    return solution[1:], solution[0]


@pytest.mark.parametrize("dropout", [0.5, 0.9])
@pytest.mark.parametrize("ridge", [0.1, 2.0])
@pytest.mark.parametrize("user_power", [0.0, 0.5])
def test_weights_minimise_the_expected_error_over_all_masks(dropout: float, ridge: float, user_power: float) -> None:
    dataset = world_of(THREE, RATINGS)
    weights, intercept = solve(dataset, np.arange(3), dropout=dropout, ridge=ridge, user_power=user_power)
    expected, expected_intercept = _by_hand(dataset, dropout=dropout, ridge=ridge, user_power=user_power)
    np.testing.assert_allclose(weights, expected, atol=1e-5)
    np.testing.assert_allclose(intercept, expected_intercept, atol=1e-5)


def test_the_solution_of_one_film_is_worked_out_by_hand() -> None:
    # Film 7 alone, dropout 0.5. Targets are likes while hidden, features are zero then, so that the covariance of
    # «seen» and target is -E[seen] E[target] = -(2 * 0.5)(2 * 0.5) / 2 = -0.5 in sums over the two users.
    # «Stars above 3.5» of 5 and 4 stars are 1.5 and 0.5: sums 2 * 0.5 = 1, squares (2.25 + 0.25) * 0.5 = 1.25.
    dataset = world_of(Catalog([Movie(7, "A")]), {1: {7: 5.0}, 2: {7: 4.0}})
    weights, intercept = solve(dataset, np.arange(1), dropout=0.5, ridge=1.0, user_power=0.25)
    gram = np.asarray([[1 - 0.5 + 1, 1 - 0.5], [1 - 0.5, 1.25 - 0.5 + 1]])
    expected = np.linalg.solve(gram, [-0.5, -0.5])
    np.testing.assert_allclose(weights.ravel(), expected, atol=1e-6)
    assert intercept[0] == pytest.approx((1 - 1 * expected[0] - 1 * expected[1]) / 2, abs=1e-6)


def test_a_score_is_the_intercept_plus_the_rows_of_the_history() -> None:
    dataset = world_of(THREE, RATINGS)
    model = ItemItemModel(min_ratings=1, dropout=0.5).fit(dataset)
    weights, intercept = solve(dataset, np.arange(3), dropout=0.5, ridge=1.0, user_power=0.25)
    expected = intercept + weights[1] + weights[2] + 1.5 * weights[3 + 1] - 2.5 * weights[3 + 2]
    np.testing.assert_allclose(model.score({5: 5.0, 6: 1.0}), expected, atol=1e-5)
    np.testing.assert_allclose(model.score({}), intercept, atol=1e-6)


def test_films_go_together_as_their_audiences_do(tiny: Dataset) -> None:
    model = ItemItemModel(min_ratings=1, dropout=0.5).fit(tiny)
    stranger, fan = model.score({}), model.score({HEAT: 5.0})
    moved = dict(zip(model.item_ids.tolist(), (fan - stranger).tolist(), strict=True))
    assert moved[RONIN] > 0
    assert moved[COLLATERAL] > 0
    assert moved[LOVE_ACTUALLY] < 0 > moved[NOTTING_HILL]


def test_a_dislike_says_less_for_a_film_than_a_like(tiny: Dataset) -> None:
    model = ItemItemModel(min_ratings=1, dropout=0.5).fit(tiny)
    ronin, love = model.index[RONIN], model.index[LOVE_ACTUALLY]
    liked, disliked = model.score({HEAT: 5.0}), model.score({HEAT: 1.0})
    assert liked[ronin] > disliked[ronin]
    assert liked[love] < disliked[love]


def test_seldom_rated_films_take_no_part_and_score_the_lowest_intercept(tiny: Dataset) -> None:
    model = ItemItemModel(min_ratings=3, dropout=0.5).fit(tiny)  # Heat has four ratings, Notting Hill three
    scores = dict(zip(model.item_ids.tolist(), model.score({HEAT: 5.0, ALIEN: 1.0}).tolist(), strict=True))
    assert len({scores[item] for item in (RONIN, COLLATERAL, AMELIE, LOVE_ACTUALLY, ALIEN, UNSEEN)}) == 1
    stranger = model.score({})
    assert scores[ALIEN] == pytest.approx(min(stranger[model.index[HEAT]], stranger[model.index[NOTTING_HILL]]))
    np.testing.assert_array_equal(model.score({ALIEN: 5.0}), stranger)


def test_films_that_take_part_are_the_most_rated_ones(tiny: Dataset) -> None:
    index = tiny.catalog.index_of

    def ids(*, min_ratings: int, max_items: int) -> list[int]:
        return [int(i) for i in choose_items(tiny, min_ratings=min_ratings, max_items=max_items)]

    assert ids(min_ratings=3, max_items=10) == sorted([index(HEAT), index(NOTTING_HILL)])
    assert ids(min_ratings=1, max_items=1) == [index(HEAT)]
    assert len(ids(min_ratings=10, max_items=10)) == 7  # none has ten ratings: every rated film, not the unseen one


def test_on_the_generated_world_each_group_gets_its_own_kind(fitted: Fitted, world: Dataset) -> None:
    model = fitted("item-item")
    for own, other in ((crime_ids, romance_ids), (romance_ids, crime_ids)):
        scores = model.score(dict.fromkeys(own(world)[:4], 5.0))
        mean = [np.mean([scores[model.index[i]] for i in kind(world)[4:16]]) for kind in (own, other)]
        assert mean[0] > mean[1]
