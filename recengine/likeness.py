"""What films are about: how like each other they are, and how they go with what a person liked."""

from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np
from numpy.typing import NDArray

from recengine.arrays import Floats, History, Ints
from recengine.catalog import Catalog
from recengine.columns import DISLIKE
from recengine.entries import entries
from recengine.sparse import entries_of, starts_of
from recengine.text import fold

GENRES_WEIGHT = 1.1
"""Of genres and decade shared with what was liked; times log(1 + number rated), as evidence gathers."""

YEARS_WEIGHT = 0.7
"""Of closeness in years to what was liked."""

FAME_WEIGHT = 8.5
"""Of fame where famous films were rated, against it where little-known ones were; times log(1 + number rated)."""

ORDINARY_FAME = 0.6
"""Films rated by chance are about so famous."""

KEYWORDS_WEIGHT = 5.0
"""Of words and people shared with what was liked; times log(number rated): of one film alone they tell nothing."""

YEARS_APART = 5.0
"""Films that are so many years apart are 1/e as close as films of one year."""


def content_vectors(catalog: Catalog) -> Floats:
    """Genres and decades of each movie as vectors of length 1, shape (items, features)."""
    genres, decades = catalog.once(entries, "genres"), np.floor(catalog.once(years_of) / 10)
    known = np.flatnonzero(~np.isnan(decades))
    each, decade = np.unique(decades[known], return_inverse=True)
    column = np.argsort(np.argsort(genres.names))
    vectors = np.zeros((len(catalog), len(column) + len(each)), dtype=np.float32)
    vectors[genres.films, column[genres.texts]] = 1.0
    vectors[known, len(column) + decade] = 0.5
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-9), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Keywords:
    """Keywords of films as sparse vectors.

    Attributes
    ----------
    start, columns, values
        Film i has the keywords `columns[start[i]:start[i + 1]]`, weighing as much; int64, int32 and float32.
    """

    start: Ints
    columns: NDArray[np.int32]
    values: Floats

    @property
    def width(self) -> int:
        """One more than the highest number of a keyword."""
        return int(self.columns.max(initial=-1)) + 1

    def mixed(self, films: Ints, share: Floats) -> NDArray[np.float64]:
        """The sum of some films' vectors, each times its share, shape (width,)."""
        entries, lengths = entries_of(self.start, films)
        parts = self.values[entries] * np.repeat(share, lengths)
        return np.asarray(np.bincount(self.columns[entries], parts, minlength=self.width), dtype=np.float64)

    def likeness(self, vector: NDArray[np.float64], films: Ints) -> Floats:
        """The product of each of some films' vectors with a vector of keywords, shape (films,)."""
        entries, lengths = entries_of(self.start, films)
        row = np.repeat(np.arange(len(films)), lengths)
        products = self.values[entries] * vector[self.columns[entries]]
        return np.bincount(row, products, minlength=len(films)).astype(np.float32)


@dataclass(frozen=True)
class Likeness:
    """What the films of a catalogue have in common; parts are made when first used.

    `ratings` is how many each film has, shape (items,).
    """

    catalog: Catalog
    ratings: Floats

    def prepare(self) -> None:
        """Make every part now."""
        _ = self.vectors, self.keywords, self._fame, self._years

    @cached_property
    def vectors(self) -> Floats:
        """See `content_vectors`."""
        return self.catalog.once(content_vectors)

    @cached_property
    def keywords(self) -> Keywords:
        """Words and people of each film, the rarer the heavier (inverse document frequency), squares adding to 1.

        What one film alone has joins it to none and is left out.
        """
        return Keywords(**self.catalog.once(_weighed_keywords))

    def fit(self, history: History, places: Ints) -> Floats:
        """How well films go with what a person liked, in standard deviations of scores, shape (places,).

        A rating counts by how far it is above a dislike, but for fame, which is a matter of what one gets to see.
        What is not known of a film is no fit and no misfit; a history without any such rating fits nothing.

        Parameters
        ----------
        places
            Dense indices of the films to be judged.
        """
        rated = [(self.catalog.index_of(i), stars - DISLIKE) for i, stars in history.items() if i in self.catalog]
        own = np.asarray([place for place, above in rated if above > 0], dtype=np.int64)
        if not len(own):
            return np.zeros(len(places), dtype=np.float32)
        above = np.asarray([above for _, above in rated if above > 0], dtype=np.float32)
        share = above / above.sum()
        genres = self.vectors[places] @ (share @ self.vectors[own])
        years, keywords = self._closeness(own, places) @ share, self._shared(own, share, places)
        level = float(self._fame[[place for place, _ in rated]].mean()) - ORDINARY_FAME
        broad = GENRES_WEIGHT * genres + FAME_WEIGHT * level * self._fame[places]
        close = YEARS_WEIGHT * years + KEYWORDS_WEIGHT * log(len(rated)) * keywords
        return np.asarray(log(1 + len(rated)) * broad + close, dtype=np.float32)

    @cached_property
    def _fame(self) -> Floats:
        """From 0 for a film that nobody rated to 1 for the most rated one, on a log scale."""
        logs = np.log1p(self.ratings)
        return np.asarray(logs / max(float(logs.max(initial=0.0)), 1e-9), dtype=np.float32)

    def _closeness(self, own: Ints, places: Ints) -> Floats:
        """Of films in years, 1 for the same year, shape (places, own); unknown years are close to none."""
        apart = np.abs(self._years[places][:, None] - self._years[own][None, :])
        return np.asarray(np.nan_to_num(np.exp(-apart / YEARS_APART)), dtype=np.float32)

    @cached_property
    def _years(self) -> Floats:
        return self.catalog.once(years_of)

    def _shared(self, own: Ints, share: Floats, places: Ints) -> Floats:
        """Likeness of each film's words and people to those of the liked films: the mean cosine."""
        return self.keywords.likeness(self.keywords.mixed(own, share), places)


def _weighed_keywords(catalog: Catalog) -> dict[str, np.ndarray]:
    own, _ = catalog.once(entries, "words", "directors", "actors").by(fold)
    films = np.bincount(own.texts, minlength=len(own.names))
    shared = films[own.texts] > 1
    rows, columns = own.films[shared], own.texts[shared]
    rarity = np.log(len(catalog) / films[columns])
    length = np.sqrt(np.bincount(rows, rarity**2, minlength=len(catalog)))[rows]
    values = np.divide(rarity, length, out=np.zeros_like(rarity), where=length > 0)
    start = starts_of(np.bincount(rows, minlength=len(catalog)))
    return {"start": start, "columns": columns, "values": values.astype(np.float32)}


def years_of(catalog: Catalog) -> Floats:
    """Year of each movie, NaN where it is not known, shape (items,)."""
    years = (np.nan if movie.year is None else movie.year for movie in catalog)
    return np.fromiter(years, np.float32, len(catalog))
