"""Blend: the default, a weighted hybrid whose shares follow how much is known of a person."""

from collections.abc import Mapping
from math import log
from typing import TYPE_CHECKING, ClassVar, Self

import numpy as np

from recengine.arrays import Floats
from recengine.models.base import Scorer
from recengine.models.collaborative_into_content import CollaborativeIntoContentModel
from recengine.models.ease import EaseModel
from recengine.models.hybrid import HybridModel
from recengine.models.multinomial import MultinomialModel
from recengine.models.taste_factors import TasteFactors
from recengine.models.weighted import WeightedHybrid
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

DIRECTIONS: Mapping[str, int] = {"newcomers": 40, "multinomial": 40, "hybrid": 24}
"""Components that are kept of the averaged runs of a part. Runs are averaged side by side, so that they have as many
components as all runs together; what they have in common needs fewer, and each film costs less to score."""

LATE = "ease"
"""The part that takes its share from the others as a history grows: whole histories are what it learns from."""


class BlendModel(WeightedHybrid):
    """What the bot serves: the best mixture found of the methods of this library.

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

    _settings = ("late_share", "late_from", "late_full", "runs", "epochs", "seed")

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
        self._models = {
            "newcomers": MultinomialModel(longest=SHORT, runs=runs, seed=seed, **more),
            "multinomial": MultinomialModel(runs=runs, seed=seed, **more),
            "hybrid": HybridModel(runs=runs, seed=seed, **more),
            "collaborative-into-content": CollaborativeIntoContentModel(
                factor_weight=1.0, popularity_share=2.0, seed=seed
            ),
            LATE: EaseModel(strength=100.0, max_items=2000),
        }

    def fit(self, dataset: "Dataset", *, progress: Progress = silent) -> Self:
        super().fit(dataset, progress=progress)
        given, found = _occurrences(dataset)
        for name, count in DIRECTIONS.items():
            part = self._models[name]
            assert isinstance(part, TasteFactors)
            part.condense(count, given=given, found=found)
        return self

    def shares(self, known: int) -> dict[str, float]:
        late = self.late_share * _grown(known, self.late_from, self.late_full)
        grown = _grown(known, FEW, MANY)
        early = {"newcomers": FACTORS * (1.0 - grown), "multinomial": FACTORS * grown, **ALWAYS}
        shares = {name: share * (1.0 - late) for name, share in early.items()} | {LATE: late}
        return {name: share for name, share in shares.items() if share > 0}


def _occurrences(dataset: "Dataset") -> tuple[Floats, Floats]:
    """How often each taste column is given, and each movie is to be found: ratings, people, likes, and once for all.

    Returns
    -------
    float32, shapes (3 * items + 1,) and (items,)
    """
    counts = dataset.counts
    levels = np.stack([counts.likes, counts.ratings - counts.likes - counts.dislikes, counts.dislikes], axis=1)
    given = np.append(levels.ravel(), dataset.size[0]) + 1.0
    return given.astype(np.float32), (counts.likes + 1.0).astype(np.float32)


def _grown(known: int, first: float, full: float) -> float:
    """From 0 at `first` rated movies to 1 at `full`, along the logarithm."""
    return min(max(log(max(known, 1) / first) / log(full / first), 0.0), 1.0)
