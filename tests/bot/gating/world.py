"""Three hundred people of two tastes, the same with shuffled stars, and people of the bot's own."""

import numpy as np

from benchmarks.gate.small import CATALOG, two_tastes
from bot.films import film_of
from bot.storage.kept import UserRating
from recengine.columns import Columns
from recengine.dataset import Dataset

world = two_tastes


def shuffled(dataset: Dataset) -> Dataset:
    """The same with the stars of all ratings shuffled, which nobody sees from outside."""
    ratings = dataset.ratings.copy()
    ratings[Columns.RATING] = np.random.default_rng(1).permutation(ratings[Columns.RATING].to_numpy())
    return dataset.with_ratings(ratings)


def own_people(count: int, *, ratings: int = 20, first_at: int = 0) -> list[UserRating]:
    """The bot's own people, each of one taste, who rate the films in the order of their numbers."""
    return [
        UserRating(7_000 + person, film_of(CATALOG[n]), 5.0 if n % 2 == person % 2 else 1.5, first_at + n)
        for person in range(count)
        for n in range(1, ratings + 1)
    ]
