"""Small data sets: a tiny one whose answers can be worked out by hand, and a generated one with two tastes."""

from collections.abc import Iterable
from typing import Self

import numpy as np
import pandas as pd
from hypothesis import settings
from hypothesis import strategies as st

from recengine.arrays import Floats, Ints
from recengine.catalog import Catalog, Movie
from recengine.columns import Columns
from recengine.dataset import Dataset, clean_ratings
from recengine.history import Encoded
from recengine.models import make_model
from recengine.models.base import Contributions, Scorer, State
from recengine.progress import Progress, silent

HEAT, RONIN, COLLATERAL, NOTTING_HILL, AMELIE, LOVE_ACTUALLY, ALIEN, UNSEEN = 70, 10, 40, 20, 60, 30, 80, 50
"""Ids that neither start at 0 nor ascend, so that no test passes with an id in the place of an index."""

UNKNOWN = 999_999

BASE = {HEAT: 8.0, RONIN: 7.0, COLLATERAL: 6.0, NOTTING_HILL: 5.0, AMELIE: 4.0, LOVE_ACTUALLY: 3.0, ALIEN: 2.0}
"""Scores of the tiny world's films, for a `TableScorer`: what anyone would be told."""

quick = settings(max_examples=25, deadline=None, database=None, derandomize=True)
"""Few examples, the same in every run."""

STARS = st.sampled_from([0.5 * n for n in range(1, 11)])

_SMALL = {
    "hybrid": {"runs": 2, "epochs": 3, "components": 4},
    "multinomial": {"runs": 2, "epochs": 3, "components": 4},
    "default": {"runs": 1, "epochs": 3},
}


def small_model(name: str, *, seed: int = 0) -> Scorer:
    """An unfitted model that is fitted to a small world in well under a second."""
    return make_model(name, seed=seed, **_SMALL.get(name, {}))


def tiny_catalog() -> Catalog:
    """Three crime films, three romances, one rated horror film, and one that nobody rated and nothing is known of."""
    mann = ("Michael Mann",)
    return Catalog(
        [
            Movie(HEAT, "Heat", 1995, ("Action", "Crime"), directors=mann, words=("heist", "los angeles")),
            Movie(RONIN, "Ronin", 1998, ("Action", "Crime"), directors=("John Frankenheimer",), words=("heist",)),
            Movie(COLLATERAL, "Collateral", 2004, ("Crime",), directors=mann, words=("los angeles",)),
            Movie(NOTTING_HILL, "Notting Hill", 1999, ("Comedy", "Romance"), words=("london",)),
            Movie(AMELIE, "Amélie", 2001, ("Comedy", "Romance"), words=("paris",)),
            Movie(LOVE_ACTUALLY, "Love Actually", 2003, ("Comedy", "Romance"), words=("london", "christmas")),
            Movie(ALIEN, "Alien", 1979, ("Horror",), words=("space",)),
            Movie(UNSEEN, "Nobody's Film"),
        ]
    )


TINY_RATINGS: dict[int, dict[int, float]] = {
    11: {HEAT: 5.0, RONIN: 4.0, COLLATERAL: 4.5, NOTTING_HILL: 2.0},
    12: {HEAT: 4.0, RONIN: 5.0, AMELIE: 2.5},
    13: {HEAT: 5.0, COLLATERAL: 3.0},
    14: {NOTTING_HILL: 5.0, AMELIE: 4.5, LOVE_ACTUALLY: 4.0, HEAT: 2.0},
    15: {NOTTING_HILL: 4.0, LOVE_ACTUALLY: 5.0},
    16: {ALIEN: 3.5},
}
"""Six users, sixteen ratings."""


def tiny_world() -> Dataset:
    """Eight films and six users."""
    return world_of(tiny_catalog(), TINY_RATINGS, name="tiny")


def world_of(catalog: Catalog, ratings: dict[int, dict[int, float]], *, name: str = "small") -> Dataset:
    """A data set of these ratings, user -> item -> stars; later ones in a history have later timestamps."""
    rows = [
        (user, item, stars, 1000 + time)
        for user, own in ratings.items()
        for time, (item, stars) in enumerate(own.items())
    ]
    frame = pd.DataFrame(rows, columns=list(Columns.ALL))
    return Dataset(name, clean_ratings(frame, catalog, name=name), catalog)


N_MOVIES, N_USERS, UNRATED = 60, 80, 2


def two_tastes(*, seed: int = 7) -> Dataset:
    """Sixty films of two kinds and eighty users who each like one kind; the last two films nobody rated.

    Every third user prefers romances, the others crime films, so that popularity is right for most and wrong for
    the rest.
    """
    rng = np.random.default_rng(seed)
    catalog = Catalog(_generated_movies())
    kinds = np.arange(N_MOVIES) % 2
    fame = np.where(np.arange(N_MOVIES) < N_MOVIES - UNRATED, 1.0 / (1 + np.arange(N_MOVIES) / 15), 0.0)
    ratings = {}
    for user in range(N_USERS):
        own_kind = int(user % 3 == 0)
        appeal = fame * np.where(kinds == own_kind, 3.0, 1.0)
        seen = rng.choice(N_MOVIES, size=24, replace=False, p=appeal / appeal.sum())
        middle = np.where(kinds[seen] == own_kind, 4.5, 2.5)
        stars = np.clip(np.round(2 * rng.normal(middle, 0.6)) / 2, 0.5, 5.0)
        own = zip(catalog.item_ids[seen].tolist(), stars.tolist(), strict=True)
        ratings[1000 + user] = {int(item): float(value) for item, value in own}
    return world_of(catalog, ratings, name="two tastes")


def _generated_movies() -> Iterable[Movie]:
    people = (("Anna", "Ben", "Cleo"), ("Dora", "Emil", "Fay"))
    for i in range(N_MOVIES):
        kind = i % 2
        genres = ("Romance", "Comedy") if kind else ("Crime",)
        known = i % 10 != 9  # every tenth film has neither genres nor a year
        yield Movie(
            item_id=3 * ((i * 37) % N_MOVIES) + 5,
            title=f"Film {i}",
            year=1960 + i if known else None,
            genres=genres if known else (),
            actors=(people[kind][i % 3],),
            words=("slow", "witty") if i % 4 == 0 else (),
        )


def histories(item_ids: Iterable[int], *, most: int = 12) -> st.SearchStrategy[dict[int, float]]:
    """Random histories over some films, even empty."""
    return st.dictionaries(st.sampled_from(list(item_ids)), STARS, max_size=most)


def crime_ids(dataset: Dataset) -> list[int]:
    """Films that one of the two groups likes, the best known first."""
    return [movie.item_id for movie in dataset.catalog if "Crime" in movie.genres]


def romance_ids(dataset: Dataset) -> list[int]:
    """Films that the other group likes, the best known first."""
    return [movie.item_id for movie in dataset.catalog if "Romance" in movie.genres]


class TableScorer(Scorer):
    """A model whose scores are written down: a base for each film, and what each rated film adds a star above 3."""

    name = "popular"

    def __init__(self, base: dict[int, float], links: dict[int, dict[int, float]] | None = None) -> None:
        self.item_ids = np.asarray(list(base), dtype=np.int64)
        self._base = np.asarray(list(base.values()), dtype=np.float32)
        self._links = np.zeros((len(base), len(base)), dtype=np.float32)
        for rated, row in (links or {}).items():
            for target, weight in row.items():
                self._links[self.index[rated], self.index[target]] = weight

    def fit(self, dataset: Dataset, *, progress: Progress = silent) -> Self:
        raise NotImplementedError

    def score_encoded(self, rated: Encoded) -> Floats:
        scores = self._base + (rated.stars - np.float32(3)) @ self._links[rated.indices]
        return np.asarray(scores, dtype=np.float32)

    def contributions_encoded(self, rated: Encoded, targets: Ints) -> Contributions:
        by_film = ((rated.stars - np.float32(3))[:, None] * self._links[np.ix_(rated.indices, targets)]).T
        return Contributions(self._base[targets], by_film, self.item_ids[rated.indices])

    def state(self) -> State:
        return State({}, {"item_ids": self.item_ids, "likes": self._base})

    @classmethod
    def from_state(cls, state: State) -> Self:
        raise NotImplementedError
