"""A data set without some of its films, and with few of their ratings."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from recengine.catalog import Catalog, Movie
from recengine.columns import Columns
from recengine.dataset import Dataset
from recengine.errors import DatasetError
from recengine.evaluation.splitting import HeldOutUser, hold_out_users

LEAST_RATINGS = 10
"""Films with fewer ratings are liked by too few held-out people to measure anything."""


@dataclass(frozen=True)
class World:
    """What one seed is measured on.

    Attributes
    ----------
    whole, cut
        The training people's ratings with all films, and without those that were taken out.
    films
        Those films.
    users
        Held-out people, with all their ratings.
    """

    whole: Dataset
    cut: Dataset
    films: tuple[Movie, ...]
    users: tuple[HeldOutUser, ...]

    def with_few(self, count: int) -> Dataset:
        """All films, but of those taken out `count` ratings each, drawn at random."""
        ratings = self.whole.ratings
        is_new = ratings[Columns.ITEM].isin([movie.item_id for movie in self.films])
        few = ratings[is_new].sample(frac=1.0, random_state=0).groupby(Columns.ITEM).head(count)
        both = pd.concat([ratings[~is_new], few])
        return self.whole.with_ratings(both.sort_values([Columns.USER, Columns.TIMESTAMP]).reset_index(drop=True))


def take_out(dataset: Dataset, *, films: int, seed: int) -> World:
    """Hold people out, then films drawn at random from the rated ones.

    Raises
    ------
    DatasetError
        Where there are too few people or films.
    """
    hold_out = hold_out_users(dataset, seed=seed)
    counts = np.asarray(dataset.seen.sum(axis=0)).ravel()
    eligible = dataset.catalog.item_ids[counts >= LEAST_RATINGS]
    if len(eligible) < 2 * films:
        raise DatasetError(f"{dataset.name} has too few films with {LEAST_RATINGS} ratings to take {films} out")
    drawn = set(np.random.default_rng(seed).choice(eligible, size=films, replace=False).tolist())
    train, ratings = hold_out.train, hold_out.train.ratings
    cut = replace(
        train,
        catalog=Catalog(movie for movie in dataset.catalog if movie.item_id not in drawn),
        ratings=ratings[~ratings[Columns.ITEM].isin(drawn)].reset_index(drop=True),
    )
    return World(train, cut, tuple(m for m in dataset.catalog if m.item_id in drawn), hold_out.users)
