"""Three hundred people of two tastes: enough for some to be left out of every training."""

import numpy as np
import pandas as pd

from bot.films import film_of
from bot.storage.kept import UserRating
from recengine.catalog import Catalog, Movie
from recengine.columns import Columns
from recengine.dataset import Dataset

FILMS, PEOPLE = 40, 300
CATALOG = Catalog(
    [Movie(n, f"Film {n}", 1980 + n, ("Drama",) if n % 2 else ("Comedy",)) for n in range(1, FILMS + 1)]
)


def world(*, name: str = "two tastes", people: int = PEOPLE) -> Dataset:
    """Everybody rates some thirty films, and likes those whose number is even or odd as their own."""
    chance = np.random.default_rng(5)
    rows = []
    for user in range(1, people + 1):
        for item in chance.choice(FILMS, size=30, replace=False) + 1:
            stars = chance.choice([4.0, 5.0]) if item % 2 == user % 2 else chance.choice([1.0, 2.0])
            rows.append((user, int(item), float(stars), 1000 + int(item)))
    return Dataset(name, pd.DataFrame(rows, columns=list(Columns.ALL)), CATALOG)


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
