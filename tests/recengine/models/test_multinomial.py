"""Masked-history factors under a softmax: what they learn, and the pieces that they learn with."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recengine.dataset import Dataset
from recengine.models.adam import BLOCK, Adam
from recengine.models.item_features import FAME_WEIGHT, rich_features
from recengine.models.masking import Ratings, draw_masked_rows
from recengine.models.multinomial import MultinomialModel
from recengine.models.multinomial_fit import Run, World
from tests.recengine.worlds import AMELIE, HEAT, LOVE_ACTUALLY, NOTTING_HILL, UNSEEN, crime_ids, quick, romance_ids


@pytest.fixture(scope="module")
def model(world: Dataset) -> MultinomialModel:
    return MultinomialModel(components=8, runs=1, learning_rate=0.02).fit(world)


@pytest.mark.parametrize("likes_crime", [True, False])
def test_a_like_raises_its_own_kind(model: MultinomialModel, world: Dataset, likes_crime: bool) -> None:
    own, other = (crime_ids(world), romance_ids(world)) if likes_crime else (romance_ids(world), crime_ids(world))
    rise = model.score({own[0]: 5.0, own[1]: 4.5}) - model.score({})
    places = world.catalog.indices_of
    assert rise[places(own[2:12])].mean() > 0.5 + rise[places(other[2:12])].mean()


def test_a_dislike_says_less_for_its_kind_than_a_like(model: MultinomialModel, world: Dataset) -> None:
    crime = crime_ids(world)
    places = world.catalog.indices_of(crime[2:12])
    assert model.score({crime[0]: 5.0})[places].mean() > model.score({crime[0]: 1.0})[places].mean()


def test_a_film_that_few_rated_is_never_ahead_for_strangers(tiny: Dataset) -> None:
    model = MultinomialModel(components=4, runs=1, epochs=2, min_ratings=2).fit(tiny)
    stranger = model.score({})
    assert stranger[tiny.catalog.index_of(UNSEEN)] <= stranger[tiny.catalog.index_of(HEAT)]


def test_the_first_step_of_adam_is_the_rate_against_the_sign_of_the_gradient() -> None:
    numbers = np.asarray([1.0, -2.0, 3.0], dtype=np.float32)
    Adam([numbers]).step([np.asarray([0.5, -40.0, 0.0], dtype=np.float32)], 0.1)
    assert numbers.tolist() == pytest.approx([0.9, -1.9, 3.0])


@given(numbers=st.integers(1, 3 * BLOCK), decay=st.sampled_from([0.0, 0.3]), seed=st.integers(0, 9))
@settings(parent=quick, max_examples=12)
def test_adam_steps_as_it_is_published(numbers: int, decay: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    plain = rng.standard_normal((numbers, 1), dtype=np.float32)
    moved, mean, square = plain.copy(), np.zeros_like(plain), np.zeros_like(plain)
    adam = Adam([moved], decays=[decay])
    for step in range(1, 4):
        gradient = rng.standard_normal(plain.shape, dtype=np.float32)
        adam.step([gradient.copy()], 0.1)
        gradient += decay * plain
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        plain = plain - 0.1 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    np.testing.assert_allclose(moved, plain, atol=2e-4)


def test_a_step_goes_down_the_gradient_of_the_rows_likelihood(world: Dataset) -> None:
    class Seen(Exception):
        pass

    class Looking:
        def step(self, gradients: list[np.ndarray], rate: float) -> None:
            raise Seen(gradients)

    model = MultinomialModel(components=4, decay=0.0, min_ratings=1)
    shared = World.of(model, world)
    run = Run(model, shared, seed=[3])
    rng = np.random.default_rng(5)
    for parameter in (run.given, run.found, run.bias, run.stranger):
        parameter += rng.normal(scale=0.3, size=parameter.shape).astype(np.float32)
    rows = draw_masked_rows(shared.ratings, rng, rows_per_user=1, longest=9, targets_per_row=9)
    targets = rows.targets.tocsr()[:, shared.members]
    useful = np.flatnonzero(np.diff(targets.indptr))[:40]
    taste, likes = rows.features[useful].toarray(), targets[useful].toarray()

    def loss(given: np.ndarray, found: np.ndarray, bias: np.ndarray, stranger: np.ndarray) -> float:
        features = shared.features.toarray().astype(np.float64)
        vectors = np.stack([features @ (given[0] + given[1 + level]) for level in range(3)], axis=1)
        users = taste[:, :-1] @ vectors.reshape(-1, vectors.shape[-1]) + stranger
        logits = users @ (features @ found)[shared.members].T + (features @ bias)[shared.members]
        chances = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
        weight = np.sqrt(likes.sum(axis=1))
        return float(-(weight * (likes * chances).sum(axis=1) / likes.sum(axis=1)).sum() / weight.sum())

    run.adam = Looking()  # type: ignore[assignment]
    with pytest.raises(Seen) as found:
        run._step(rows.features[useful] @ shared.told, targets[useful], 0.1)
    at = [parameter.astype(np.float64) for parameter in (run.given, run.found, run.bias, run.stranger)]
    for place, gradient in enumerate(found.value.args[0]):
        for direction in rng.normal(size=(3, *gradient.shape)):
            ahead, behind = ([*at[:place], at[place] + h * direction, *at[place + 1 :]] for h in (1e-5, -1e-5))
            slope = (loss(*ahead) - loss(*behind)) / 2e-5
            assert (gradient * direction).sum() == pytest.approx(slope, rel=2e-3, abs=2e-4)


def test_adam_finds_the_minimum_of_a_bowl() -> None:
    numbers = np.asarray([4.0, -7.0], dtype=np.float32)
    adam = Adam([numbers])
    for step in range(600):
        adam.step([2 * (numbers - np.asarray([1.0, 2.0], dtype=np.float32))], 0.1 * (1 - step / 600))
    assert numbers.tolist() == pytest.approx([1.0, 2.0], abs=0.01)


def test_time_and_fame_are_shared_between_the_nearest_corners(tiny: Dataset) -> None:
    features = rich_features(tiny, content_weight=2.0).toarray()
    place = tiny.catalog.index_of
    content = features.shape[1] - 7 - 8  # years from 1975 to 2005 in steps of 5; seven steps of fame
    length = np.linalg.norm(features[:, :content], axis=1)
    assert length[place(HEAT)] == pytest.approx(2.0)
    assert length[place(UNSEEN)] == 0
    years, fame = features[:, content : content + 7], features[:, content + 7 :]
    assert years[place(AMELIE)].tolist() == pytest.approx([0, 0, 0, 0, 0, 0.8, 0.2])  # 2001
    assert years[place(LOVE_ACTUALLY)].tolist() == pytest.approx([0, 0, 0, 0, 0, 0.4, 0.6])  # 2003
    assert years[place(UNSEEN)].sum() == 0
    # Heat has the most ratings, four; Notting Hill has three: log(4) / log(5) of seven steps is 6.03.
    assert fame[place(HEAT)].tolist() == pytest.approx([0] * 7 + [FAME_WEIGHT], abs=1e-5)
    assert fame[place(NOTTING_HILL)][6] == pytest.approx(FAME_WEIGHT * (7 - 7 * np.log(4) / np.log(5)), abs=1e-5)
    assert fame[place(UNSEEN)][0] == pytest.approx(FAME_WEIGHT)


@pytest.mark.parametrize(("most", "rows"), [(5, 5), (1000, 30), (None, 30)])
def test_an_epoch_has_no_more_rows_than_asked_for(tiny: Dataset, most: int | None, rows: int) -> None:
    drawn = draw_masked_rows(
        Ratings.of(tiny),
        np.random.default_rng(3),
        rows_per_user=6,
        longest=9,
        targets_per_row=9,
        most=most,
    )
    assert drawn.features.shape[0] == drawn.targets.shape[0] == rows
