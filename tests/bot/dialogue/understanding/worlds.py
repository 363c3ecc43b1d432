"""Catalogues that messages are understood about."""

from functools import cache

import numpy as np

from bot.dialogue.understanding import Understanding
from recengine.catalog import Catalog
from recengine.columns import Columns
from recengine.datasets import load_dataset
from recengine.titles import TitleIndex
from tests.bot.small import CATALOG
from tests.data import movielens_small_path, need


def _understanding(catalog: Catalog, popularity: np.ndarray) -> Understanding:
    return Understanding.of(catalog, TitleIndex(catalog, popularity=popularity), popularity=popularity)


SMALL = _understanding(CATALOG, np.full(len(CATALOG), 50.0, dtype=np.float32))
"""Twelve films, all well known."""


@cache
def movielens() -> tuple[Catalog, Understanding]:
    """The 9,742 films of ml-latest-small; skips where they are missing."""
    dataset = load_dataset(str(need(movielens_small_path(), "ml-latest-small")))
    counts = dataset.ratings[Columns.ITEM].value_counts()
    popularity = np.array([counts.get(i, 0) for i in dataset.catalog.item_ids], dtype=np.float32)
    return dataset.catalog, _understanding(dataset.catalog, popularity)
