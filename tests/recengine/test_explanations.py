"""Reasons made of contributions."""

import numpy as np
import pytest

from recengine.explanations import Counterfactual, counterfactual, reasons
from recengine.models.base import Contributions
from tests.recengine.worlds import TableScorer


def _contributions() -> Contributions:
    return Contributions(
        constant=np.asarray([1.0, 2.0, 0.5], dtype=np.float32),
        by_film=np.asarray([[0.5, -0.25], [0.0, 0.0], [1.0, 1.0]], dtype=np.float32),
        rated_ids=np.asarray([7, 9]),
    )


def test_without_contenders_a_contribution_is_the_models_own() -> None:
    first, second, third = reasons(_contributions(), {7: 5.0, 9: 1.0}, count=3)
    assert (first.score, first.constant) == (1.25, 1.0)
    assert [(f.item_id, f.stars, f.contribution) for f in first.films] == [(7, 5.0, 0.5), (9, 1.0, -0.25)]
    assert first.main is first.films[0]
    assert first.against is first.films[1]
    assert (second.main, second.against) == (None, None)
    assert third.against is None


def test_contenders_means_go_into_the_constant_and_the_sum_stays() -> None:
    (first,) = reasons(_contributions(), {7: 5.0, 9: 1.0}, count=1)  # means of the others: 0.5 and 0.5
    assert [(f.item_id, f.contribution) for f in first.films] == [(7, 0.0), (9, -0.75)]
    assert (first.score, first.constant) == (1.25, 2.0)
    assert first.main is None
    assert first.against is not None


def test_totals_are_the_scores() -> None:
    assert _contributions().total.tolist() == [1.25, 2.0, 2.5]


MODEL = TableScorer({1: 3.0, 2: 2.0, 3: 1.0, 4: 0.0}, {4: {3: 1.0}, 1: {2: -1.0}})


@pytest.mark.parametrize(
    ("history", "item_id", "without", "ranks"),
    [
        ({4: 5.0}, 3, 4, (1, 3)),  # 1 + 2 = 3 ties with the first, and a tie stands no worse
        ({4: 4.0}, 3, 4, (2, 3)),
        ({1: 5.0, 4: 5.0}, 2, 1, (3, 3)),  # 0 behind 3 and 3, then 2 behind 3 and 3
        ({4: 5.0}, 1, 2, (1, 1)),  # a film that was not rated
    ],
)
def test_ranks_are_worked_out_by_hand(
    history: dict[int, float], item_id: int, without: int, ranks: tuple[int, int]
) -> None:
    everything = np.ones(4, dtype=bool)
    found = counterfactual(MODEL.score, history, place=MODEL.index[item_id], without=without, candidates=everything)
    assert found == Counterfactual(without, *ranks)


def test_only_candidates_count() -> None:
    candidates = np.asarray([False, False, True, True])
    found = counterfactual(MODEL.score, {4: 4.0}, place=MODEL.index[3], without=4, candidates=candidates)
    assert (found.rank, found.rank_without) == (1, 1)
