"""Lists are measured as they are shown."""

import numpy as np
import pytest

from recengine.adventure import DEFAULT
from recengine.dataset import Dataset
from recengine.evaluation.lists import cards, lister, measure_lists
from recengine.evaluation.protocol import measure
from recengine.evaluation.splitting import HeldOutUser, HoldOut, hold_out_users
from recengine.recommender import Recommender
from recengine.statistics import ItemStatistics
from tests.recengine.conftest import Fitted


@pytest.fixture(scope="module")
def recommender(fitted: Fitted, world: Dataset) -> Recommender:
    return Recommender(fitted("item-item"), world.catalog, ItemStatistics.of(world))


def test_at_the_safest_end_lists_measure_as_the_scores_do(recommender: Recommender, world: Dataset) -> None:
    hold_out = HoldOut(world, hold_out_users(world, seed=0).users)
    by_scores = measure(recommender.model, hold_out, given=(1, 3))
    by_lists = measure_lists(lister(recommender, adventurous=0, count=20), hold_out, given=(1, 3))
    for one, other in zip(by_scores, by_lists, strict=True):
        np.testing.assert_array_equal(one.ndcg_users, other.ndcg_users)
        np.testing.assert_array_equal(one.recall_users, other.recall_users)
        assert (one.coverage, one.diversity) == (other.coverage, other.diversity)


def test_figures_are_those_of_the_lists_worked_out_by_hand(world: Dataset) -> None:
    ids = world.catalog.item_ids.tolist()
    user = HeldOutUser(1, (ids[20], ids[0], ids[2]), (5.0, 4.0, 5.0))
    row = measure_lists(lambda history: np.arange(10), HoldOut(world, (user,)), given=(1, 3), name="fixed")
    # The liked films stand at places 1 and 3; at k=3 nothing is left to be found.
    assert [(r.model, r.given) for r in row] == [("fixed", 1)]
    assert row[0].ndcg == pytest.approx((1 + 0.5) / (1 + 1 / np.log2(3)), abs=1e-5)
    assert row[0].coverage == pytest.approx(10 / 60)


def test_cards_are_ten_films_each_shown_once(recommender: Recommender) -> None:
    rated = int(recommender.catalog.item_ids[3])
    shown = cards(recommender, adventurous=DEFAULT)({rated: 5.0}).tolist()
    assert len(shown) == len(set(shown)) == 10
    assert recommender.catalog.index_of(rated) not in shown
    assert cards(recommender, adventurous=0)({}).tolist() == lister(recommender, adventurous=0)({}).tolist()
