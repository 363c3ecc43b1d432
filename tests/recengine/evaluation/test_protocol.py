"""The accuracy protocol from end to end."""

import numpy as np
import pytest

from recengine.dataset import Dataset
from recengine.errors import DatasetError
from recengine.evaluation.metrics import bootstrap_interval
from recengine.evaluation.protocol import GIVEN, PLACES, SEEDS, Row, evaluate, measure, named_makers
from recengine.evaluation.splitting import HeldOutUser, HoldOut
from tests.recengine.worlds import (
    TableScorer,
)

NAMES = ("default", "popular", "item-item")


@pytest.fixture(scope="module")
def rows(world: Dataset) -> dict[tuple[str, int], Row]:
    found = evaluate(world, named_makers(NAMES), given=(1, 3, 5), seeds=(0,))
    return {(row.model, row.given): row for row in found}


def test_the_protocol_is_that_of_the_design() -> None:
    assert (GIVEN, SEEDS, PLACES) == ((1, 3, 5, 10, 20), 3, 20)


@pytest.mark.parametrize("k", [1, 3, 5])
def test_the_default_beats_popularity_where_tastes_differ(rows: dict[tuple[str, int], Row], k: int) -> None:
    assert rows["default", k].ndcg > 1.1 * rows["popular", k].ndcg
    assert rows["default", k].recall > rows["popular", k].recall


def test_more_given_ratings_help_the_default(rows: dict[tuple[str, int], Row]) -> None:
    assert rows["default", 5].ndcg > rows["default", 1].ndcg


def test_rows_come_model_by_model_in_the_order_asked(rows: dict[tuple[str, int], Row]) -> None:
    assert list(rows) == [(name, k) for name in NAMES for k in (1, 3, 5)]


def test_figures_are_shares_and_their_interval_holds_the_mean(rows: dict[tuple[str, int], Row]) -> None:
    for row in rows.values():
        assert row.ndcg_users.shape == row.recall_users.shape
        assert 0 <= row.ndcg_users.min() <= row.ndcg_users.max() <= 1 + 1e-6
        assert row.interval == bootstrap_interval(row.ndcg_users)
        assert row.interval[0] < row.ndcg < row.interval[1]
        assert 0 < row.coverage <= 1
        assert 0 <= row.diversity <= 1
        assert row.novelty > 0
        assert row.popular_share == 1.0  # the world has fewer than a hundred films


def test_users_stand_in_the_same_order_for_every_model(world: Dataset) -> None:
    popular = named_makers(["popular"])["popular"]
    one, other = evaluate(world, {"one": popular, "other": popular}, given=(3,), seeds=(0,))
    np.testing.assert_array_equal(one.ndcg_users, other.ndcg_users)


def test_seeds_are_joined_user_by_user_and_other_figures_averaged(world: Dataset) -> None:
    makers = named_makers(["popular"])
    (both,) = evaluate(world, makers, given=(3,), seeds=(0, 1))
    singles = [evaluate(world, makers, given=(3,), seeds=(seed,))[0] for seed in (0, 1)]
    np.testing.assert_array_equal(both.ndcg_users, np.concatenate([row.ndcg_users for row in singles]))
    assert both.novelty == pytest.approx(np.mean([row.novelty for row in singles]))


def test_a_data_set_with_too_few_users_is_refused(tiny: Dataset) -> None:
    with pytest.raises(DatasetError, match="too few users"):
        evaluate(tiny, named_makers(["popular"]))


def test_makers_pass_the_seed_on_and_ease_stands_for_its_three_strengths() -> None:
    makers = named_makers(["hybrid", "ease"])
    assert list(makers) == ["hybrid", "ease λ=300", "ease λ=1000", "ease λ=2000"]
    assert vars(makers["hybrid"](5))["seed"] == 5
    assert vars(makers["ease λ=300"](0))["strength"] == 300.0


def test_progress_ends_at_one(world: Dataset) -> None:
    told: list[float] = []
    evaluate(world, named_makers(["popular"]), given=(1,), seeds=(0,), progress=lambda _, done: told.append(done))
    assert told == [0.0, 1.0]


def test_one_users_figures_are_worked_out_by_hand(world: Dataset) -> None:
    base = {int(item): -float(place) for place, item in enumerate(world.catalog.item_ids)}
    model, ids = TableScorer(base), world.catalog.item_ids.tolist()
    # Given: the first item. Then the second stands first; liked are the second and the fourth, which stands third.
    user = HeldOutUser(1, (ids[0], ids[1], ids[2], ids[3]), (5.0, 4.0, 3.5, 4.5))
    none_left = HeldOutUser(2, (ids[5], ids[6]), (4.0, 3.0))
    (row,) = measure(model, HoldOut(world, (user, none_left)), given=(1,), name="table")
    assert (row.model, row.given) == ("table", 1)
    assert row.ndcg_users.tolist() == pytest.approx([1.5 / 1.63093], abs=1e-5)
    assert row.recall_users.tolist() == [1.0]
    assert row.coverage == pytest.approx(10 / 60)


def test_where_nobody_has_anything_left_to_find_there_is_no_row(world: Dataset) -> None:
    ids = world.catalog.item_ids.tolist()
    model = TableScorer(dict.fromkeys(ids, 0.0))
    users = (HeldOutUser(1, (ids[0], ids[1]), (5.0, 4.0)),)
    assert [row.given for row in measure(model, HoldOut(world, users), given=(1, 2, 3))] == [1]
