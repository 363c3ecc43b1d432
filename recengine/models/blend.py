"""Blend: separate predictions, each standardised over the catalogue, added with fixed shares."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Self

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.errors import ModelError
from recengine.history import Encoded
from recengine.models.base import Contributions, Scorer, State
from recengine.models.hybrid import HybridModel
from recengine.models.item_item import ItemItemModel
from recengine.progress import Progress, silent

if TYPE_CHECKING:
    from recengine.dataset import Dataset


class BlendModel(Scorer):
    """What the bot serves: item-item weights and the masked-history hybrid, standardised and added.

    For one history each part's scores are brought to mean 0 and standard deviation 1 over all items; then they are
    added with their shares. The scale is the same for all items of a query, so the sum stays linear in the
    contributions of the rated movies, and explanations stay exact.

    Parameters
    ----------
    item_share
        Share of the item-item part, 0 to 1; the hybrid has the rest.
    seed
        Passed to the parts.
    """

    name = "default"
    parts: ClassVar[Mapping[str, type[Scorer]]] = {"item-item": ItemItemModel, "hybrid": HybridModel}

    def __init__(self, *, item_share: float = 0.35, seed: int = 0) -> None:
        self.item_share = item_share
        self.seed = seed
        self._models: dict[str, Scorer] = {
            "item-item": ItemItemModel(seed=seed),
            "hybrid": HybridModel(seed=seed),
        }

    @property
    def shares(self) -> dict[str, float]:
        """Share of each part, adding to 1."""
        return {"item-item": self.item_share, "hybrid": 1.0 - self.item_share}

    def fit(self, dataset: "Dataset", *, progress: Progress = silent) -> Self:
        self._learns(dataset)
        for model in self._models.values():
            model.fit(dataset, progress=progress)
        return self

    def score_encoded(self, rated: Encoded) -> Floats:
        total = np.zeros(len(self.item_ids), dtype=np.float32)
        for name, share in self.shares.items():
            scores = self._models[name].score_encoded(rated)
            mean, scale = _standard(scores, share)
            total += (scores - mean) * scale
        return total

    def contributions_encoded(self, rated: Encoded, targets: Ints) -> Contributions:
        constant = np.zeros(len(targets), dtype=np.float32)
        by_film = np.zeros((len(targets), len(rated)), dtype=np.float32)
        for name, share in self.shares.items():
            model = self._models[name]
            mean, scale = _standard(model.score_encoded(rated), share)
            part = model.contributions_encoded(rated, targets)
            constant += (part.constant - mean) * scale
            by_film += part.by_film * scale
        return Contributions(constant, by_film, self.item_ids[rated.indices])

    def state(self) -> State:
        arrays: dict[str, np.ndarray] = {"item_ids": self.item_ids}
        settings: dict[str, object] = {"item_share": self.item_share, "seed": self.seed, "parts": {}}
        for name, model in self._models.items():
            state = model.state()
            settings["parts"] = {**_dict(settings["parts"]), name: state.settings}
            arrays |= {f"{name}/{key}": array for key, array in state.arrays.items() if key != "item_ids"}
        return State(settings, arrays)

    @classmethod
    def from_state(cls, state: State) -> Self:
        parts = _dict(state.settings.get("parts"))
        if set(parts) != set(cls.parts) or "item_ids" not in state.arrays:
            raise ModelError("the model file lacks a part of the default model; train it with `matinee train`")
        model = cls(item_share=state.settings["item_share"], seed=state.settings["seed"])
        model.item_ids = state.arrays["item_ids"]
        for name, kind in cls.parts.items():
            own = {k.removeprefix(f"{name}/"): v for k, v in state.arrays.items() if k.startswith(f"{name}/")}
            model._models[name] = kind.from_state(State(parts[name], {"item_ids": model.item_ids, **own}))
        return model


def _standard(scores: Floats, share: float) -> tuple[np.float32, np.float32]:
    """Mean of the scores, and what to multiply by so that their standard deviation is `share`."""
    deviation = float(scores.std())
    return np.float32(scores.mean()), np.float32(share / deviation if deviation > 0 else 0.0)


def _dict(value: object) -> dict[str, dict[str, object]]:
    if not isinstance(value, dict):
        raise ModelError("the model file's settings are damaged; train it again with `matinee train`")
    return value
