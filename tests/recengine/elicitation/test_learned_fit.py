"""Learning who has seen what, and what answers teach."""

import numpy as np
import pytest

from recengine.catalog import Catalog, Movie
from recengine.dataset import Dataset
from recengine.datasets.starter import load_starter
from recengine.elicitation import Elicitation, films_to_ask
from recengine.elicitation.learned_fit import LEAST, learn_elicitation, seen_chances
from recengine.elicitation.value_fit import EXTREME, STARS, best_lists, ndcg_of_lists
from recengine.models.popular import PopularModel
from recengine.statistics import ItemStatistics
from tests.recengine.conftest import Fitted
from tests.recengine.worlds import HEAT, UNSEEN, TableScorer, small_model, world_of

TELLING, SILENT = 1, 2
FIRST_KIND, SECOND_KIND = range(10, 30), range(30, 50)


def test_what_somebody_alone_has_rated_is_as_sure_as_anything_gets() -> None:
    chances = seen_chances(np.asarray([[1.0, 0.0]], dtype=np.float32))
    np.testing.assert_allclose(chances, [[1 - LEAST, LEAST]], rtol=1e-5)


def test_films_of_the_same_people_lend_each_other_likelihood() -> None:
    # Two kinds of people; each has rated two thirds of the films that their kind has seen.
    of_their_kind = (np.arange(60)[:, None] % 2) == (np.arange(60) % 2)
    rated = of_their_kind & (np.random.default_rng(1).random((60, 60)) < 2 / 3)
    chances = seen_chances(rated.astype(np.float32))
    assert chances[rated].min() > chances[~of_their_kind].max()
    missed = of_their_kind & ~rated
    assert chances[missed].mean() > 2 * chances[~of_their_kind].mean()
    assert ((chances > 0) & (chances < 1)).all()


def test_ndcg_of_a_list_without_the_films_taken() -> None:
    lists = np.asarray([[0, 1, 2, 3], [0, 2, 3, 1]])
    taken, relevant = np.asarray([True, False, False, False]), np.asarray([False, True, False, True])
    best = 1 + 1 / np.log2(3)
    expected = [(1 + 1 / 2) / best, (1 / np.log2(3) + 1 / 2) / best]
    np.testing.assert_allclose(ndcg_of_lists(lists, taken, relevant, 2), expected, rtol=1e-6)


def test_only_the_first_ten_places_count() -> None:
    lists = np.arange(12)[None]
    taken, relevant = np.zeros(12, dtype=bool), np.arange(12) == 10
    assert ndcg_of_lists(lists, taken, relevant, 1) == [0.0]
    taken[0] = True
    assert ndcg_of_lists(lists, taken, relevant, 1) == pytest.approx([1 / np.log2(11)])


def test_the_best_lists_are_those_of_one_answer_at_a_time(fitted: Fitted, world: Dataset) -> None:
    model, films = fitted("default"), np.asarray([4, 0, 9])
    told: list[float] = []
    lists = best_lists(model, films, lambda phase, done: told.append(done))
    assert lists.shape == (3, 3, len(world.catalog))
    assert told == sorted(told)
    assert told[-1] == pytest.approx(0.9)
    for row, film in enumerate(films):
        for level, stars in enumerate(STARS):
            scores = model.score({int(model.item_ids[film]): stars})[lists[row, level]]
            assert (np.diff(scores) <= 1e-5).all()
            assert sorted(lists[row, level].tolist()) == list(range(len(world.catalog)))


def test_the_answer_that_tells_two_tastes_apart_is_worth_most() -> None:
    catalog = Catalog(Movie(i, f"Film {i}") for i in (TELLING, SILENT, *FIRST_KIND, *SECOND_KIND))
    ratings = {}
    for user in range(40):
        loved = FIRST_KIND if user % 2 else SECOND_KIND
        ratings[user] = {TELLING: 5.0 if user % 2 else 1.0, SILENT: 3.5} | dict.fromkeys(loved, 5.0)
    links = {TELLING: dict.fromkeys(FIRST_KIND, 1.0) | dict.fromkeys(SECOND_KIND, -1.0)}
    model = TableScorer(dict.fromkeys(catalog.item_ids.tolist(), 0.0), links)
    learned = learn_elicitation(model, world_of(catalog, ratings))
    value = dict(zip(learned.item_ids.tolist(), learned.value.tolist(), strict=True))
    assert value[TELLING] == max(value.values()) == EXTREME
    assert value[SILENT] < 0


def test_learning_is_reproducible_and_tells_how_far_it_is(world: Dataset, fitted: Fitted) -> None:
    shares: list[float] = []
    first, second = (
        learn_elicitation(fitted("item-item"), world, progress=lambda phase, done: shares.append(done))
        for _ in range(2)
    )
    for name, array in first.arrays().items():
        np.testing.assert_array_equal(array, second.arrays()[name])
    half = shares[: len(shares) // 2]
    assert half == sorted(half)
    assert (half[0], half[-1]) == (0.0, 1.0)


def test_films_that_nobody_rated_are_not_learned_about(tiny: Dataset) -> None:
    learned = learn_elicitation(small_model("item-item").fit(tiny), tiny)
    assert learned.item_ids[0] == HEAT
    assert sorted([*learned.item_ids.tolist(), UNSEEN]) == sorted(tiny.catalog.item_ids.tolist())
    assert np.isfinite(learned.value).all()


def test_a_single_person_and_film_are_enough_to_go_on() -> None:
    catalog = Catalog([Movie(HEAT, "Heat")])
    alone = world_of(catalog, {1: {HEAT: 1.0}})
    learned = learn_elicitation(PopularModel().fit(alone), alone)
    np.testing.assert_array_equal(learned.value, [0.0])
    assert films_to_ask(catalog, ItemStatistics.of(alone), learned=learned) == [HEAT]
    assert films_to_ask(catalog, ItemStatistics.of(alone), learned=learned, answers={HEAT: None}) == []


@pytest.fixture(scope="module")
def starter() -> tuple[Dataset, Elicitation]:
    dataset = load_starter()
    return dataset, learn_elicitation(small_model("popular").fit(dataset), dataset)


def test_the_first_screen_of_the_starter_catalogue_is_varied(starter: tuple[Dataset, Elicitation]) -> None:
    dataset, learned = starter
    movies = [dataset.catalog[i] for i in films_to_ask(dataset.catalog, ItemStatistics.of(dataset), learned=learned)]
    assert len({movie.decade for movie in movies}) >= 3
    assert len({genre for movie in movies for genre in movie.genres}) >= 5
