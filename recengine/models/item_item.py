"""Item-item: which movies go together, solved in closed form for histories with most ratings hidden."""

from typing import TYPE_CHECKING, Self

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.history import Encoded
from recengine.joining import Joining, with_joined
from recengine.models.base import Contributions, Scorer, State, require
from recengine.progress import Progress, silent

if TYPE_CHECKING:
    from recengine.dataset import Dataset

NEUTRAL_STARS = 3.5
"""A rating of this many stars says «chose to see it», and neither for nor against it."""


class ItemItemModel(Scorer):
    """A linear autoencoder over what was seen and how it was rated, learned under dropout.

    Each rated movie gives two features, «seen» (1) and «stars above or below 3.5»; the target is to like the movies
    that were hidden. With a share `dropout` of each history hidden at random, the expected squared error has a
    closed-form minimum, a ridge regression whose off-diagonal second moments shrink by (1 - dropout)². A high
    dropout trains for short histories. An intercept keeps what a stranger would be told, so that little evidence
    moves little.

    Sources: H. Steck, «Embarrassingly shallow autoencoders for sparse data» (WWW 2019), and «Autoencoders that
    don't overfit towards the identity» (NeurIPS 2020) for the closed form under dropout. Rating values as second
    feature block, the intercept and the weighting of users are ours.

    Parameters
    ----------
    dropout
        Share of each history that is hidden while learning, between 0 and 1.
    ridge
        L2 penalty on the weights.
    user_power
        A user with n ratings weighs n to the power of minus this.
    min_ratings, max_items
        Movies with fewer ratings than `min_ratings` take no part, and no more than the `max_items` most rated:
        cost grows with the cube of their number. The others score the lowest intercept.
    """

    name = "item-item"

    def __init__(
        self,
        *,
        dropout: float = 0.98,
        ridge: float = 1.0,
        user_power: float = 0.25,
        min_ratings: int = 10,
        max_items: int = 3000,
        seed: int = 0,
    ) -> None:
        self.dropout = dropout
        self.ridge = ridge
        self.user_power = user_power
        self.min_ratings = min_ratings
        self.max_items = max_items

    def fit(self, dataset: "Dataset", *, progress: Progress = silent) -> Self:
        from recengine.models.item_item_solve import choose_items, solve

        self._learns(dataset)
        self._members = choose_items(dataset, min_ratings=self.min_ratings, max_items=self.max_items)
        progress("solving item-item weights", 0.0)
        self._weights, self._intercept = solve(
            dataset, self._members, dropout=self.dropout, ridge=self.ridge, user_power=self.user_power
        )
        self._prepare()
        progress("solving item-item weights", 1.0)
        return self

    def _prepare(self) -> None:
        self._place = np.full(len(self.item_ids), -1, dtype=np.int64)
        self._place[self._members] = np.arange(len(self._members))
        floor = float(self._intercept.min()) if len(self._intercept) else 0.0
        self._base: Floats = np.full(len(self.item_ids), floor, dtype=np.float32)
        self._base[self._members] = self._intercept

    def _join(self, joining: Joining) -> None:
        given, found = (joining.on(self._members, weights) for weights in (joining.given, joining.found))
        seen, stars = np.split(self._weights, 2)
        self._weights = np.concatenate([with_joined(block, given, found) for block in (seen, stars)])
        self._intercept = np.append(self._intercept, joining.as_found(self._base))
        self._members = np.append(self._members, np.arange(joining.known, len(joining.catalog)))
        self._prepare()

    def score_encoded(self, rated: Encoded) -> Floats:
        scores = self._base.copy()
        rows, weights = self._rows(rated)
        if len(rows):
            scores[self._members] += weights @ self._weights[rows]
        return scores

    def contributions_encoded(self, rated: Encoded, targets: Ints) -> Contributions:
        by_film = np.zeros((len(targets), len(rated)), dtype=np.float32)
        columns = self._place[targets]
        inside = np.flatnonzero(columns >= 0)
        known = np.flatnonzero(self._place[rated.indices] >= 0)
        rows, weights = self._rows(rated)
        if len(known) and len(inside):
            parts = weights[:, None] * self._weights[np.ix_(rows, columns[inside])]
            by_film[np.ix_(inside, known)] = (parts[: len(known)] + parts[len(known) :]).T
        return Contributions(self._base[targets], by_film, self.item_ids[rated.indices])

    def _rows(self, rated: Encoded) -> tuple[Ints, Floats]:
        """Rows of the weight matrix that a history uses, and their values: the seen block, then the stars block."""
        place = self._place[rated.indices]
        known = place >= 0
        seen = place[known]
        stars = rated.stars[known] - np.float32(NEUTRAL_STARS)
        rows = np.concatenate([seen, seen + len(self._members)])
        return rows, np.concatenate([np.ones(len(seen), dtype=np.float32), stars])

    def state(self) -> State:
        settings = {name: getattr(self, name) for name in _SETTINGS}
        arrays: dict[str, np.ndarray] = {
            "item_ids": self.item_ids,
            "members": self._members,
            "weights": self._weights,
            "intercept": self._intercept,
        }
        return State(settings, arrays)

    @classmethod
    def from_state(cls, state: State) -> Self:
        model = cls(**state.settings)
        model.item_ids, model._members, model._weights, model._intercept = require(
            state, "item_ids", "members", "weights", "intercept"
        )
        model._prepare()
        return model


_SETTINGS = ("dropout", "ridge", "user_power", "min_ratings", "max_items")
