"""Hybrid «separate»: content-based and collaborative predictions, each made alone, then combined."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.errors import ModelError
from recengine.history import Encoded
from recengine.models.base import Contributions, Scorer, State, require
from recengine.models.content import ContentModel
from recengine.models.item_knn import ItemKnnModel
from recengine.progress import Progress, silent

if TYPE_CHECKING:
    from recengine.dataset import Dataset


class SeparateModel(Scorer):
    """Content-based scores and item-kNN scores, standardised over the catalogue and added with two shares.

    What a film is says much while little is known about a person, and less with every rating: the content share
    is `content_share` for a stranger and half of it after `half_life` ratings. Shares and scales are the same for
    all movies of a query, so the sum stays linear in the contributions of the rated movies.

    Source: R. Burke, «Hybrid recommender systems: survey and experiments» (UMUAI 2002), weighted hybrid; a share
    that follows what is known after M. Claypool et al., «Combining content-based and collaborative filters in an
    online newspaper» (SIGIR workshop 1999).

    Parameters
    ----------
    content_share
        Share of the content-based part for a person of whom nothing is known; item-kNN has the rest.
    half_life
        Number of ratings after which the content-based part has half of that share.
    """

    name = "separate"
    parts: ClassVar[Mapping[str, type[Scorer]]] = {"content": ContentModel, "item-knn": ItemKnnModel}

    def __init__(self, *, content_share: float = 0.4, half_life: float = 20.0, seed: int = 0) -> None:
        self.content_share = content_share
        self.half_life = half_life
        self._models: dict[str, Scorer] = {name: part() for name, part in self.parts.items()}

    def shares(self, known: int) -> dict[str, float]:
        """Share of each part for a history of so many known movies, adding to 1."""
        content = self.content_share / (1.0 + known / self.half_life)
        return {"content": content, "item-knn": 1.0 - content}

    def fit(self, dataset: "Dataset", *, progress: Progress = silent) -> Self:
        self._learns(dataset)
        for model in self._models.values():
            model.fit(dataset, progress=progress)
        return self

    def score_encoded(self, rated: Encoded) -> Floats:
        total = np.zeros(len(self.item_ids), dtype=np.float32)
        for name, share in self.shares(len(rated)).items():
            scores = self._models[name].score_encoded(rated)
            total += (scores - scores.mean()) * _scale(scores, share)
        return total

    def contributions_encoded(self, rated: Encoded, targets: Ints) -> Contributions:
        constant = np.zeros(len(targets), dtype=np.float32)
        by_film = np.zeros((len(targets), len(rated)), dtype=np.float32)
        for name, share in self.shares(len(rated)).items():
            scores = self._models[name].score_encoded(rated)
            scale = _scale(scores, share)
            part = self._models[name].contributions_encoded(rated, targets)
            constant += (part.constant - scores.mean()) * scale
            by_film += part.by_film * scale
        return Contributions(constant, by_film, self.item_ids[rated.indices])

    def state(self) -> State:
        arrays: dict[str, np.ndarray] = {"item_ids": self.item_ids}
        parts: dict[str, Any] = {}
        for name, model in self._models.items():
            state = model.state()
            parts[name] = state.settings
            arrays |= {f"{name}/{key}": array for key, array in state.arrays.items() if key != "item_ids"}
        return State({"content_share": self.content_share, "half_life": self.half_life, "parts": parts}, arrays)

    @classmethod
    def from_state(cls, state: State) -> Self:
        settings = dict(state.settings)
        parts = settings.pop("parts", None)
        if not isinstance(parts, dict) or set(parts) != set(cls.parts):
            raise ModelError("the model file lacks a part of the hybrid; train it again with `matinee train`")
        model = cls(**settings)
        (model.item_ids,) = require(state, "item_ids")
        for name, kind in cls.parts.items():
            own = {k.removeprefix(f"{name}/"): v for k, v in state.arrays.items() if k.startswith(f"{name}/")}
            model._models[name] = kind.from_state(State(parts[name], {"item_ids": model.item_ids, **own}))
        return model


def _scale(scores: Floats, share: float) -> np.float32:
    """What to multiply by so that the standard deviation is `share`; 0 where all scores are the same."""
    deviation = float(scores.std())
    return np.float32(share / deviation if deviation > 0 else 0.0)
