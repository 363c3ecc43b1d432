"""People and films of a generated world: how well known, of which taste, how good."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

GENRES = (
    *("Action", "Adventure", "Animation", "Children", "Comedy", "Crime", "Documentary", "Drama", "Fantasy"),
    *("Film-Noir", "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller", "War", "Western"),
)
TASTES = len(GENRES)
"""A taste is for one genre."""

LOVED = 6.0
"""A person meets films of their own two tastes so many times as often as others."""

FEWEST = 20
"""Ratings of a person, as in MovieLens."""

OWN = 0.6
"""Share of films that a person looks for in a taste of theirs, not among all."""


@dataclass(frozen=True, slots=True)
class Size:
    """Numbers of ratings (about), films and people."""

    ratings: int
    movies: int
    people: int

    @classmethod
    def of(cls, ratings: int, *, movies: int | None = None, people: int | None = None) -> "Size":
        """As MovieLens grows: 163 ratings a person; films by the root of the ratings, 62,000 at most.

        Raises
        ------
        ValueError
            Where nobody could have so many ratings, or everybody would have fewer than 20.
        """
        movies = min(62_000, round(9_700 * (ratings / 100_000) ** 0.4)) if movies is None else movies
        people = min(200_000, max(1, ratings // 163)) if people is None else people
        if not FEWEST * people <= ratings <= people * movies // 4:
            raise ValueError(f"{ratings:,} ratings of {movies:,} films do not go with {people:,} people")
        return cls(ratings, movies, people)


@dataclass(frozen=True)
class World:
    """All that ratings are drawn from.

    Attributes
    ----------
    size
        Numbers of ratings, films and people.
    seed
        Everything random follows from it.
    """

    size: Size
    seed: int = 0

    @cached_property
    def fame(self) -> np.ndarray:
        """How often each film is met beside the best known one, a power law with a flat top, shape (movies,)."""
        rank = np.random.default_rng([self.seed, 1]).permutation(self.size.movies)
        return (1.0 + rank / 60.0) ** -1.35

    @cached_property
    def genres(self) -> np.ndarray:
        """1 to 3 genres a film, places in `GENRES`, -1 where there are fewer, shape (movies, 3)."""
        rng = np.random.default_rng([self.seed, 2])
        weight = 1.0 / (3.0 + np.arange(TASTES))
        drawn = rng.choice(TASTES, size=(self.size.movies, 3), p=weight / weight.sum())
        for place in (1, 2):
            again = (drawn[:, :place] == drawn[:, place, None]).any(axis=1)
            drawn[again | (rng.random(self.size.movies) > (0.6, 0.35)[place - 1]), place] = -1
        return drawn

    @cached_property
    def years(self) -> np.ndarray:
        """Years of the films, most of them late ones, shape (movies,)."""
        return 2023 - np.minimum(
            np.random.default_rng([self.seed, 3]).exponential(18.0, self.size.movies), 105
        ).astype(int)

    @cached_property
    def quality(self) -> np.ndarray:
        """Mean stars of each film among people to whom it is nothing special, shape (movies,)."""
        return np.random.default_rng([self.seed, 4]).normal(3.3, 0.45, self.size.movies)

    @cached_property
    def lengths(self) -> np.ndarray:
        """Ratings of each person: 20, and a power law's share of the others, shape (people,)."""
        size, rng = self.size, np.random.default_rng([self.seed, 5])
        appetite = np.minimum(rng.pareto(1.6, size.people), 60.0)
        left = size.ratings - FEWEST * size.people
        lengths = FEWEST + rng.multinomial(left, appetite / appetite.sum())
        return np.minimum(lengths, size.movies // 3)

    @cached_property
    def tastes(self) -> np.ndarray:
        """Two tastes a person, shape (people, 2)."""
        return np.random.default_rng([self.seed, 6]).integers(TASTES, size=(self.size.people, 2))

    @cached_property
    def by_taste(self) -> np.ndarray:
        """Chances that a film up to each one is met, a row a taste and one for none, shape (tastes + 1, movies)."""
        of_taste = np.stack([(self.genres == taste).any(axis=1) for taste in range(TASTES)])
        appeal = self.fame * np.vstack([np.where(of_taste, LOVED, 1.0), np.ones(self.size.movies)])
        sums = appeal.cumsum(axis=1)
        return sums / sums[:, -1:]
