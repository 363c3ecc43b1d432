"""What critiques and traits are about, as arrays over the catalogue; each is made when first used.

An object may be shared between threads: what is cached is never changed, and made twice it comes out the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np

from recengine.arrays import Floats
from recengine.catalog import Catalog
from recengine.critiques import Direction
from recengine.likeness import Likeness, years_of
from recengine.moods import Mood, moods
from recengine.statistics import ItemStatistics
from recengine.trait_table import TraitTable, trait_table

ENOUGH_MINUTES = 0.5
"""«Shorter» makes sense where this share of all ratings is of films whose running time is known."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Something that critiques move along.

    Attributes
    ----------
    values
        Of each film, NaN where it is not known, shape (items,).
    unit
        A difference that people notice.
    strict
        Whether films that are level with the reference are left out too. Moods have few values and an end, so there
        only what goes the wrong way is.
    """

    values: Floats
    unit: float
    strict: bool


AXES: dict[Direction, tuple[str, float]] = {
    Direction.NEWER: ("year", 1.0),
    Direction.OLDER: ("year", -1.0),
    Direction.LIGHTER: ("light", 1.0),
    Direction.DARKER: ("light", -1.0),
    Direction.FUNNIER: ("funny", 1.0),
    Direction.SCARIER: ("scary", 1.0),
    Direction.MORE_POPULAR: ("fame", 1.0),
    Direction.LESS_POPULAR: ("fame", -1.0),
    Direction.SHORTER: ("minutes", -1.0),
}
"""The axis of each direction, and which way; «different» has no axis but a film to move away from."""


@dataclass(frozen=True)
class Attributes:
    """Axes of a catalogue, and which films have which trait."""

    catalog: Catalog
    statistics: ItemStatistics
    likeness: Likeness

    def prepare(self) -> None:
        """Make every part now, likeness included."""
        self.likeness.prepare()
        for name, _ in AXES.values():
            self.axis(name)
        _ = self._traits

    def axis(self, name: str) -> Axis:
        """An axis by its name in `AXES`."""
        found: Axis = getattr(self, f"_{name}")
        return found

    @property
    def vectors(self) -> Floats:
        """What «different» moves away in: genres and decade as vectors of length 1 or 0."""
        return self.likeness.vectors

    def having(self, trait: str) -> Floats:
        """1 where a film has a trait, 0 elsewhere, shape (items,)."""
        found = np.zeros(len(self.catalog), dtype=np.float32)
        found[self._traits.films_with(trait)] = 1.0
        return found

    def rarity(self, trait: str) -> float:
        """From 0 for a trait that all films have to 1 for one of a single film (inverse document frequency)."""
        films, having = len(self.catalog), len(self._traits.films_with(trait))
        return log(films / max(having, 1)) / log(films) if films > 1 else 0.0

    @property
    def names(self) -> Mapping[str, str]:
        """Every trait that a film has: its key, and how the first film that has it writes it."""
        return self._traits.names

    @cached_property
    def _traits(self) -> TraitTable:
        return self.catalog.once(trait_table)

    @cached_property
    def _year(self) -> Axis:
        return Axis(self.catalog.once(years_of), 10.0, strict=True)

    @cached_property
    def _minutes(self) -> Axis:
        return Axis(self.catalog.once(_minutes), 20.0, strict=True)

    @cached_property
    def _fame(self) -> Axis:
        return Axis(np.log1p(self.statistics.ratings).astype(np.float32), 1.0, strict=True)

    @cached_property
    def _light(self) -> Axis:
        return Axis(self.catalog.once(moods, Mood.LIGHT), 0.5, strict=False)

    @cached_property
    def _funny(self) -> Axis:
        return Axis(self.catalog.once(moods, Mood.FUNNY), 0.5, strict=False)

    @cached_property
    def _scary(self) -> Axis:
        return Axis(self.catalog.once(moods, Mood.SCARY), 0.5, strict=False)


def _minutes(catalog: Catalog) -> Floats:
    minutes = (np.nan if movie.minutes is None else movie.minutes for movie in catalog)
    return np.fromiter(minutes, np.float32, len(catalog))


def can_shorten(catalog: Catalog, statistics: ItemStatistics) -> bool:
    """Whether running times are known well enough to offer «shorter»: of the films of half of all ratings."""
    total = float(statistics.ratings.sum())
    if total <= 0:
        return False
    known = float(statistics.ratings[~np.isnan(catalog.once(_minutes))].sum())
    return known >= ENOUGH_MINUTES * total
