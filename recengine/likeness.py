"""What films are about: how like each other they are, and how they go with what a person liked."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np

from recengine.arrays import Floats, History, Ints
from recengine.catalog import Catalog
from recengine.columns import DISLIKE
from recengine.query import keywords_of

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
    names = [f"genre:{g}" for g in catalog.genres]
    decades = sorted({m.decade for m in catalog if m.decade is not None})
    column = {name: i for i, name in enumerate([*names, *decades])}
    vectors = np.zeros((len(catalog), len(column)), dtype=np.float32)
    for row, movie in enumerate(catalog):
        for genre in movie.genres:
            vectors[row, column[f"genre:{genre}"]] = 1.0
        if movie.decade is not None:
            vectors[row, column[movie.decade]] = 0.5
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-9), dtype=np.float32)


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
    def keywords(self) -> list[dict[str, float]]:
        """Words and people of each film, the rarer the heavier (inverse document frequency), squares adding to 1.

        What one film alone has joins it to none and is left out.
        """
        return self.catalog.once(_weighed_keywords)

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
        return self.catalog.once(_years)

    def _shared(self, own: Ints, share: Floats, places: Ints) -> Floats:
        """Likeness of each film's words and people to those of the liked films: the mean cosine."""
        profile: defaultdict[str, float] = defaultdict(float)
        for place, weight in zip(own.tolist(), share.tolist(), strict=True):
            for word, value in self.keywords[place].items():
                profile[word] += weight * value
        found = [_product(self.keywords[place], profile) for place in places.tolist()]
        return np.asarray(found, dtype=np.float32)


def _weighed_keywords(catalog: Catalog) -> list[dict[str, float]]:
    bags = [keywords_of(movie) for movie in catalog]
    films = Counter(word for bag in bags for word in bag)
    return [_unit({word: log(len(bags) / films[word]) for word in sorted(bag) if films[word] > 1}) for bag in bags]


def _years(catalog: Catalog) -> Floats:
    years = (np.nan if movie.year is None else movie.year for movie in catalog)
    return np.fromiter(years, np.float32, len(catalog))


def _product(bag: Mapping[str, float], profile: Mapping[str, float]) -> float:
    return sum(value * profile[word] for word, value in bag.items() if word in profile)


def _unit(bag: dict[str, float]) -> dict[str, float]:
    length = sum(value * value for value in bag.values()) ** 0.5
    return {word: value / length for word, value in bag.items()} if length > 0 else {}
