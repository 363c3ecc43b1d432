"""Ratings as a `Dataset` wants them, from whatever a file had: columns, types, order, one rating of each pair."""

import numpy as np
import pandas as pd

from recengine.arrays import Bools, Ints
from recengine.catalog import Catalog
from recengine.columns import MAX_STARS, MIN_STARS, Columns
from recengine.errors import DatasetError
from recengine.sparse_views import ascending, numbered, places_of

_TYPES = {
    Columns.USER: np.int64,
    Columns.ITEM: np.int64,
    Columns.RATING: np.float32,
    Columns.TIMESTAMP: np.int64,
}


def clean_ratings(ratings: pd.DataFrame, catalog: Catalog, *, name: str) -> pd.DataFrame:
    """Ratings fit for a `Dataset`: known columns and types, movies of the catalogue, the latest of duplicates.

    Rows stand in the order of users and times. What is in order already is not sorted, and what has no duplicates not
    gone through again: with tens of millions of rows each copy counts.

    Raises
    ------
    DatasetError
        Where a column is missing, nothing is left, or a rating is not a number from 0.5 to 5.
    """
    missing = [column for column in Columns.ALL[:3] if column not in ratings]
    if missing:
        raise DatasetError(f"the ratings of {name} have no column «{missing[0]}»")
    stars = ratings[Columns.RATING].to_numpy(np.float64)
    if not bool(np.all((stars >= MIN_STARS) & (stars <= MAX_STARS))):
        raise DatasetError(f"the ratings of {name} hold values outside {MIN_STARS} to {MAX_STARS:g} stars")
    known = ratings[Columns.ITEM].isin(catalog.item_ids).to_numpy()
    if not known.any():
        raise DatasetError(f"the data set {name} has no rating of a known movie")
    columns = {column: _column(ratings, column, known) for column in Columns.ALL}
    for rows in (_order, _latest):
        kept = rows(columns, catalog)
        if kept is not None:
            columns = {column: values[kept] for column, values in columns.items()}
    return pd.DataFrame(columns, copy=False)


def _column(ratings: pd.DataFrame, column: str, known: Bools) -> np.ndarray:
    if column not in ratings:
        return np.zeros(int(known.sum()), dtype=_TYPES[column])
    own = ratings[column] if known.all() else ratings.loc[known, column]
    return own.astype(_TYPES[column]).to_numpy()


def _order(columns: dict[str, np.ndarray], catalog: Catalog) -> Ints | None:
    """Rows by users and times, as they were among equals; None where they are in order."""
    users, times = columns[Columns.USER], columns[Columns.TIMESTAMP]
    return None if ascending(users, times) else np.lexsort((times, users))


def _latest(columns: dict[str, np.ndarray], catalog: Catalog) -> Bools | None:
    """The last row of each pair of user and item; None where no pair comes twice."""
    _, user = numbered(columns[Columns.USER])
    pair = user * np.int64(len(catalog)) + places_of(columns[Columns.ITEM], catalog.item_ids)
    ordered = np.sort(pair)
    if not bool(np.any(ordered[1:] == ordered[:-1])):
        return None
    return ~pd.Series(pair).duplicated(keep="last").to_numpy()
