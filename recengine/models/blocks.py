"""Many histories scored in little memory."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np

from recengine.arrays import Floats, History, Ints
from recengine.models.base import Scorer

AT_ONCE = 16_000_000
"""So many scores of each part of a model are worked out at once, 64 MB: products of large matrices take less time."""


class Scoring(Protocol):
    """Whatever scores a history: every `Scorer`, and peers that can do no more than this."""

    item_ids: Ints

    def score(self, history: History) -> Floats:
        """Scores of all items, shape (items,), aligned with `item_ids`."""


def score_each(model: Scoring, histories: Sequence[History]) -> Iterator[Floats]:
    """Scores of all items for each of many histories, in their order, in memory that their number does not change.

    Raises
    ------
    InvalidRating
        Where one of them holds what is no rating.
    """
    if not isinstance(model, Scorer):
        yield from (np.asarray(model.score(history), dtype=np.float32) for history in histories)
        return
    size = max(1, AT_ONCE // max(len(model.item_ids), 1))
    for first in range(0, len(histories), size):
        yield from model.score_each_encoded([model.encode(history) for history in histories[first : first + size]])
