"""The library on real ratings, where ml-latest-small is at hand."""

from functools import cache

import numpy as np
import pytest

from recengine import load_dataset, make_model
from recengine.dataset import Dataset
from recengine.evaluation.protocol import evaluate, named_makers
from tests.data import movielens_small_path, need

HEAT = 6


@cache
def _loaded() -> Dataset:
    return load_dataset(need(movielens_small_path(), "ml-latest-small"))


@pytest.fixture
def small() -> Dataset:
    return _loaded()


def test_the_data_set_is_the_published_one(small: Dataset) -> None:
    assert (len(small.user_ids), len(small.catalog), len(small.ratings)) == (610, 9742, 100836)
    assert small.catalog[HEAT].label == "Heat (1995)"
    assert not small.simulated


def test_the_most_liked_film_is_the_shawshank_redemption(small: Dataset) -> None:
    model = make_model("popular").fit(small)
    best = int(model.item_ids[model.score({HEAT: 5.0}).argmax()])
    assert small.catalog[best].title == "The Shawshank Redemption"


def test_item_item_is_well_above_popularity_with_five_ratings(small: Dataset) -> None:
    # Half of the films that take part by default: an eighth of the time, and nearly the same accuracy.
    makers = {**named_makers(["popular"]), "item-item": lambda seed: make_model("item-item", max_items=1500)}
    popular, item_item = evaluate(small, makers, given=(5,), seeds=(0,))
    assert np.isfinite(item_item.ndcg_users).all()
    assert item_item.ndcg > 1.08 * popular.ndcg
