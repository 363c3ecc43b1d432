"""Movies that join a fitted model: each stands where well-known movies of like content stand.

A model knows a movie by its ratings, and one that joined after the training has none. What it would be is estimated
from the content that it shares with movies whose place is known: a ridge regression from content to place (kernel
form). So any array over the movies of a model, vectors, biases, means, gets rows for the new ones as weighted sums of
rows that it has. Sums keep everything linear, and so explanations exact.

Source: Z. Gantner et al., «Learning attribute-to-feature mappings for cold-start recommendations» (ICDM 2010).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import TypeAlias

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.catalog import Catalog, Movie
from recengine.contents import content_counts, content_of

SURE_RATINGS = 10
"""The place of a movie with so many ratings is known; while no movie has so many, that of any rated one."""

MOST_MEMBERS = 2000
"""No more than the most rated ones stand for others: the cost grows with the cube of their number."""

RIDGE = 1.0
"""Beside 1, the likeness of a movie to itself: how little shared content is trusted."""

STRETCH, MOST_STRETCH = 0.95, 3.0
"""Estimates lie nearer the mean than what they estimate, the more so the more movies they average, and a new
movie would never be among the best. So it is looked for farther from the mean: times `STRETCH` over the root of the
length of its weights, which is 1 for a single movie."""

_Bag: TypeAlias = dict[str, float]


@dataclass(frozen=True, slots=True)
class Joining:
    """Movies that join a model, and the known ones that stand for them.

    Attributes
    ----------
    catalog
        The movies of the model in their order, then those that join.
    known
        How many the model knows.
    members
        Dense indices of the movies that stand for others, ascending, int64, shape (members,).
    given
        Weights for what a rating of the new movies says, adding to 1 in each row, float32, shape (new, members).
    found
        The same for where they are found among others, see `STRETCH`.
    """

    catalog: Catalog
    known: int
    members: Ints
    given: Floats
    found: Floats

    @classmethod
    def of(
        cls, catalog: Catalog, movies: Sequence[Movie], *, ratings: Floats, like: Catalog | None = None
    ) -> "Joining":
        """Work out who stands for whom.

        Parameters
        ----------
        catalog
            The movies that the model knows.
        movies
            Those that join; their ids are new.
        ratings
            Number of ratings of each known movie, shape (known,).
        like
            A catalogue that may be the whole one; then it is taken, with all that was worked out of it.

        Raises
        ------
        ValueError
            Where two movies share an id.
        """
        both = [*catalog, *movies]
        whole = like if like is not None and [*like] == both else Catalog(both)
        members = _members(ratings)
        given = _weights(catalog, [catalog.at(int(place)) for place in members], movies)
        return cls(whole, len(catalog), members, given, _stretched(given))

    @property
    def movies(self) -> list[Movie]:
        """The movies that join, in their order."""
        return [self.catalog.at(place) for place in range(self.known, len(self.catalog))]

    def as_given(self, values: Floats) -> Floats:
        """Rows of the new movies for what ratings of them say, from those of the known, shape (new, ...)."""
        return np.asarray(self.given @ values[self.members], dtype=np.float32)

    def as_found(self, values: Floats) -> Floats:
        """Rows of the new movies for where they are found, from those of the known, shape (new, ...)."""
        return np.asarray(self.found @ values[self.members], dtype=np.float32)

    def on(self, places: Ints, weights: Floats) -> Floats:
        """The columns of `given` or `found` for some known movies, 0 for those that stand for nobody.

        Returns
        -------
        float32, shape (new, places)
        """
        columns = np.zeros((len(weights), self.known), dtype=np.float32)
        columns[:, self.members] = weights
        return columns[:, places]


def longer(known: np.ndarray, new: np.ndarray) -> np.ndarray:
    """An array over the known movies with the rows of the new ones behind."""
    return np.concatenate([known, new.astype(known.dtype, copy=False)])


def with_joined(weights: Floats, given: Floats, found: Floats) -> Floats:
    """Weights between movies with rows and columns for new ones, who say nothing of themselves.

    Parameters
    ----------
    weights
        What each rated movie (row) says of each other (column), shape (movies, movies).
    given, found
        Who stands for the new ones as rows and as columns, shape (new, movies).

    Returns
    -------
    float32, shape (movies + new, movies + new)
    """
    rows, columns = given @ weights, weights @ found.T
    corner = rows @ found.T
    np.fill_diagonal(corner, 0.0)
    return np.asarray(np.block([[weights, columns], [rows, corner]]), dtype=np.float32)


def _members(ratings: Floats) -> Ints:
    order = np.argsort(-ratings, kind="stable")[:MOST_MEMBERS]
    for least in (SURE_RATINGS, 1):
        if (sure := order[ratings[order] >= least]).size:
            return np.sort(sure)
    return np.sort(order)


def _weights(catalog: Catalog, members: Sequence[Movie], movies: Sequence[Movie]) -> Floats:
    """Each new movie as a weighted sum of members; nearer to their mean the less content it shares with them."""
    if not members:
        return np.zeros((len(movies), 0), dtype=np.float32)
    counts = content_counts(catalog)
    rarity = {feature: log((1 + len(catalog)) / (1 + count)) for feature, count in counts.items()}
    own = [_unit(movie, rarity) for movie in members]
    of_feature = _postings(own)
    likeness = _likeness(own, of_feature, len(members))
    likeness[np.diag_indices_from(likeness)] += np.float32(RIDGE)
    shared = _likeness([_unit(movie, rarity) for movie in movies], of_feature, len(members))
    weights = np.linalg.solve(likeness, shared.T).T
    missing = 1.0 - weights.sum(axis=1, keepdims=True)
    return np.asarray(weights + missing / len(members), dtype=np.float32)


def _stretched(given: Floats) -> Floats:
    """Weights farther from the mean, see `STRETCH`; each row still adds to 1."""
    mean = np.float32(1.0 / max(given.shape[1], 1))
    length = np.linalg.norm(given - mean, axis=1, keepdims=True)
    times = np.minimum(STRETCH / np.sqrt(np.maximum(length, 1e-9)), MOST_STRETCH)
    return np.asarray(mean + times * (given - mean), dtype=np.float32)


def _unit(movie: Movie, rarity: _Bag) -> _Bag:
    """Content by how rare it is, squares adding to 1."""
    bag = {feature: rarity[feature] for feature in content_of(movie) if rarity.get(feature, 0.0) > 0}
    length = sqrt(sum(value * value for value in bag.values()))
    return {feature: value / length for feature, value in bag.items()}


def _postings(bags: Sequence[_Bag]) -> dict[str, tuple[Ints, Floats]]:
    """Who has each feature, and how much of it."""
    found: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, bag in enumerate(bags):
        for feature, value in bag.items():
            found[feature].append((place, value))
    return {
        feature: (np.asarray([p for p, _ in pairs], np.int64), np.asarray([v for _, v in pairs], np.float32))
        for feature, pairs in found.items()
    }


def _likeness(bags: Sequence[_Bag], of_feature: dict[str, tuple[Ints, Floats]], members: int) -> Floats:
    """Cosines between bags and members, shape (bags, members)."""
    found = np.zeros((len(bags), members), dtype=np.float32)
    for row, bag in enumerate(bags):
        for feature, value in bag.items():
            if feature in of_feature:
                places, values = of_feature[feature]
                found[row, places] += np.float32(value) * values
    return found
