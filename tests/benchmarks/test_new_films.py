"""Films taken out and added again: what is measured, worked out by hand."""

import math
from dataclasses import replace

import numpy as np
import pytest

from benchmarks.new_films.measuring import area, measure
from benchmarks.new_films.splitting import World, take_out
from recengine.catalog import Catalog, Movie
from recengine.errors import DatasetError
from recengine.evaluation.splitting import HeldOutUser
from tests.recengine.worlds import two_tastes


def test_the_area_is_the_chance_to_stand_before_another() -> None:
    liked = np.asarray([True, False, False, True])
    # The first stands before both others; the last behind one and level with the other: (2 + 0.5) / 4.
    assert area(np.asarray([4.0, 3.0, 2.0, 2.0], dtype=np.float32), liked) == pytest.approx(2.5 / 4)
    assert area(np.zeros(4, dtype=np.float32), liked) == pytest.approx(0.5)


def test_new_films_are_measured_among_themselves_and_among_all() -> None:
    movies = [Movie(i, f"Film {i}") for i in range(1, 15)]
    cut = replace(two_tastes(), catalog=Catalog(movies[:12]))
    user = HeldOutUser(7, (1, 2, 13, 14), (5.0, 4.0, 5.0, 1.0))
    world = World(two_tastes(), cut, tuple(movies[12:]), (user,))

    def score(history: object) -> tuple[np.ndarray, np.ndarray]:
        assert history == {1: 5.0}
        return np.arange(12, 0, -1).astype(np.float32), np.asarray([20.0, 0.5], dtype=np.float32)

    found = measure(score, world, 1)
    # 13 stands before 14; of the best ten one is new; 2 is the first of the others, as 1 was given.
    assert (found.auc, found.ndcg, found.share, found.old_ndcg) == (1.0, 1.0, 0.1, 1.0)
    assert not math.isnan(found.auc)


def test_films_are_taken_out_with_their_ratings_and_come_back_with_few() -> None:
    world = take_out(two_tastes(), films=5, seed=0)
    out = {movie.item_id for movie in world.films}
    assert len(out) == 5
    assert not out & set(world.cut.catalog.item_ids.tolist())
    assert not out & set(world.cut.ratings["item_id"])
    few = world.with_few(2).ratings
    assert few[few["item_id"].isin(out)].groupby("item_id").size().tolist() == [2] * 5


def test_too_few_films_are_refused() -> None:
    with pytest.raises(DatasetError, match="too few films"):
        take_out(two_tastes(), films=50, seed=0)
