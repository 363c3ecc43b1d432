"""What critiques move along, and when «shorter» makes sense."""

from dataclasses import replace

import numpy as np

from recengine.attributes import AXES, Attributes, can_shorten
from recengine.catalog import Catalog
from recengine.critiques import Direction
from recengine.dataset import Dataset
from recengine.likeness import Likeness
from recengine.statistics import ItemStatistics
from tests.recengine.worlds import HEAT, NOTTING_HILL, UNSEEN


def test_each_direction_but_different_has_an_axis_and_what_is_not_known_is_nan(tiny: Dataset) -> None:
    statistics = ItemStatistics.of(tiny)
    attributes = Attributes(tiny.catalog, statistics, Likeness(tiny.catalog, statistics.ratings))
    assert {*Direction} - {*AXES} == {Direction.DIFFERENT}
    for name, sign in AXES.values():
        assert attributes.axis(name).values.shape == (len(tiny.catalog),)
        assert abs(sign) == 1
    assert np.flatnonzero(np.isnan(attributes.axis("year").values)).tolist() == [tiny.catalog.index_of(UNSEEN)]
    assert np.isnan(attributes.axis("minutes").values).all()


def test_shorter_is_offered_where_half_of_the_ratings_are_of_films_with_a_running_time(tiny: Dataset) -> None:
    statistics = ItemStatistics.of(tiny)  # 16 ratings: 4 of Heat, 3 of Notting Hill

    def offered(*known: int) -> bool:
        timed = (replace(movie, minutes=100) if movie.item_id in known else movie for movie in tiny.catalog)
        return can_shorten(Catalog(timed), statistics)

    everything = tiny.catalog.item_ids.tolist()
    assert offered(*everything)
    assert not offered(HEAT, NOTTING_HILL, UNSEEN)
    assert offered(*(item for item in everything if item not in {HEAT, NOTTING_HILL}))
    nobody = ItemStatistics(*(np.zeros(len(everything), dtype=np.float32) for _ in range(4)))
    assert not can_shorten(tiny.catalog, nobody)
