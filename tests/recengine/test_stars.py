"""Predicted stars: worked out by hand on made-up arrays, then what holds for any history of a fitted predictor."""

import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recengine.catalog import Catalog, Movie
from recengine.curves import GRID, KNOWN
from recengine.dataset import Dataset
from recengine.errors import InvalidRating, ModelError
from recengine.models.base import State
from recengine.stars import FEW, StarPredictor
from tests.recengine.worlds import (
    TINY_RATINGS,
    UNKNOWN,
    crime_ids,
    histories,
    quick,
    romance_ids,
    tiny_catalog,
    two_tastes,
    world_of,
)

ITEM_IDS = two_tastes().catalog.item_ids.tolist()
SOME = {ITEM_IDS[0]: 5.0, ITEM_IDS[1]: 2.0, ITEM_IDS[4]: 3.0}
SETTINGS = {"seen": 1, "words": 0, "seed": 0}


def by_hand(**changes: Any) -> StarPredictor:
    """Films 10 and 20 of 3 and 4 stars; the second attribute is for the one and against the other."""
    rows = np.ones((len(KNOWN), 1), dtype=np.float32)
    arrays = {
        "item_ids": np.asarray([10, 20]),
        "means": np.asarray([3.0, 4.0], dtype=np.float32),
        "attributes": np.asarray([[1.0], [1.0]], dtype=np.float32),
        "ridge": np.asarray([[1.0]]),
        "counts": np.asarray([0.0, 50.0], dtype=np.float32),
        "star_curves": rows * np.clip(GRID, 0.5, 5.0),
        "match_curves": rows * GRID / 6,
        "errors": rows * np.arange(len(FEW) + 1, dtype=np.float32),
    }
    return StarPredictor.from_state(State(SETTINGS, arrays | changes))


def test_generosity_is_the_shrunk_mean_of_how_far_ratings_lie_above_the_films_means() -> None:
    # Film 10 has 3 stars: 5 are 2 above, shrunk by one to 2 / (1 + 1); both films move by it.
    assert by_hand().predict({10: 5.0}).tolist() == [4.0, 5.0]
    # 2 above and 1 below: 1 / (2 + 1).
    np.testing.assert_allclose(by_hand().predict({10: 5.0, 20: 3.0}), [3 + 1 / 3, 4 + 1 / 3], atol=1e-6)
    assert by_hand().predict({}).tolist() == [3.0, 4.0]


def test_taste_moves_what_shares_an_attribute_and_its_opposite_the_other_way() -> None:
    # Only the second attribute is free: film 10 has it with 1, film 20 with -1. 2 stars above: taste 2 / (1 + 1).
    opposed = by_hand(attributes=np.asarray([[1.0, 1.0], [1.0, -1.0]], dtype=np.float32), ridge=np.diag([1e12, 1.0]))
    np.testing.assert_allclose(opposed.predict({10: 5.0}), [4.0, 3.0], atol=1e-5)


def test_match_and_typical_error_are_read_from_their_tables() -> None:
    np.testing.assert_allclose(by_hand().match({10: 5.0}), [4 / 6, 5 / 6], atol=1e-6)
    # No ratings: the first kind; 50 are fewer than 100, the fifth bound: the fifth kind.
    assert by_hand().typical_error({10: 5.0}).tolist() == [0.0, 4.0]


@pytest.mark.parametrize("name", ["means", "attributes", "ridge", "counts", "star_curves", "match_curves", "errors"])
def test_arrays_that_are_missing_or_do_not_fit_together_are_refused(name: str) -> None:
    state = by_hand().state()
    with pytest.raises(ModelError, match=f"lacks the array «{name}»"):
        StarPredictor.from_state(State(SETTINGS, {n: a for n, a in state.arrays.items() if n != name}))
    with pytest.raises(ModelError, match="do not fit together"):
        by_hand(**{name: np.ones((3, 3), dtype=np.float32)})


@pytest.fixture(scope="module")
def stars(world: Dataset) -> StarPredictor:
    return StarPredictor().fit(world)


@given(history=histories([*ITEM_IDS, UNKNOWN], most=60))
@quick
def test_whatever_was_rated_stars_and_chances_stay_within_their_bounds(
    stars: StarPredictor, history: dict[int, float]
) -> None:
    predicted, match, error = stars.predict(history), stars.match(history), stars.typical_error(history)
    for array in (predicted, match, error):
        assert array.dtype == np.float32
        assert array.shape == stars.item_ids.shape
        assert np.isfinite(array).all()
    assert predicted.min() >= 0.5
    assert predicted.max() <= 5.0
    assert match.min() >= 0.0
    assert match.max() <= 1.0
    assert error.min() > 0.0


@given(history=histories(ITEM_IDS, most=60))
@quick
def test_more_stars_are_never_a_worse_match_and_corrections_keep_the_order(
    stars: StarPredictor, history: dict[int, float]
) -> None:
    raw = stars.raw(stars.encode(history))
    order = np.argsort(raw, kind="stable")
    assert (np.diff(stars.predict(history)[order]) >= 0).all()
    assert (np.diff(stars.match(history)[order]) >= 0).all()


@given(history=histories(ITEM_IDS))
@quick
def test_a_predictor_made_from_its_state_says_the_same(stars: StarPredictor, history: dict[int, float]) -> None:
    state = stars.state()
    again = StarPredictor.from_state(State(json.loads(json.dumps(state.settings)), state.arrays))
    np.testing.assert_array_equal(again.predict(history), stars.predict(history))
    np.testing.assert_array_equal(again.match(history), stars.match(history))
    np.testing.assert_array_equal(again.typical_error(history), stars.typical_error(history))
    assert not [name for name, array in state.arrays.items() if array.dtype.hasobject]


@given(history=histories(ITEM_IDS), item=st.sampled_from(ITEM_IDS))
@quick
def test_more_stars_for_a_film_raise_what_is_said_of_it(
    stars: StarPredictor, history: dict[int, float], item: int
) -> None:
    place = ITEM_IDS.index(item)
    low, high = (stars.raw(stars.encode(history | {item: value}))[place] for value in (1.0, 5.0))
    assert low < high


def test_movies_that_are_not_known_are_ignored(stars: StarPredictor) -> None:
    np.testing.assert_array_equal(stars.predict(SOME | {UNKNOWN: 5.0, -1: 0.5}), stars.predict(SOME))
    np.testing.assert_array_equal(stars.predict({UNKNOWN: 5.0}), stars.predict({}))


def test_the_order_of_a_history_and_the_kind_of_its_numbers_do_not_matter(stars: StarPredictor) -> None:
    as_numpy: dict[Any, Any] = {np.int64(item): np.float32(value) for item, value in reversed(SOME.items())}
    np.testing.assert_allclose(stars.predict(as_numpy), stars.predict(SOME), atol=1e-5)


@pytest.mark.parametrize("value", [math.nan, math.inf, 0.0, 5.1, -3.0])
@pytest.mark.parametrize("item_id", [ITEM_IDS[0], UNKNOWN], ids=["known movie", "unknown movie"])
def test_what_is_no_rating_is_refused(stars: StarPredictor, item_id: int, value: float) -> None:
    for ask in (stars.predict, stars.match, stars.typical_error):
        with pytest.raises(InvalidRating):
            ask({item_id: value})


def test_predicting_changes_neither_the_predictor_nor_the_history(stars: StarPredictor) -> None:
    history = dict(SOME)
    for asked in (history, {}):
        first = stars.predict(asked)
        kept = first.copy()
        first[:] = np.nan
        np.testing.assert_array_equal(stars.predict(asked), kept)
    assert history == SOME


def test_a_stranger_gets_the_order_of_the_films_shrunk_means() -> None:
    # Nothing is known of the films but their ratings, of which each has four: their means decide.
    bare = Catalog(Movie(item_id, f"Film {item_id}") for item_id in (7, 3, 5))
    world = world_of(bare, {user: {3: 2.0, 5: 5.0, 7: 3.5} for user in range(1, 5)})
    predicted = StarPredictor().fit(world).predict({})
    assert predicted[1] < predicted[0] < predicted[2]
    # Shrunk: neither 2 nor 5 stars are believed of four ratings.
    assert 2.0 < predicted[1] < 3.0 < 4.0 < predicted[2] < 5.0


def test_who_dislikes_everything_is_told_lower_stars(stars: StarPredictor) -> None:
    stranger = stars.predict({})
    few, many = (stars.predict(dict.fromkeys(ITEM_IDS[:count], 1.0)) for count in (3, 30))
    assert few.mean() < stranger.mean() - 0.2
    assert many.mean() < few.mean()
    assert stars.match(dict.fromkeys(ITEM_IDS[:30], 1.0)).max() < 0.5


def test_a_taste_shows_in_the_stars_and_in_the_matches(stars: StarPredictor, world: Dataset) -> None:
    crime, romance = crime_ids(world), romance_ids(world)
    history = {crime[0]: 5.0, crime[1]: 4.5, crime[2]: 5.0, romance[0]: 1.5, romance[1]: 2.0}
    for said in (stars.predict(history), stars.match(history)):
        own, other = (said[world.catalog.indices_of(ids[3:])].mean() for ids in (crime, romance))
        assert own > other + 0.3


def test_a_film_that_nobody_rated_gets_a_sensible_estimate(stars: StarPredictor, world: Dataset) -> None:
    unrated = np.flatnonzero(np.asarray(world.seen.sum(axis=0)).ravel() == 0)
    assert len(unrated) == 2
    assert (np.abs(stars.predict({})[unrated] - world.matrix.data.mean()) < 1.0).all()


def test_people_who_were_not_trained_on_are_told_what_is_right_on_average(stars: StarPredictor) -> None:
    others = two_tastes(seed=8)
    predicted, chance, actual = [], [], []
    for user_id in others.user_ids.tolist():
        own = list(others.history(user_id).items())
        rest = others.catalog.indices_of(item for item, _ in own[5:])
        predicted.append(stars.predict(dict(own[:5]))[rest])
        chance.append(stars.match(dict(own[:5]))[rest])
        actual.append([value for _, value in own[5:]])
    error = np.concatenate(predicted) - np.concatenate(actual)
    plain = np.concatenate(actual) - np.mean(np.concatenate(actual))
    assert abs(error.mean()) < 0.15
    assert np.sqrt((error**2).mean()) < 0.85 * np.sqrt((plain**2).mean())
    assert abs(np.concatenate(chance).mean() - (np.concatenate(actual) >= 4).mean()) < 0.08


def test_the_same_seed_gives_the_same_and_a_second_fit_forgets_the_first(
    stars: StarPredictor, world: Dataset, tiny: Dataset
) -> None:
    again = StarPredictor().fit(tiny)
    assert again.predict({70: 5.0}).shape == (8,)
    assert again.fit(world) is again
    np.testing.assert_array_equal(again.predict(SOME), stars.predict(SOME))


def test_progress_ends_at_one(tiny: Dataset) -> None:
    told: list[float] = []
    StarPredictor().fit(tiny, progress=lambda phase, done: told.append(done))
    assert told == sorted(told)
    assert told[-1] == 1.0


def _bare(count: int) -> Catalog:
    return Catalog(Movie(item_id, f"Film {item_id}") for item_id in range(1, count + 1))


ODD_WORLDS = {
    "a single user": world_of(tiny_catalog(), {11: TINY_RATINGS[11]}),
    "a single rating": world_of(tiny_catalog(), {11: {10: 5.0}}),
    "only dislikes": world_of(tiny_catalog(), {11: {10: 1.0, 20: 2.0}, 12: {10: 2.5, 30: 0.5}}),
    "no genres, years or words": world_of(_bare(5), {1: {1: 5.0, 2: 2.0}, 2: {1: 4.0, 3: 4.0}}),
    "a single movie": world_of(_bare(1), {1: {1: 5.0}, 2: {1: 2.0}, 3: {1: 3.0}, 4: {1: 4.0}, 5: {1: 4.0}}),
}


@pytest.mark.parametrize("odd", ODD_WORLDS)
def test_odd_data_do_not_crash(odd: str) -> None:
    dataset = ODD_WORLDS[odd]
    stars = StarPredictor().fit(dataset)
    items = dataset.catalog.item_ids.tolist()
    for history in ({}, {items[0]: 5.0}, dict.fromkeys(items, 1.5)):
        for said in (stars.predict(history), stars.match(history), stars.typical_error(history)):
            assert said.shape == (len(items),)
            assert np.isfinite(said).all()
    assert stars.predict(dict.fromkeys(items, 5.0)).mean() > stars.predict(dict.fromkeys(items, 0.5)).mean()
