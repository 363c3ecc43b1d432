"""Popularity: the movies that most people like, the same for everyone."""

from typing import TYPE_CHECKING, Self

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.history import Encoded
from recengine.joining import Joining, longer
from recengine.models.base import Contributions, Scorer, State, require
from recengine.progress import Progress, silent

if TYPE_CHECKING:
    from recengine.dataset import Dataset


class PopularModel(Scorer):
    """Number of likes of each movie; no history changes it. The floor that every method has to pass."""

    name = "popular"

    def __init__(self, *, seed: int = 0) -> None:
        """The seed is taken and not needed: nothing here is random."""

    def fit(self, dataset: "Dataset", *, progress: Progress = silent) -> Self:
        self._learns(dataset)
        self._likes: Floats = dataset.counts.likes.astype(np.float32)
        progress("counting likes", 1.0)
        return self

    def score_encoded(self, rated: Encoded) -> Floats:
        return self._likes.copy()

    def contributions_encoded(self, rated: Encoded, targets: Ints) -> Contributions:
        nothing = np.zeros((len(targets), len(rated)), dtype=np.float32)
        return Contributions(self._likes[targets], nothing, self.item_ids[rated.indices])

    def _join(self, joining: Joining) -> None:
        self._likes = longer(self._likes, np.maximum(joining.as_given(self._likes), 0.0))

    def state(self) -> State:
        return State({}, {"item_ids": self.item_ids, "likes": self._likes})

    @classmethod
    def from_state(cls, state: State) -> Self:
        model = cls()
        model.item_ids, model._likes = require(state, "item_ids", "likes")
        return model
