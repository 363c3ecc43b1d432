"""The hybrid, served from plain arrays, is LightFM's own prediction."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recengine.dataset import Dataset
from recengine.models import hybrid_train
from recengine.models.hybrid import HybridModel
from recengine.models.hybrid_train import joined, train_runs
from recengine.models.masking import MaskedRows, draw_masked_rows
from recengine.progress import silent
from tests.recengine.worlds import STARS, crime_ids, histories, quick, romance_ids, two_tastes

ITEM_IDS = two_tastes().catalog.item_ids.tolist()


def _small(*, runs: int = 1, epochs: int = 3, **settings: int) -> HybridModel:
    return HybridModel(runs=runs, epochs=epochs, components=4, **settings)


@pytest.fixture(scope="module", params=[1, 3], ids=["one run", "three runs"])
def model(request: pytest.FixtureRequest, world: Dataset) -> HybridModel:
    return _small(runs=request.param).fit(world)


def _lightfm_scores(model: HybridModel, history: dict[int, float]) -> np.ndarray:
    places = np.arange(len(model.item_ids), dtype=np.int32)
    row = model.taste_matrix(model.encode(history))
    return np.asarray(model.lightfm_.predict(0, places, user_features=row, item_features=model.item_features_))


def test_scores_equal_those_of_lightfm_for_fifty_histories(model: HybridModel) -> None:
    rng = np.random.default_rng(3)
    for size in rng.integers(0, 30, size=50):
        items = rng.choice(ITEM_IDS, size=size, replace=False).tolist()
        history = {item: float(stars) / 2 for item, stars in zip(items, rng.integers(1, 11, size), strict=True)}
        np.testing.assert_allclose(model.score(history), _lightfm_scores(model, history), atol=1e-4)


@given(history=histories(ITEM_IDS, most=30))
@quick
def test_constant_and_contributions_make_up_the_lightfm_score(model: HybridModel, history: dict[int, float]) -> None:
    parts = model.contributions(history, model.item_ids)
    np.testing.assert_allclose(parts.total, _lightfm_scores(model, history), atol=1e-4)


def test_a_contribution_is_the_weighted_embedding_of_the_film_times_that_of_the_target(
    model: HybridModel,
) -> None:
    liked, hated = ITEM_IDS[3], ITEM_IDS[8]
    parts = model.contributions({liked: 4.0, hated: 2.5}, model.item_ids)
    items = model.item_features_ @ model.lightfm_.item_embeddings
    for place, column in enumerate((3 * 3 + 0, 3 * 8 + 2)):
        one = items @ model.lightfm_.user_embeddings[column] + model.lightfm_.user_biases[column]
        np.testing.assert_allclose(parts.by_film[:, place], one / np.sqrt(2), atol=1e-5)


def test_several_runs_score_the_mean_of_the_single_runs(world: Dataset) -> None:
    model = _small(runs=3)
    model.fit(world)
    features, runs = train_runs(model, world, progress=silent)
    row = model.taste_matrix(model.encode({ITEM_IDS[0]: 5.0}))
    places = np.arange(len(ITEM_IDS), dtype=np.int32)
    single = [run.predict(0, places, user_features=row, item_features=features) for run in runs]
    np.testing.assert_allclose(model.score({ITEM_IDS[0]: 5.0}), np.mean(single, axis=0), atol=1e-4)
    assert joined(runs).item_embeddings.shape[1] == 3 * 4


def test_runs_differ_from_one_another(world: Dataset) -> None:
    _, (one, other) = train_runs(_small(runs=2), world, progress=silent)
    assert not np.array_equal(one.item_embeddings, other.item_embeddings)


def test_the_taste_matrix_is_one_row_with_three_columns_a_movie_and_a_constant(model: HybridModel) -> None:
    history = {ITEM_IDS[0]: 5.0, ITEM_IDS[1]: 3.0, ITEM_IDS[2]: 1.0, ITEM_IDS[5]: 4.0}
    row = model.taste_matrix(model.encode(history))
    expected = np.zeros((1, 3 * len(ITEM_IDS) + 1), dtype=np.float32)
    expected[0, [0, 3 + 1, 6 + 2, 15]] = 0.5  # four rated: 1 / sqrt(4)
    expected[0, -1] = 1.0
    np.testing.assert_array_equal(row.toarray(), expected)


@given(stars=STARS)
@quick
def test_ratings_of_one_level_are_one_and_the_same(model: HybridModel, stars: float) -> None:
    level = 5.0 if stars >= 4 else 0.5 if stars <= 2.5 else 3.0
    np.testing.assert_array_equal(model.score({ITEM_IDS[0]: stars}), model.score({ITEM_IDS[0]: level}))


@given(order=st.permutations(ITEM_IDS[:6]))
@quick
def test_the_order_of_a_history_does_not_matter(model: HybridModel, order: list[int]) -> None:
    history = {item: 1.0 + item % 5 for item in order}
    np.testing.assert_allclose(model.score(history), model.score(dict(sorted(history.items()))), atol=1e-5)


def test_a_like_moves_its_own_kind_up_against_the_other(world: Dataset) -> None:
    model = _small(runs=2, epochs=12).fit(world)
    crime, romance = crime_ids(world), romance_ids(world)
    to_crime = model.score(dict.fromkeys(crime[:3], 5.0))
    to_romance = model.score(dict.fromkeys(romance[:3], 5.0))
    places = [[model.index[i] for i in ids[3:15]] for ids in (crime, romance)]
    shift = to_crime - to_romance
    assert shift[places[0]].mean() > shift[places[1]].mean() + 0.5


def test_an_epoch_has_no_more_rows_than_asked_for(world: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []

    def looking(*args: Any, **how: Any) -> MaskedRows:
        rows = draw_masked_rows(*args, **how)
        drawn.append(rows.features.shape[0])
        return rows

    monkeypatch.setattr(hybrid_train, "draw_masked_rows", looking)
    train_runs(_small(epochs=2, rows_per_epoch=50), world, progress=silent)
    train_runs(_small(epochs=1), world, progress=silent)
    assert drawn == [50, 50, 6 * len(world.user_ids)]
