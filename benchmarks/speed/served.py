"""The default model at some number of films, with what is asked of it."""

from dataclasses import dataclass
from functools import cached_property
from itertools import cycle

import numpy as np

from benchmarks.speed.homes import Films, data_of, home_of
from benchmarks.speed.stage import Stage
from recengine.arrays import Floats, History
from recengine.dataset import Dataset
from recengine.datasets import load_dataset
from recengine.models.base import Scorer
from recengine.persistence import ModelStore
from recengine.recommender import Recommender

GIVEN = 20
"""Ratings of a history."""

HISTORIES = 64
"""So many different ones are asked in turns, lest anything remembers them."""


@dataclass(frozen=True)
class Served:
    """A model as it is served, and the data that it was trained on."""

    stage: Stage
    films: Films

    @classmethod
    def large(cls, stage: Stage) -> "Served":
        """That of 62,000 films; in a quick run of 600."""
        return cls(stage, Films.FEW if stage.quick else Films.MANY)

    @property
    def movies(self) -> int:
        """How many films it knows."""
        return len(self.recommender.catalog)

    @cached_property
    def dataset(self) -> Dataset:
        """The generated data."""
        return load_dataset(data_of(self.stage, self.films))

    @cached_property
    def recommender(self) -> Recommender:
        """The model, ready to be asked."""
        recommender = ModelStore(home_of(self.stage, self.films) / "models").load().recommender
        recommender.prepare()
        return recommender

    @cached_property
    def histories(self) -> list[History]:
        """Histories of films as people rate them, the better known the likelier."""
        rng = np.random.default_rng(0)
        counts, ids = self.recommender.statistics.ratings.astype(np.float64), self.recommender.catalog.item_ids
        drawn = [rng.choice(len(ids), GIVEN, replace=False, p=counts / counts.sum()) for _ in range(HISTORIES)]
        stars = rng.integers(2, 11, size=(HISTORIES, GIVEN)) / 2
        return [dict(zip(ids[d].tolist(), s.tolist(), strict=True)) for d, s in zip(drawn, stars, strict=True)]

    @cached_property
    def in_turns(self) -> "cycle[History]":
        """The histories, again and again."""
        return cycle(self.histories)


def components(model: Scorer, known: int = GIVEN) -> int:
    """Of all parts of the default model that serve somebody with so many ratings, together."""
    shares = getattr(model, "shares")(known)  # noqa: B009 - of weighted hybrids alone
    arrays = {tuple(name.split("/")): array for name, array in model.state().arrays.items()}
    return sum(
        a.shape[1] for name, a in arrays.items() if name[0] in shares and name[-1] in ("item_vectors", "factors")
    )


def product(items: int, width: int) -> tuple[Floats, Floats]:
    """A matrix and a vector: the least that scoring has to read."""
    rng = np.random.default_rng(0)
    return rng.standard_normal((items, width), dtype=np.float32), rng.standard_normal(width, dtype=np.float32)
