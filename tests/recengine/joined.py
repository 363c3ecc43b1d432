"""Models that were fitted without some films of the generated world, which joined them afterwards."""

from dataclasses import replace
from functools import cache

import numpy as np

from recengine.catalog import Catalog
from recengine.columns import Columns
from recengine.dataset import Dataset
from recengine.joining import Joining
from recengine.models.base import Scorer
from tests.recengine.worlds import N_MOVIES, small_model, two_tastes

JOINED = 8
"""So many films at the end of the catalogue join, the two among them that nobody rated."""


@cache
def cut_world() -> Dataset:
    """The generated world as it was before."""
    whole = two_tastes()
    catalog = Catalog([*whole.catalog][: N_MOVIES - JOINED])
    known = whole.ratings[Columns.ITEM].isin(catalog.item_ids)
    return replace(whole, catalog=catalog, ratings=whole.ratings[known].reset_index(drop=True))


@cache
def joining() -> Joining:
    """The films that join."""
    cut = cut_world()
    ratings = np.asarray(cut.seen.sum(axis=0), dtype=np.float32).ravel()
    return Joining.of(cut.catalog, [*two_tastes().catalog][N_MOVIES - JOINED :], ratings=ratings)


@cache
def short(name: str) -> Scorer:
    """A method fitted to the world as it was before."""
    return small_model(name).fit(cut_world())


@cache
def extended(name: str) -> Scorer:
    """The same with the films that joined."""
    return short(name).extended(joining())
