"""Retrainings that are as good as the one before, and ones that are not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from recengine.columns import Columns
from recengine.dataset import Dataset

Change = Callable[[pd.DataFrame, np.random.Generator], pd.DataFrame]

LEFT_BEHIND = 0.05
"""This share of the ratings came after the current version was trained; retrainings get some of it or all."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """One retraining: what it does to the ratings, and with what settings it fits them."""

    name: str
    change: Change = lambda ratings, chance: ratings
    settings: Mapping[str, float] = field(default_factory=dict)
    seed: int = 1
    model: str = "default"

    def applied(self, dataset: Dataset) -> Dataset:
        """The data that it learns from."""
        ratings = self.change(dataset.ratings, np.random.default_rng(self.seed))
        return dataset.with_ratings(ratings.reset_index(drop=True))


def without(share: float, *, seed: int = 0) -> Change:
    """Without a share of all ratings, drawn at random; a smaller share is part of a larger one."""
    return lambda ratings, _: ratings[np.random.default_rng(seed).random(len(ratings)) >= share]


def stars_shuffled(share: float) -> Change:
    """The stars of a share of the ratings change places."""
    return lambda ratings, chance: _shuffled(ratings, Columns.RATING, share, chance)


def films_shuffled(share: float) -> Change:
    """The films of a share of the ratings change places."""

    def change(ratings: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
        mixed = _shuffled(ratings, Columns.ITEM, share, chance)
        return mixed.drop_duplicates([Columns.USER, Columns.ITEM])

    return change


def people_lost(share: float) -> Change:
    """A share of all people is not there any more."""

    def change(ratings: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
        people = np.unique(ratings[Columns.USER])
        return ratings[ratings[Columns.USER].isin(people[chance.random(len(people)) >= share])]

    return change


def upside_down(ratings: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """The best is called the worst."""
    return ratings.assign(**{Columns.RATING: 5.5 - ratings[Columns.RATING]})


def _shuffled(ratings: pd.DataFrame, column: str, share: float, chance: np.random.Generator) -> pd.DataFrame:
    places = np.flatnonzero(chance.random(len(ratings)) < share)
    values = ratings[column].to_numpy().copy()
    values[places] = values[chance.permutation(places)]
    return ratings.assign(**{column: values})


def good(count: int) -> list[Recipe]:
    """Half of them with another seed alone, half with one to five per cent more ratings besides."""
    recipes = []
    for number in range(count):
        more = 0 if number % 2 == 0 else 1 + number // 2 % 5
        change = without(LEFT_BEHIND - more / 100)
        told = f"seed {number + 1}" + (f", {more} % more ratings" if more else "")
        recipes.append(Recipe(told, change, seed=number + 1))
    return recipes


BAD = Recipe("all stars shuffled", stars_shuffled(1.0))

DAMAGES = (
    Recipe("half of the stars shuffled", stars_shuffled(0.5)),
    Recipe("a quarter of the stars shuffled", stars_shuffled(0.25)),
    Recipe("a tenth of the stars shuffled", stars_shuffled(0.1)),
    Recipe("all films shuffled", films_shuffled(1.0)),
    Recipe("half of the films shuffled", films_shuffled(0.5)),
    Recipe("a fifth of the films shuffled", films_shuffled(0.2)),
    Recipe("stars upside down", upside_down),
    Recipe("three quarters of the people lost", people_lost(0.75)),
    Recipe("half of the people lost", people_lost(0.5)),
    Recipe("a quarter of the people lost", people_lost(0.25)),
    Recipe("trained for one epoch", settings={"epochs": 1}),
    Recipe("trained for three epochs", settings={"epochs": 3}),
    Recipe("popularity in the model's place", model="popular"),
)
