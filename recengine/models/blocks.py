"""Many histories scored in little memory."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np

from recengine.arrays import Floats, History, Ints
from recengine.models.base import Scorer

AT_ONCE = 16_000_000
"""So many scores make a block, 64 MB of them: products of large matrices take less time a row."""


class Scoring(Protocol):
    """Whatever scores a history: every `Scorer`, and peers that can do no more than this."""

    item_ids: Ints

    def score(self, history: History) -> Floats:
        """Scores of all items, shape (items,), aligned with `item_ids`."""


def in_blocks(model: Scoring, histories: Sequence[History]) -> Iterator[tuple[slice, Floats]]:
    """Scores of many histories, a block of them at a time.

    Returns
    -------
    Which of the histories a block is of, and their scores, float32, shape (block, items)
    """
    size = max(1, AT_ONCE // max(len(model.item_ids), 1))
    for first in range(0, len(histories), size):
        some = histories[first : first + size]
        yield slice(first, first + len(some)), _scores(model, some)


def _scores(model: Scoring, histories: Sequence[History]) -> Floats:
    if isinstance(model, Scorer):
        return model.score_many(histories)
    return np.stack([np.asarray(model.score(history), dtype=np.float32) for history in histories])
