"""Ratings drawn from a world, some people at a time, so that memory does not grow with their number."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.generated.world import OWN, TASTES, World

AT_ONCE = 2_000_000
"""Ratings held at once, about."""

MORE, MOST = 1.6, 12.0
"""So many are drawn for each one that is wanted, as some are drawn twice: the more of all films, the more often."""

BEGUN, DAY, YEARS = 1_000_000_000, 86_400, 15


@dataclass(frozen=True, slots=True)
class Ratings:
    """Ratings of some people, in the order of people and time; all of shape (ratings,).

    `user` counts from 1, `movie` is a place in the world's films.
    """

    user: np.ndarray
    movie: np.ndarray
    stars: np.ndarray
    timestamp: np.ndarray


def drawn(world: World) -> Iterator[Ratings]:
    """All ratings of a world; the same for the same seed."""
    ends = np.cumsum(world.lengths)
    cuts = np.searchsorted(ends, np.arange(AT_ONCE, ends[-1], AT_ONCE))
    for number, people in enumerate(np.split(np.arange(world.size.people), np.unique(cuts))):
        if len(people):
            yield _of(world, people, np.random.default_rng([world.seed, 7, number]))


def _of(world: World, people: np.ndarray, rng: np.random.Generator) -> Ratings:
    person, movie = _met(world, people, rng)
    own = (world.genres[movie][:, :, None] == world.tastes[person][:, None, :]).any(axis=(1, 2))
    generosity = rng.normal(0.0, 0.4, world.size.people)[person]
    liking = world.quality[movie] + np.where(own, 0.55, -0.15) + generosity + rng.normal(0.0, 0.75, len(movie))
    stars = np.clip(np.round(2 * liking) / 2, 0.5, 5.0).astype(np.float32)
    return Ratings(person + 1, movie, stars, _times(person, rng))


def _met(world: World, people: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Who met which film, each once, the first ones drawn of as many as a person rates."""
    wanted = world.lengths[people]
    more = MORE + MOST * wanted / world.size.movies
    person = np.repeat(people, np.ceil(wanted * more).astype(int) + 5)
    taste = world.tastes[person, rng.integers(2, size=len(person))]
    taste[rng.random(len(person)) > OWN] = TASTES
    movie, chance = np.empty(len(person), dtype=np.int64), rng.random(len(person))
    for row in range(TASTES + 1):
        mine = taste == row
        movie[mine] = np.searchsorted(world.by_taste[row], chance[mine], side="right")
    movie = np.minimum(movie, world.size.movies - 1)  # rounding may leave a last chance above the last sum
    first = np.sort(np.unique(person * np.int64(world.size.movies) + movie, return_index=True)[1])
    person, movie = person[first], movie[first]
    begins = np.searchsorted(person, people)
    kept = np.arange(len(person)) - begins[person - people[0]] < world.lengths[person]
    return person[kept], movie[kept]


def _times(person: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Seconds since 1970: everybody begins some day and rates every minute or so."""
    begins = BEGUN + DAY * rng.integers(365 * YEARS, size=int(person.max()) + 1)
    steps = np.cumsum(rng.integers(5, 120, len(person)))
    firsts = np.flatnonzero(np.diff(person, prepend=-1))
    return begins[person] + steps - np.repeat(steps[firsts], np.diff(np.append(firsts, len(person))))
