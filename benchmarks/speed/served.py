"""The default model at some number of films, trained on generated data once and kept, with what is asked of it."""

from dataclasses import dataclass
from functools import cached_property
from itertools import cycle
from pathlib import Path

import numpy as np

from benchmarks.speed.stage import SIZES, Stage
from recengine.arrays import Floats, History
from recengine.dataset import Dataset
from recengine.elicitation.learned_fit import learn_elicitation
from recengine.models import make_model
from recengine.models.base import Scorer
from recengine.persistence.folder import load_model, save_model
from recengine.recommender import Recommender
from recengine.stars import StarPredictor
from recengine.statistics import ItemStatistics

GIVEN = 20
"""Ratings of a history."""

HISTORIES = 64
"""So many different ones are asked in turns, lest anything remembers them."""


@dataclass(frozen=True)
class Served:
    """A model as it is served, and the data that it was trained on.

    How long anything takes does not depend on what was learned, so that few epochs do.
    """

    stage: Stage
    movies: int

    @classmethod
    def large(cls, stage: Stage) -> "Served":
        """That of 62,000 films; in a quick run of 600."""
        return cls(stage, SIZES["few films" if stage.quick else "films"])

    @cached_property
    def dataset(self) -> Dataset:
        """The generated data."""
        ratings = 16 * self.movies
        return self.stage.generated(ratings, movies=self.movies, people=ratings // 80)

    @cached_property
    def folder(self) -> Path:
        """The folder of the model; made the first time, which takes some minutes with many films."""
        folder = self.stage.cache / f"default-{self.movies}"
        if not folder.exists():
            unfinished = self.stage.cache / f"default-{self.movies}.{np.random.default_rng().integers(2**32)}"
            _train(self.dataset, unfinished)
            unfinished.rename(folder)
        return folder

    @cached_property
    def recommender(self) -> Recommender:
        """The model, ready to be asked."""
        recommender = load_model(self.folder).recommender
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


def _train(dataset: Dataset, folder: Path) -> None:
    model, stars = make_model("default", seed=0, epochs=1).fit(dataset), StarPredictor().fit(dataset)
    save_model(
        model,
        folder,
        catalog=dataset.catalog,
        statistics=ItemStatistics.of(dataset),
        stars=stars,
        elicitation=learn_elicitation(model, dataset),
    )


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
