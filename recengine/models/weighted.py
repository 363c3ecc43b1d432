"""Weighted hybrids: predictions made apart, each standardised over the catalogue, added with a share each."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeAlias

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.errors import ModelError
from recengine.history import Encoded
from recengine.joining import Joining
from recengine.models.base import Contributions, Scored, Scorer, State, require
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

    def parts_made(self) -> Iterator[Scorer]:
        """The parts, fitted or not, in their order."""
        return iter(self._models.values())

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
        return self.scored_encoded(rated).scores

    def scored_encoded(self, rated: Encoded) -> Scored:
        total, standards = self._sum(
            rated, {n: self._models[n].score_encoded(rated) for n in self.shares(len(rated))}
        )
        return Scored(total, partial(self._contributions, rated, standards))

    def score_each_encoded(self, rated: Sequence[Encoded]) -> Iterator[Floats]:
        takes_part: dict[str, list[Encoded]] = {}
        for one in rated:
            for name in self.shares(len(one)):
                takes_part.setdefault(name, []).append(one)
        scores = {name: self._models[name].score_each_encoded(own) for name, own in takes_part.items()}
        for one in rated:
            yield self._sum(one, {name: next(scores[name]) for name in self.shares(len(one))})[0]

    def _sum(self, rated: Encoded, scores: Mapping[str, Floats]) -> "tuple[Floats, _Standards]":
        """The parts' scores standardised, in place, and added with their shares."""
        standards = {
            name: _standardise(scores[name], share, over=self._over)
            for name, share in self.shares(len(rated)).items()
        }
        total, *others = (scores[name] for name in standards)
        for more in others:
            total += more
        return total, standards

    def contributions_encoded(self, rated: Encoded, targets: Ints) -> Contributions:
        return self.scored_encoded(rated).contributions(targets)

    def _contributions(self, rated: Encoded, standards: "_Standards", targets: Ints) -> Contributions:
        constant = np.zeros(len(targets), dtype=np.float32)
        by_film = np.zeros((len(targets), len(rated)), dtype=np.float32)
        for name, (mean, scale) in standards.items():
            part = self._models[name].contributions_encoded(rated, targets)
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


_Standard: TypeAlias = tuple[np.float32, np.float32]
"""What was taken off a part's scores, and what they were then multiplied by."""

_Standards: TypeAlias = Mapping[str, _Standard]
"""The same of each part that took part."""


def _standardise(scores: Floats, share: float, *, over: int | None) -> _Standard:
    """Bring scores, in place, to mean 0 and standard deviation `share`, both taken over the first `over` of them.

    Returns
    -------
    What was taken off, and what was multiplied by: 0 where all scores are the same
    """
    mean = np.float32(scores[:over].mean())
    scores -= mean
    # What `scores.std()` is, without going over them three times more.
    own = scores[:over]
    deviation = float(np.sqrt(np.dot(own, own) / max(len(own), 1)))
    scale = np.float32(share / deviation if deviation > 0 else 0.0)
    scores *= scale
    return mean, scale
