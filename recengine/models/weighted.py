"""Weighted hybrids: predictions made apart, each standardised over the catalogue, added with a share each."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.errors import ModelError
from recengine.history import Encoded
from recengine.joining import Joining
from recengine.models.base import Contributions, Scorer, State, require
from recengine.progress import Progress, silent

if TYPE_CHECKING:
    from recengine.dataset import Dataset


class WeightedHybrid(Scorer):
    """Several methods side by side.

    For one history each part's scores are brought to mean 0 and standard deviation 1 over all items; then they are
    added with their shares. Shares and scales are the same for all items of a query, so the sum stays linear in the
    contributions of the rated movies, and explanations stay exact.

    Source: R. Burke, «Hybrid recommender systems: survey and experiments» (UMUAI 2002), weighted hybrid.
    """

    parts: ClassVar[Mapping[str, type[Scorer]]]
    _settings: ClassVar[tuple[str, ...]]
    """Names of the arguments that make the model again."""

    _models: dict[str, Scorer]
    _over: int | None = None
    """Scales are those of the first so many movies, of all where None: those that join later change none of them."""

    @abstractmethod
    def shares(self, known: int) -> dict[str, float]:
        """Share of each part for a history of so many known movies, adding to 1; parts left out have none."""

    def fit(self, dataset: "Dataset", *, progress: Progress = silent) -> Self:
        self._learns(dataset)
        self._over = None
        for model in self._models.values():
            model.fit(dataset, progress=progress)
        return self

    def score_encoded(self, rated: Encoded) -> Floats:
        total = np.zeros(len(self.item_ids), dtype=np.float32)
        for name, share in self.shares(len(rated)).items():
            scores = self._models[name].score_encoded(rated)
            mean, scale = _standard(scores[: self._over], share)
            total += (scores - mean) * scale
        return total

    def contributions_encoded(self, rated: Encoded, targets: Ints) -> Contributions:
        constant = np.zeros(len(targets), dtype=np.float32)
        by_film = np.zeros((len(targets), len(rated)), dtype=np.float32)
        for name, share in self.shares(len(rated)).items():
            model = self._models[name]
            mean, scale = _standard(model.score_encoded(rated)[: self._over], share)
            part = model.contributions_encoded(rated, targets)
            constant += (part.constant - mean) * scale
            by_film += part.by_film * scale
        return Contributions(constant, by_film, self.item_ids[rated.indices])

    def _join(self, joining: Joining) -> None:
        self._models = {name: model.extended(joining) for name, model in self._models.items()}
        self._over = self._over or joining.known

    def state(self) -> State:
        arrays: dict[str, np.ndarray] = {"item_ids": self.item_ids}
        parts: dict[str, Any] = {}
        for name, model in self._models.items():
            state = model.state()
            parts[name] = state.settings
            arrays |= {f"{name}/{key}": array for key, array in state.arrays.items() if key != "item_ids"}
        own = {name: getattr(self, name) for name in self._settings} | {"parts": parts}
        return State(own if self._over is None else own | {"over": self._over}, arrays)

    @classmethod
    def from_state(cls, state: State) -> Self:
        settings = dict(state.settings)
        parts, over = settings.pop("parts", None), settings.pop("over", None)
        if not isinstance(parts, dict) or set(parts) != set(cls.parts):
            raise ModelError(f"the model file lacks a part of «{cls.name}»; train it again with `matinee train`")
        model = cls(**settings)
        model._over = over
        (model.item_ids,) = require(state, "item_ids")
        for name, kind in cls.parts.items():
            own = {k.removeprefix(f"{name}/"): v for k, v in state.arrays.items() if k.startswith(f"{name}/")}
            model._models[name] = kind.from_state(State(parts[name], {"item_ids": model.item_ids, **own}))
        return model


def _standard(scores: Floats, share: float) -> tuple[np.float32, np.float32]:
    """Mean of the scores, and what to multiply by so that their standard deviation is `share`."""
    deviation = float(scores.std())
    return np.float32(scores.mean()), np.float32(share / deviation if deviation > 0 else 0.0)
