"""Figures of the critiques benchmark, worked out by hand."""

import numpy as np
import pytest

from benchmarks.critiques.measuring import Row, joined, measure
from benchmarks.critiques.tables import met, show
from recengine.critiques import Direction
from recengine.dataset import Dataset
from recengine.recommender import Recommender
from recengine.statistics import ItemStatistics
from tests.recengine.worlds import ALIEN, AMELIE, COLLATERAL, HEAT, UNSEEN, TableScorer, tiny_world


def _row(before: list[float], after: list[float], *, sign: float = 1.0) -> Row:
    match = np.full(len(before), 50.0, dtype=np.float32)
    return Row("x", sign, np.asarray(before, np.float32), np.asarray(after, np.float32), match, 0.96 * match, 1)


def test_a_list_counts_as_moved_only_where_it_went_the_way_asked_for() -> None:
    row = _row([1, 2, 3, 4], [2, 2, 2, 5])
    assert (row.moved, row.stuck, row.lost) == (0.5, 0.25, pytest.approx(0.04, abs=1e-5))
    assert _row([1, 2, 3, 4], [2, 2, 2, 5], sign=-1).moved == 0.25
    assert not met(row)
    assert met(_row([1.0, 2.0], [2.0, 3.0]))
    both = joined([row, _row([1.0], [0.0])])
    assert (len(both.before), both.moved, both.dropped) == (5, 0.4, 2)


def test_the_table_is_measured_on_lists_with_and_without_each_critique(capsys: pytest.CaptureFixture[str]) -> None:
    tiny: Dataset = tiny_world()
    base = {item: float(10 - place) for place, item in enumerate(tiny.catalog.item_ids.tolist())}
    recommender = Recommender(TableScorer(base), tiny.catalog, ItemStatistics.of(tiny))
    rows = measure(recommender, [{UNSEEN: 3.0}, {ALIEN: 4.0}, {COLLATERAL: 2.0, AMELIE: 5.0}])
    assert {*rows} == {*Direction}
    assert len(rows[Direction.SHORTER].before) == 0  # no running time is known
    assert len(rows[Direction.NEWER].before) == 3
    assert rows[Direction.NEWER].moved > 0
    assert recommender.catalog[HEAT].year == 1995
    again = measure(recommender, [{UNSEEN: 3.0}], times=2, named=False)
    show({direction: row for direction, row in again.items() if len(row.before)}, title="tiny")
    assert "| newer | mean year | 1 |" in capsys.readouterr().out
