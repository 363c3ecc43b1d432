"""What a newcomer is asked."""

import numpy as np
import pytest

from recengine.dataset import Dataset
from recengine.elicitation import PER_SCREEN, films_to_ask, worth_asking
from recengine.statistics import ItemStatistics
from tests.recengine.worlds import HEAT, NOTTING_HILL, UNSEEN, crime_ids, romance_ids


@pytest.fixture(scope="module")
def statistics(world: Dataset) -> ItemStatistics:
    return ItemStatistics.of(world)


def test_worth_is_known_times_divided(tiny: Dataset) -> None:
    worth = worth_asking(ItemStatistics.of(tiny))
    place = tiny.catalog.index_of
    assert worth[place(HEAT)] == pytest.approx(np.log(5) ** 2 * (0.5 + 0.811278), rel=1e-5)
    assert worth[place(NOTTING_HILL)] == pytest.approx(np.log(4) ** 2 * (0.5 + 0.918296), rel=1e-5)
    assert worth[place(UNSEEN)] == 0


def test_a_screen_of_different_known_films_is_asked(world: Dataset, statistics: ItemStatistics) -> None:
    asked = films_to_ask(world.catalog, statistics)
    assert len(asked) == len(set(asked)) == PER_SCREEN
    worth = worth_asking(statistics)
    assert asked[0] == world.catalog.item_ids[worth.argmax()]
    ratings = statistics.ratings[world.catalog.indices_of(asked)]
    assert ratings.min() > np.median(statistics.ratings)


def test_a_screen_shows_both_tastes(world: Dataset, statistics: ItemStatistics) -> None:
    asked = set(films_to_ask(world.catalog, statistics))
    assert asked & set(crime_ids(world))
    assert asked & set(romance_ids(world))


def test_no_film_is_asked_twice_until_there_are_none_left(world: Dataset, statistics: ItemStatistics) -> None:
    asked: list[int] = []
    while screen := films_to_ask(world.catalog, statistics, exclude=frozenset(asked), count=7):
        asked += screen
    assert sorted(asked) == sorted(world.catalog.item_ids.tolist())


def test_asking_changes_no_statistics(world: Dataset, statistics: ItemStatistics) -> None:
    before = {name: array.copy() for name, array in statistics.arrays().items()}
    first = films_to_ask(world.catalog, statistics, exclude=frozenset(crime_ids(world)))
    assert films_to_ask(world.catalog, statistics, exclude=frozenset(crime_ids(world))) == first
    for name, array in statistics.arrays().items():
        np.testing.assert_array_equal(array, before[name])


def test_a_film_that_fits_is_asked_earlier(world: Dataset, statistics: ItemStatistics) -> None:
    plain = films_to_ask(world.catalog, statistics, count=20)
    fits = plain[12]
    scores = np.where(world.catalog.item_ids == fits, 3.0, 0.0).astype(np.float32)
    assert films_to_ask(world.catalog, statistics, scores=scores, count=20).index(fits) < 6


def test_scores_that_tell_nothing_change_nothing(world: Dataset, statistics: ItemStatistics) -> None:
    flat = np.ones(len(world.catalog), dtype=np.float32)
    assert films_to_ask(world.catalog, statistics, scores=flat) == films_to_ask(world.catalog, statistics)
