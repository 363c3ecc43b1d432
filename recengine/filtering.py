"""Who may take part: films that meet the wishes, and which wishes to drop where none does."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

import numpy as np

from recengine.arrays import Bools, Floats
from recengine.catalog import Catalog
from recengine.entries import entries
from recengine.likeness import years_of
from recengine.query import Constraints, Popularity
from recengine.statistics import ItemStatistics
from recengine.text import keyword_key

WELL_KNOWN_SHARE = 0.1
"""This share of all rated movies, the most rated ones, counts as popular."""

DROPPING_ORDER = ("popularity", "keywords", "years", "exclude_keywords", "genres", "exclude_genres")
"""Names of the constraints, the one that is missed least first."""


_FAR: Final = 1_000_000
"""A year beyond all films."""


def prepare(catalog: Catalog) -> None:
    """Work out what would otherwise be worked out at the first wish."""
    catalog.once(_of_genre)
    catalog.once(years_of)


def well_known(statistics: ItemStatistics) -> Bools:
    """Which movies are among the most rated, shape (items,)."""
    rated = np.count_nonzero(statistics.ratings)
    if not rated:
        return np.zeros(len(statistics.ratings), dtype=bool)
    last = len(statistics.ratings) - max(1, int(rated * WELL_KNOWN_SHARE))
    cut = np.partition(statistics.ratings, last)[last]
    return np.asarray(statistics.ratings >= cut, dtype=bool)


def allowed(catalog: Catalog, constraints: Constraints, statistics: ItemStatistics) -> Bools:
    """Which movies meet the constraints, shape (items,)."""
    members = np.ones(len(catalog), dtype=bool)
    if constraints.genres or constraints.exclude_genres:
        of_genre, none = catalog.once(_of_genre), np.zeros(len(catalog), dtype=bool)
        for genre in constraints.genres:
            members &= of_genre.get(genre, none)
        for genre in constraints.exclude_genres:
            members &= ~of_genre.get(genre, none)
    if constraints.years is not None:
        members &= _within(catalog.once(years_of), constraints.years)
    if constraints.keywords or constraints.exclude_keywords:
        for word in constraints.keywords:
            members &= _having(catalog, word)
        for word in constraints.exclude_keywords:
            members &= ~_having(catalog, word)
    if constraints.popularity is not None:
        known = well_known(statistics)
        rated = statistics.ratings > 0
        members &= known if constraints.popularity is Popularity.POPULAR else ~known & rated
    return members


def _having(catalog: Catalog, word: str) -> Bools:
    found = np.zeros(len(catalog), dtype=bool)
    found[catalog.having_keyword(keyword_key(word))] = True
    return found


def _of_genre(catalog: Catalog) -> dict[str, Bools]:
    return catalog.once(entries, "genres").having(len(catalog))


def _within(of: Floats, years: tuple[int | None, int | None]) -> Bools:
    first, last = (end if year is None else _near(year) for year, end in zip(years, (-_FAR, _FAR), strict=True))
    return np.asarray((of >= min(first, last)) & (of <= max(first, last)), dtype=bool)


def _near(year: int) -> int:
    return min(max(year, -_FAR), _FAR)


@dataclass(frozen=True, slots=True)
class Relaxed:
    """Constraints after some had to be dropped, the dropped ones from the one that is missed least."""

    constraints: Constraints
    dropped: tuple[str, ...]
    members: Bools


def relax(
    catalog: Catalog, constraints: Constraints, statistics: ItemStatistics, free: Bools, *, at_least: int = 1
) -> Relaxed:
    """Drop as few constraints as leave enough films: none, else a single one, else two, and so on.

    Among sets of one size, the first in `DROPPING_ORDER` that leaves enough is dropped. Where even no constraint at
    all leaves too few, all that were made are dropped if that frees any film; else none is, for nothing would be
    gained.

    Parameters
    ----------
    free
        Movies that may be suggested at all, shape (items,).
    at_least
        Enough films to stop dropping.
    """
    apart = _apart(catalog, constraints, statistics)
    enough = min(at_least, int(np.count_nonzero(free)))
    for dropped in _sets(tuple(apart)):
        members = free.copy()
        for name, meets in apart.items():
            if name not in dropped:
                members &= meets
        if np.count_nonzero(members) >= enough:
            break
    empty = {name: getattr(Constraints(), name) for name in dropped}
    return Relaxed(replace(constraints, **empty), dropped, members)


def _apart(catalog: Catalog, constraints: Constraints, statistics: ItemStatistics) -> dict[str, Bools]:
    """Which movies meet each constraint that was made, by its name."""
    made = [name for name in DROPPING_ORDER if getattr(constraints, name) != getattr(Constraints(), name)]
    return {
        name: allowed(catalog, replace(Constraints(), **{name: getattr(constraints, name)}), statistics)
        for name in made
    }


def _sets(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every set of names, the smallest first."""
    for size in range(len(names) + 1):
        yield from combinations(names, size)
