"""Many histories, block by block."""

import numpy as np
import pytest

from recengine.arrays import Floats, History, Ints
from recengine.errors import InvalidRating
from recengine.models import blocks
from recengine.models.blocks import score_each
from tests.recengine.conftest import Fitted


class Peer:
    """Scores items by the number of ratings, and knows no more than one history."""

    item_ids: Ints = np.asarray([7, 8, 9])

    def score(self, history: History) -> Floats:
        return np.full(3, len(history), dtype=np.float32)


HISTORIES = [{7: 4.0}, {}, {7: 1.0, 8: 2.0}, {9: 5.0}, {8: 3.0}]


def test_who_knows_one_history_is_asked_for_each() -> None:
    assert [scores.tolist() for scores in score_each(Peer(), HISTORIES)] == [[n] * 3 for n in (1, 0, 2, 1, 1)]


@pytest.mark.parametrize("rows", [1, 2, 5, 100])
def test_in_blocks_of_any_size_every_history_is_scored_in_its_place(
    monkeypatch: pytest.MonkeyPatch, fitted: Fitted, rows: int
) -> None:
    model = fitted("default")
    histories: list[History] = [dict.fromkeys(model.item_ids[:n].tolist(), 4.0) for n in (3, 0, 25, 1, 7)]
    monkeypatch.setattr(blocks, "AT_ONCE", rows * len(model.item_ids))
    for scores, history in zip(score_each(model, histories), histories, strict=True):
        np.testing.assert_allclose(scores, model.score(history), atol=2e-5, rtol=2e-5)


def test_no_histories_have_no_scores_and_what_is_no_rating_is_refused(fitted: Fitted) -> None:
    assert list(score_each(fitted("default"), [])) == []
    with pytest.raises(InvalidRating):
        list(score_each(fitted("popular"), [{1: 7.0}]))
