"""Many histories, block by block."""

import numpy as np
import pytest

from recengine.arrays import Floats, History, Ints
from recengine.models import blocks
from recengine.models.blocks import in_blocks
from tests.recengine.conftest import Fitted


class Peer:
    """Scores items by the number of ratings, and knows no more than one history."""

    item_ids: Ints = np.asarray([7, 8, 9])

    def score(self, history: History) -> Floats:
        return np.full(3, len(history), dtype=np.float32)


HISTORIES = [{7: 4.0}, {}, {7: 1.0, 8: 2.0}, {9: 5.0}, {8: 3.0}]


@pytest.mark.parametrize(("at_once", "sizes"), [(100, [5]), (6, [2, 2, 1]), (1, [1] * 5)])
def test_blocks_hold_no_more_scores_than_allowed_and_cover_all_histories(
    monkeypatch: pytest.MonkeyPatch, at_once: int, sizes: list[int]
) -> None:
    monkeypatch.setattr(blocks, "AT_ONCE", at_once)
    found = list(in_blocks(Peer(), HISTORIES))
    assert [len(scores) for _, scores in found] == sizes
    assert np.concatenate([scores for _, scores in found])[:, 0].tolist() == [1, 0, 2, 1, 1]
    assert [history for rows, _ in found for history in HISTORIES[rows]] == HISTORIES


def test_a_scorer_is_asked_for_a_block_at_once(fitted: Fitted) -> None:
    model = fitted("default")
    histories = [{int(item_id): 4.0} for item_id in model.item_ids[:5]]
    ((rows, scores),) = in_blocks(model, histories)
    assert rows == slice(0, 5)
    np.testing.assert_array_equal(scores, model.score_many(histories))


def test_no_histories_are_no_blocks() -> None:
    assert list(in_blocks(Peer(), [])) == []
