"""Blend: separate predictions, each standardised over the catalogue, added with shares that follow what is known."""

from collections.abc import Mapping
from math import log
from typing import TYPE_CHECKING, ClassVar, Self

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.errors import ModelError
from recengine.history import Encoded
from recengine.models.base import Contributions, Scorer, State
from recengine.models.collaborative_into_content import CollaborativeIntoContentModel
from recengine.models.ease import EaseModel
from recengine.models.hybrid import HybridModel
from recengine.models.multinomial import MultinomialModel
from recengine.progress import Progress, silent

if TYPE_CHECKING:
    from recengine.dataset import Dataset

FACTORS = 0.66
"""Share of the two multinomial models together."""

FEW, MANY = 5, 20
"""Up to so many rated movies the one trained on short histories has all of it, from so many on the other."""

SHORT = 12
"""Most ratings in the rows that the first is trained on."""

ALWAYS: Mapping[str, float] = {"hybrid": 0.14, "collaborative-into-content": 0.20}
"""Shares of the parts that do not follow what is known."""

LATE = "ease"
"""The part that takes its share from the others as a history grows: whole histories are what it learns from."""


class BlendModel(Scorer):
    """What the bot serves: the best mixture found of the methods of this library.

    For one history each part's scores are brought to mean 0 and standard deviation 1 over all items; then they are
    added with their shares. Shares and scales are the same for all items of a query, so the sum stays linear in the
    contributions of the rated movies, and explanations stay exact.

    Parameters
    ----------
    late_share
        Share of the item-item part for a history of `late_full` movies and more; the others keep their proportions.
    late_from, late_full
        Numbers of rated movies between which that share grows from 0, along the logarithm.
    runs
        Averaged runs of each multinomial part, and of LightFM.
    epochs
        Of both; None keeps what each has.
    seed
        Passed to the parts.
    """

    name = "default"
    parts: ClassVar[Mapping[str, type[Scorer]]] = {
        "newcomers": MultinomialModel,
        "multinomial": MultinomialModel,
        "hybrid": HybridModel,
        "collaborative-into-content": CollaborativeIntoContentModel,
        LATE: EaseModel,
    }

    def __init__(
        self,
        *,
        late_share: float = 0.16,
        late_from: float = 15.0,
        late_full: float = 60.0,
        runs: int = 2,
        epochs: int | None = None,
        seed: int = 0,
    ) -> None:
        self.late_share = late_share
        self.late_from = late_from
        self.late_full = late_full
        self.runs = runs
        self.epochs = epochs
        self.seed = seed
        more = {} if epochs is None else {"epochs": epochs}
        self._models: dict[str, Scorer] = {
            "newcomers": MultinomialModel(longest=SHORT, runs=runs, seed=seed, **more),
            "multinomial": MultinomialModel(runs=runs, seed=seed, **more),
            "hybrid": HybridModel(runs=runs, seed=seed, **more),
            "collaborative-into-content": CollaborativeIntoContentModel(
                factor_weight=1.0, popularity_share=2.0, seed=seed
            ),
            LATE: EaseModel(strength=100.0, max_items=2000),
        }

    def shares(self, known: int) -> dict[str, float]:
        """Share of each part for a history of so many known movies, adding to 1; parts of no share are left out."""
        late = self.late_share * _grown(known, self.late_from, self.late_full)
        grown = _grown(known, FEW, MANY)
        early = {"newcomers": FACTORS * (1.0 - grown), "multinomial": FACTORS * grown, **ALWAYS}
        shares = {name: share * (1.0 - late) for name, share in early.items()} | {LATE: late}
        return {name: share for name, share in shares.items() if share > 0}

    def fit(self, dataset: "Dataset", *, progress: Progress = silent) -> Self:
        self._learns(dataset)
        for model in self._models.values():
            model.fit(dataset, progress=progress)
        return self

    def score_encoded(self, rated: Encoded) -> Floats:
        total = np.zeros(len(self.item_ids), dtype=np.float32)
        for name, share in self.shares(len(rated)).items():
            scores = self._models[name].score_encoded(rated)
            mean, scale = _standard(scores, share)
            total += (scores - mean) * scale
        return total

    def contributions_encoded(self, rated: Encoded, targets: Ints) -> Contributions:
        constant = np.zeros(len(targets), dtype=np.float32)
        by_film = np.zeros((len(targets), len(rated)), dtype=np.float32)
        for name, share in self.shares(len(rated)).items():
            model = self._models[name]
            mean, scale = _standard(model.score_encoded(rated), share)
            part = model.contributions_encoded(rated, targets)
            constant += (part.constant - mean) * scale
            by_film += part.by_film * scale
        return Contributions(constant, by_film, self.item_ids[rated.indices])

    def state(self) -> State:
        arrays: dict[str, np.ndarray] = {"item_ids": self.item_ids}
        settings: dict[str, object] = {name: getattr(self, name) for name in _SETTINGS}
        parts = {}
        for name, model in self._models.items():
            state = model.state()
            parts[name] = state.settings
            arrays |= {f"{name}/{key}": array for key, array in state.arrays.items() if key != "item_ids"}
        return State(settings | {"parts": parts}, arrays)

    @classmethod
    def from_state(cls, state: State) -> Self:
        settings = dict(state.settings)
        parts = settings.pop("parts", None)
        if not isinstance(parts, dict) or set(parts) != set(cls.parts) or "item_ids" not in state.arrays:
            raise ModelError("the model file lacks a part of the default model; train it with `matinee train`")
        model = cls(**settings)
        model.item_ids = state.arrays["item_ids"]
        for name, kind in cls.parts.items():
            own = {k.removeprefix(f"{name}/"): v for k, v in state.arrays.items() if k.startswith(f"{name}/")}
            model._models[name] = kind.from_state(State(parts[name], {"item_ids": model.item_ids, **own}))
        return model


_SETTINGS = ("late_share", "late_from", "late_full", "runs", "epochs", "seed")


def _grown(known: int, first: float, full: float) -> float:
    """From 0 at `first` rated movies to 1 at `full`, along the logarithm."""
    return min(max(log(max(known, 1) / first) / log(full / first), 0.0), 1.0)


def _standard(scores: Floats, share: float) -> tuple[np.float32, np.float32]:
    """Mean of the scores, and what to multiply by so that their standard deviation is `share`."""
    deviation = float(scores.std())
    return np.float32(scores.mean()), np.float32(share / deviation if deviation > 0 else 0.0)
