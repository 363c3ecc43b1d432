"""What films are worth by their ratings alone."""

import numpy as np
import pytest

from recengine.dataset import Dataset
from recengine.elicitation.worth import helf, log_popularity_entropy, popularity
from recengine.statistics import ItemStatistics
from tests.recengine.worlds import HEAT, NOTTING_HILL, UNSEEN

HEAT_ENTROPY, NOTTING_HILL_ENTROPY = 0.811278, 0.918296
"""Of 3 likes and 1 dislike, and of 2 likes and 1 dislike."""


def test_popularity_is_the_log_of_the_number_of_ratings(tiny: Dataset) -> None:
    worth, place = popularity(ItemStatistics.of(tiny)), tiny.catalog.index_of
    assert worth[place(HEAT)] == pytest.approx(np.log(5))
    assert worth[place(UNSEEN)] == 0


def test_worth_is_known_times_divided(tiny: Dataset) -> None:
    worth, place = log_popularity_entropy(ItemStatistics.of(tiny)), tiny.catalog.index_of
    assert worth[place(HEAT)] == pytest.approx(np.log(5) ** 2 * (0.5 + HEAT_ENTROPY), rel=1e-5)
    assert worth[place(NOTTING_HILL)] == pytest.approx(np.log(4) ** 2 * (0.5 + NOTTING_HILL_ENTROPY), rel=1e-5)
    assert worth[place(UNSEEN)] == 0


def test_helf_is_the_harmonic_mean_of_shares(tiny: Dataset) -> None:
    worth, place = helf(ItemStatistics.of(tiny)), tiny.catalog.index_of
    divided = HEAT_ENTROPY / np.log2(3)
    assert worth[place(HEAT)] == pytest.approx(2 * divided / (1 + divided), rel=1e-5)
    assert worth[place(UNSEEN)] == 0


def test_where_nobody_rated_anything_no_film_is_worth_more_than_another() -> None:
    nothing = ItemStatistics(*(np.zeros(3, dtype=np.float32) for _ in range(4)))
    for worth in (popularity, log_popularity_entropy, helf):
        np.testing.assert_array_equal(worth(nothing), np.zeros(3))
