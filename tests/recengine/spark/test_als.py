"""Factors learned by Spark: as good as those learned here, from data of which a part is here."""

from pathlib import Path

import numpy as np
import pytest

from recengine.arrays import Floats
from recengine.dataset import Dataset
from recengine.datasets.movielens import read_movielens
from recengine.errors import MatineeError
from recengine.models import make_model, model_class
from recengine.models.als import AlsModel
from recengine.models.als_fit import preferences
from recengine.spark.als import SparkAlsModel
from recengine.spark.errors import SparkError
from recengine.spark.large import load_large
from tests.recengine.models.test_als import loss
from tests.recengine.spark.session import Spark
from tests.recengine.worlds import tiny_catalog, two_tastes, world_of

SETTINGS = {"rank": 4, "iterations": 4}


def told(model: AlsModel, dataset: Dataset, taste: int) -> float:
    """How much more somebody who likes three films of a taste is told the others of it, in standard deviations."""
    own = np.asarray([i % 2 == taste for i in range(len(dataset.catalog))])
    liked = dataset.catalog.item_ids[own][:3]
    scores: Floats = model.score(dict.fromkeys(liked.tolist(), 5.0))
    rest = ~np.isin(dataset.catalog.item_ids, liked)
    return float((scores[own & rest].mean() - scores[~own].mean()) / scores.std())


def test_spark_finds_a_loss_as_low_as_numpy_does(spark: Spark) -> None:
    world = two_tastes()
    preferred = preferences(world, neutral=0.2)
    here, there = make_model("als", **SETTINGS).fit(world), make_model("spark-als", **SETTINGS).fit(world)
    losses = [loss(preferred, m._given.astype(float), alpha=2.0, regularisation=0.02) for m in (here, there)]
    assert losses[1] == pytest.approx(losses[0], rel=0.02)
    assert there._given.shape == (60, 4)
    assert not there._given[np.asarray(preferred.sum(axis=0)).ravel() == 0].any()


def test_it_is_saved_and_served_as_what_was_learned_here(spark: Spark) -> None:
    model = make_model("spark-als-content", **SETTINGS).fit(two_tastes())
    assert model.name == "als-content"
    again = model_class(model.name).from_state(model.state())
    history = {int(model.item_ids[0]): 5.0, int(model.item_ids[3]): 2.0}
    np.testing.assert_array_equal(again.score(history), model.score(history))


def test_it_learns_from_those_who_are_not_here_as_well(spark: Spark, folder: Path) -> None:
    part = load_large(spark, str(folder), people=2, enriched=False)
    assert len(part.user_ids) < 10
    progress: list[float] = []
    model = SparkAlsModel(**SETTINGS).fit(part, progress=lambda phase, done: progress.append(done))
    assert min(told(model, part, 0), told(model, part, 1)) > 0.5
    everybody = read_movielens(folder, name="evenings")
    np.testing.assert_allclose(model.score({}), AlsModel(**SETTINGS).fit(everybody).score({}), rtol=1e-6)
    assert (progress[0], progress[-1]) == (0.0, 1.0)
    assert progress == sorted(progress)


def test_data_without_a_single_like_are_refused_in_one_line(spark: Spark) -> None:
    with pytest.raises(MatineeError) as caught:
        SparkAlsModel(**SETTINGS).fit(world_of(tiny_catalog(), {11: {10: 1.0}}))
    assert "\n" not in str(caught.value)


def test_without_a_place_for_checkpoints_it_says_which_setting_is_missing(
    spark: Spark, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(spark.sparkContext), "getCheckpointDir", lambda self: None)
    with pytest.raises(SparkError, match=r"set spark\.checkpoint\.dir in its configuration"):
        SparkAlsModel(**SETTINGS).fit(two_tastes())
