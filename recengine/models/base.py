"""What every recommendation method offers: fit on a data set, score any history, say where a score comes from."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from recengine.arrays import Floats, History, Ints
from recengine.errors import ModelError
from recengine.history import Encoded, encode
from recengine.joining import Joining
from recengine.models.scored import Contributions, Scored
from recengine.progress import Progress, silent

if TYPE_CHECKING:  # pandas stays out of serving processes
    from recengine.dataset import Dataset

__all__ = ["Contributions", "Scored", "Scorer", "State", "require"]


@dataclass(frozen=True, slots=True)
class State:
    """A fitted model as plain data: JSON-able settings and named arrays, to be saved without pickle."""

    settings: dict[str, Any]
    arrays: dict[str, np.ndarray]


class Scorer(ABC):
    """A recommendation method.

    A user is not part of a model: the input of `score` is a history, so that people who were not in the training
    data are served like those who were, and a new rating counts at once.

    `score` is defined for any history: ids that the model does not know are ignored, an empty history gives what
    the model would tell a stranger, a rating that is no number from 0.5 to 5 raises `InvalidRating`.
    """

    name: ClassVar[str]

    item_ids: Ints
    """Movie ids, int64, shape (items,); set by `fit` and `from_state`."""

    @abstractmethod
    def fit(self, dataset: "Dataset", *, progress: Progress = silent) -> Self:
        """Learn from a data set and return self; a second call forgets the first."""

    @abstractmethod
    def score_encoded(self, rated: Encoded) -> Floats:
        """Scores of all items for an encoded history, float32, shape (items,)."""

    @abstractmethod
    def contributions_encoded(self, rated: Encoded, targets: Ints) -> Contributions:
        """Summands of the scores of the items at the dense indices `targets`."""

    def scored_encoded(self, rated: Encoded) -> Scored:
        """Scores of all items for an encoded history, with what explains them."""
        return Scored(self.score_encoded(rated), partial(self.contributions_encoded, rated))

    def score_each_encoded(self, rated: Sequence[Encoded]) -> Iterator[Floats]:
        """Scores of all items for each of some encoded histories, in their order; what is common is done at once."""
        return map(self.score_encoded, rated)

    @abstractmethod
    def state(self) -> State:
        """The fitted model as plain data."""

    @classmethod
    @abstractmethod
    def from_state(cls, state: State) -> Self:
        """The model of a `state`.

        Raises
        ------
        ModelError
            Where the state is not one of this method.
        """

    def extended(self, joining: Joining) -> Self:
        """The same model for a catalogue with more movies, found by their content; this one stays as it is.

        Scores of the movies it knew do not change, for whoever rated those alone.

        Raises
        ------
        ModelError
            Where the method has no way to do so.
        """
        model = copy(self)
        model.__dict__.pop("index", None)
        model.item_ids = joining.catalog.item_ids
        model._join(joining)
        return model

    def _join(self, joining: Joining) -> None:
        """Give the movies that join their places; arrays are replaced, never changed."""
        raise ModelError(f"films cannot be added to a model of the kind «{self.name}»")

    def score(self, history: History) -> Floats:
        """Scores of all items for a history; higher is better, the scale is the model's own.

        Returns
        -------
        float32, shape (items,), aligned with `item_ids`
        """
        return self.score_encoded(self.encode(history))

    def scored(self, history: History) -> Scored:
        """The scores of `score`, and what explains them without scoring again."""
        return self.scored_encoded(self.encode(history))

    def score_many(self, histories: Sequence[History]) -> Floats:
        """The scores of `score` for several histories at once, equal but for rounding.

        All are held at once: `recengine.models.blocks` goes through many histories in little memory.

        Returns
        -------
        float32, shape (histories, items)
        """
        rated = [self.encode(history) for history in histories]
        scores = np.empty((len(rated), len(self.item_ids)), dtype=np.float32)
        for row, own in zip(scores, self.score_each_encoded(rated) if rated else (), strict=True):
            row[:] = own
        return scores

    def contributions(self, history: History, item_ids: Ints) -> Contributions:
        """Summands of the scores of some movies, rows in the order of `item_ids`."""
        targets = np.asarray([self.index[int(i)] for i in item_ids], dtype=np.int64)
        return self.contributions_encoded(self.encode(history), targets)

    def encode(self, history: History) -> Encoded:
        """The part of a history that this model knows."""
        return encode(history, self.index)

    @cached_property
    def index(self) -> Mapping[int, int]:
        """Movie id -> dense index."""
        return {item_id: i for i, item_id in enumerate(self.item_ids.tolist())}

    def _learns(self, dataset: "Dataset") -> None:
        """Take over the items of a data set; forget what was cached of another."""
        self.item_ids = dataset.catalog.item_ids
        self.__dict__.pop("index", None)


def require(state: State, *arrays: str) -> tuple[np.ndarray, ...]:
    """Named arrays of a state.

    Raises
    ------
    ModelError
        Where one is missing.
    """
    missing = [name for name in arrays if name not in state.arrays]
    if missing:
        raise ModelError(f"the model file lacks the array «{missing[0]}»; train it again with `matinee train`")
    return tuple(state.arrays[name] for name in arrays)
