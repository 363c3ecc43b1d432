"""What holds for every recommendation method."""

import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recengine.catalog import Catalog, Movie
from recengine.dataset import Dataset
from recengine.errors import InvalidRating, MatineeError, ModelError
from recengine.explanations import counterfactual
from recengine.models import MODEL_NAMES, make_model, model_class
from recengine.models.base import Scorer, State
from tests.recengine.conftest import Fitted
from tests.recengine.joined import extended
from tests.recengine.worlds import (
    TINY_RATINGS,
    UNKNOWN,
    histories,
    quick,
    small_model,
    tiny_catalog,
    tiny_world,
    two_tastes,
    world_of,
)

ITEM_IDS = two_tastes().catalog.item_ids.tolist()
SOME = {ITEM_IDS[0]: 5.0, ITEM_IDS[1]: 2.0, ITEM_IDS[4]: 3.0}


EXTENDED = "with films added: "
"""Before the name of a method: fitted without the last films, which joined the fitted model."""


@pytest.fixture(scope="module", params=[*MODEL_NAMES, *(EXTENDED + name for name in MODEL_NAMES)])
def model(request: pytest.FixtureRequest, fitted: Fitted) -> Scorer:
    name = request.param.removeprefix(EXTENDED)
    return fitted(name) if name == request.param else extended(name)


def test_the_names_of_the_contract_are_there_and_each_class_knows_its_own() -> None:
    assert {"default", "popular", "content", "item-item", "hybrid", "ease"} <= set(MODEL_NAMES)
    assert [model_class(name).name for name in MODEL_NAMES] == list(MODEL_NAMES)


def test_item_ids_are_those_of_the_catalogue_in_its_order(model: Scorer, world: Dataset) -> None:
    assert model.item_ids.dtype == np.int64
    assert model.item_ids.tolist() == world.catalog.item_ids.tolist()


@pytest.mark.parametrize("history", [{}, SOME, dict.fromkeys(ITEM_IDS, 4.0)], ids=["empty", "some", "everything"])
def test_scores_are_finite_float32_aligned_with_the_items(model: Scorer, history: dict[int, float]) -> None:
    scores = model.score(history)
    assert scores.dtype == np.float32
    assert scores.shape == model.item_ids.shape
    assert np.isfinite(scores).all()


def test_scoring_changes_neither_the_model_nor_the_history(model: Scorer) -> None:
    history = dict(SOME)
    first = model.score(history)
    first_kept = first.copy()
    first[:] = np.nan  # what a caller does to the answer is the caller's own affair
    np.testing.assert_array_equal(model.score(history), first_kept)
    assert history == SOME


def test_unknown_movies_are_ignored(model: Scorer) -> None:
    np.testing.assert_array_equal(model.score(SOME | {UNKNOWN: 5.0, -1: 0.5}), model.score(SOME))
    np.testing.assert_array_equal(model.score({UNKNOWN: 5.0}), model.score({}))


def test_ids_and_stars_may_be_numpy_scalars(model: Scorer) -> None:
    as_numpy: dict[Any, Any] = {np.int64(item): np.float32(stars) for item, stars in SOME.items()}
    np.testing.assert_array_equal(model.score(as_numpy), model.score(SOME))


@pytest.mark.parametrize("stars", [math.nan, math.inf, -math.inf, 0.0, 0.4, 5.1, -3.0, 10])
@pytest.mark.parametrize("item_id", [ITEM_IDS[0], UNKNOWN], ids=["known movie", "unknown movie"])
def test_what_is_no_rating_is_refused(model: Scorer, item_id: int, stars: float) -> None:
    with pytest.raises(InvalidRating):
        model.score({item_id: stars})
    with pytest.raises(InvalidRating):
        model.contributions({item_id: stars}, model.item_ids)


@given(history=histories([*ITEM_IDS, UNKNOWN], most=30), start=st.integers(0, 50))
@quick
def test_contributions_make_up_the_score(model: Scorer, history: dict[int, float], start: int) -> None:
    targets = model.item_ids[start:][::-1]
    parts = model.contributions(history, targets)
    assert parts.rated_ids.tolist() == [item for item in history if item != UNKNOWN]
    assert parts.constant.shape == (len(targets),)
    assert parts.by_film.shape == (len(targets), len(parts.rated_ids))
    np.testing.assert_allclose(parts.total, model.score(history)[start:][::-1], atol=1e-4, rtol=1e-5)


@given(history=histories(ITEM_IDS, most=8), target=st.sampled_from(ITEM_IDS), data=st.data())
@quick
def test_a_counterfactual_is_the_rank_by_a_score_without_the_film(
    model: Scorer, history: dict[int, float], target: int, data: st.DataObject
) -> None:
    rated = sorted(set(history) - {target})
    if not rated:
        return
    film = data.draw(st.sampled_from(rated))
    candidates = ~np.isin(model.item_ids, rated)
    found = counterfactual(model.score, history, place=model.index[target], without=film, candidates=candidates)
    for told, known in ((found.rank, history), (found.rank_without, {i: s for i, s in history.items() if i != film})):
        ranked = sorted(model.score(known)[candidates].tolist(), reverse=True)
        assert told == 1 + ranked.index(float(model.score(known)[model.index[target]]))


@given(some=st.lists(histories([*ITEM_IDS, UNKNOWN], most=30), max_size=6))
@quick
def test_many_histories_score_as_each_of_them_does(model: Scorer, some: list[dict[int, float]]) -> None:
    scores = model.score_many(some)
    assert scores.dtype == np.float32
    assert scores.shape == (len(some), len(model.item_ids))
    for row, history in zip(scores, some, strict=True):
        np.testing.assert_allclose(row, model.score(history), atol=2e-5, rtol=2e-5)


def test_one_of_many_that_is_no_rating_is_refused(model: Scorer) -> None:
    with pytest.raises(InvalidRating):
        model.score_many([SOME, {ITEM_IDS[0]: 6.0}])


@given(history=histories([*ITEM_IDS, UNKNOWN], most=30), start=st.integers(0, 50))
@quick
def test_what_was_scored_is_explained_as_if_it_were_scored_again(
    model: Scorer, history: dict[int, float], start: int
) -> None:
    targets = np.arange(len(model.item_ids))[start:][::-1]
    scored = model.scored(history)
    np.testing.assert_array_equal(scored.scores, model.score(history))
    parts, again = scored.contributions(targets), model.contributions(history, model.item_ids[targets])
    np.testing.assert_array_equal(parts.constant, again.constant)
    np.testing.assert_array_equal(parts.by_film, again.by_film)


def test_contributions_of_no_movies_have_no_rows(model: Scorer) -> None:
    assert model.contributions(SOME, np.asarray([], dtype=np.int64)).total.shape == (0,)


@given(history=histories(ITEM_IDS))
@quick
def test_a_model_made_from_its_state_scores_the_same(model: Scorer, history: dict[int, float]) -> None:
    state = model.state()
    again = type(model).from_state(State(json.loads(json.dumps(state.settings)), state.arrays))
    np.testing.assert_array_equal(again.score(history), model.score(history))
    np.testing.assert_array_equal(again.item_ids, model.item_ids)


def test_a_state_holds_no_objects(model: Scorer) -> None:
    assert not [name for name, array in model.state().arrays.items() if array.dtype.hasobject]


def test_a_state_without_one_of_its_arrays_is_refused(model: Scorer) -> None:
    state = model.state()
    for name in state.arrays:
        rest = {other: array for other, array in state.arrays.items() if other != name}
        with pytest.raises(ModelError):
            type(model).from_state(State(state.settings, rest))


@pytest.mark.parametrize("name", MODEL_NAMES)
def test_the_same_seed_gives_the_same_model_and_a_second_fit_forgets_the_first(
    name: str, tiny: Dataset, world: Dataset, fitted: Fitted
) -> None:
    model = small_model(name).fit(tiny)
    assert set(model.index) == set(tiny.catalog.item_ids.tolist())
    assert model.fit(world) is model
    assert set(model.index) == set(world.catalog.item_ids.tolist())
    np.testing.assert_array_equal(model.score(SOME), fitted(name).score(SOME))
    np.testing.assert_array_equal(model.item_ids, world.catalog.item_ids)


@pytest.mark.parametrize("name", MODEL_NAMES)
def test_progress_ends_at_one(name: str, tiny: Dataset) -> None:
    told: list[tuple[str, float]] = []
    small_model(name).fit(tiny, progress=lambda phase, done: told.append((phase, done)))
    assert told
    assert all(0.0 <= done <= 1.0 for _, done in told)
    assert {phase for phase, done in told if done == 1.0} == {phase for phase, _ in told}


def _bare(count: int) -> Catalog:
    return Catalog(Movie(item_id, f"Film {item_id}") for item_id in range(1, count + 1))


ODD_WORLDS = {
    "a single user": world_of(tiny_catalog(), {11: TINY_RATINGS[11]}),
    "a single rating": world_of(tiny_catalog(), {11: {10: 5.0}}),
    "only dislikes": world_of(tiny_catalog(), {11: {10: 1.0, 20: 2.0}, 12: {10: 2.5, 30: 0.5}}),
    "no genres, years or words": world_of(_bare(5), {1: {1: 5.0, 2: 2.0}, 2: {1: 4.0, 3: 4.0}}),
    "a single movie": world_of(_bare(1), {1: {1: 5.0}, 2: {1: 2.0}}),
}


@pytest.mark.parametrize("name", MODEL_NAMES)
@pytest.mark.parametrize("odd", ODD_WORLDS)
def test_odd_data_do_not_crash(name: str, odd: str) -> None:
    dataset = ODD_WORLDS[odd]
    model = small_model(name).fit(dataset)
    for history in (
        {},
        {int(dataset.catalog.item_ids[0]): 5.0},
        dict.fromkeys(dataset.catalog.item_ids.tolist(), 1.5),
    ):
        scores = model.score(history)
        assert scores.shape == (len(dataset.catalog),)
        assert np.isfinite(scores).all()
        np.testing.assert_allclose(model.contributions(history, model.item_ids).total, scores, atol=1e-4, rtol=1e-5)


def test_an_unknown_method_is_refused_by_name() -> None:
    with pytest.raises(MatineeError, match="no model is called «magic»; there are: default, popular"):
        make_model("magic")


@pytest.mark.parametrize("name", MODEL_NAMES)
def test_an_unknown_setting_is_refused(name: str) -> None:
    with pytest.raises(MatineeError, match="does not take that setting"):
        make_model(name, wizardry=3)


def test_the_default_method_is_what_is_made_without_a_name() -> None:
    assert make_model().name == "default"


def test_another_seed_gives_another_hybrid(tiny: Dataset) -> None:
    one, other = (small_model("hybrid", seed=seed).fit(tiny).score({}) for seed in (0, 1))
    assert not np.array_equal(one, other)


def test_the_tiny_world_is_what_its_description_says() -> None:
    dataset = tiny_world()
    assert (len(dataset.catalog), len(dataset.user_ids), len(dataset.ratings)) == (8, 6, 16)
