"""A world of two tastes, small enough to train on in a moment, with people enough for some to be left out."""

import numpy as np
import pandas as pd

from recengine.catalog import Catalog, Movie
from recengine.columns import Columns
from recengine.dataset import Dataset

FILMS, PEOPLE = 40, 300
CATALOG = Catalog(
    [Movie(n, f"Film {n}", 1980 + n, ("Drama",) if n % 2 else ("Comedy",)) for n in range(1, FILMS + 1)]
)


def two_tastes(*, name: str = "two tastes", people: int = PEOPLE) -> Dataset:
    """Everybody rates some thirty films, and likes those whose number is even or odd as their own."""
    chance = np.random.default_rng(5)
    rows = []
    for user in range(1, people + 1):
        for item in chance.choice(FILMS, size=30, replace=False) + 1:
            stars = chance.choice([4.0, 5.0]) if item % 2 == user % 2 else chance.choice([1.0, 2.0])
            rows.append((user, int(item), float(stars), 1000 + int(item)))
    return Dataset(name, pd.DataFrame(rows, columns=list(Columns.ALL)), CATALOG)
