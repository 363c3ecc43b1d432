"""EASE, the item-item peer as published: the yardstick that Matinee's own models are held against."""

from typing import TYPE_CHECKING, Self

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.columns import LIKE
from recengine.history import Encoded
from recengine.joining import Joining, longer, with_joined
from recengine.models.base import Contributions, Scorer, State, require
from recengine.progress import Progress, silent

if TYPE_CHECKING:
    from recengine.dataset import Dataset

POPULARITY_SHARE = 1e-6
"""Far below any weight: popularity only orders the movies on which the weights say nothing."""


class EaseModel(Scorer):
    """Item-item weights from likes in closed form (H. Steck, WWW 2019).

    Movies that the weights do not tell apart (as when nothing liked is given) are ordered by popularity.

    Parameters
    ----------
    strength
        The L2 penalty λ.
    max_items
        Only this many of the most liked movies take part: cost grows with the cube of their number.
    """

    name = "ease"

    def __init__(self, *, strength: float = 1000.0, max_items: int = 4000, seed: int = 0) -> None:
        self.strength = strength
        self.max_items = max_items

    def fit(self, dataset: "Dataset", *, progress: Progress = silent) -> Self:
        from recengine.models.ease_solve import solve

        self._learns(dataset)
        likes = np.asarray(dataset.liked.sum(axis=0), dtype=np.float32).ravel()
        self._members: Ints = np.sort(np.argsort(-likes, kind="stable")[: self.max_items])
        progress("solving EASE", 0.0)
        self._weights: Floats = solve(dataset.liked[:, self._members], strength=self.strength)
        self._popularity: Floats = likes * np.float32(POPULARITY_SHARE)
        self._prepare()
        progress("solving EASE", 1.0)
        return self

    def _prepare(self) -> None:
        self._place = np.full(len(self.item_ids), -1, dtype=np.int64)
        self._place[self._members] = np.arange(len(self._members))

    def _join(self, joining: Joining) -> None:
        given, found = (joining.on(self._members, weights) for weights in (joining.given, joining.found))
        self._weights = with_joined(self._weights, given, found)
        self._popularity = longer(self._popularity, joining.as_found(self._popularity))
        self._members = np.append(self._members, np.arange(joining.known, len(joining.catalog)))
        self._prepare()

    def score_encoded(self, rated: Encoded) -> Floats:
        scores = self._popularity.copy()
        scores[self._members] += self._weights[self._liked_rows(rated)].sum(axis=0)
        return scores

    def contributions_encoded(self, rated: Encoded, targets: Ints) -> Contributions:
        by_film = np.zeros((len(targets), len(rated)), dtype=np.float32)
        inside = np.flatnonzero(self._place[targets] >= 0)
        liked = np.flatnonzero((self._place[rated.indices] >= 0) & (rated.stars >= LIKE))
        rows, columns = self._place[rated.indices[liked]], self._place[targets[inside]]
        by_film[np.ix_(inside, liked)] = self._weights[np.ix_(rows, columns)].T
        return Contributions(self._popularity[targets], by_film, self.item_ids[rated.indices])

    def _liked_rows(self, rated: Encoded) -> Ints:
        place = self._place[rated.indices[rated.stars >= LIKE]]
        return place[place >= 0]

    def state(self) -> State:
        arrays: dict[str, np.ndarray] = {
            "item_ids": self.item_ids,
            "members": self._members,
            "weights": self._weights,
            "popularity": self._popularity,
        }
        return State({"strength": self.strength, "max_items": self.max_items}, arrays)

    @classmethod
    def from_state(cls, state: State) -> Self:
        model = cls(**state.settings)
        model.item_ids, model._members, model._weights, model._popularity = require(
            state, "item_ids", "members", "weights", "popularity"
        )
        model._prepare()
        return model
