"""The films to ask about next."""

from collections.abc import Sequence
from math import sqrt
from types import MappingProxyType
from typing import Final

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.catalog import Catalog, Movie
from recengine.elicitation.learned import Answers, Elicitation
from recengine.elicitation.strategies import DEFAULT, STRATEGIES, Moment
from recengine.errors import MatineeError
from recengine.history import check_stars
from recengine.ranking import POOL, best
from recengine.statistics import ItemStatistics

PER_SCREEN: Final = 6

_NOTHING: Final[Answers] = MappingProxyType({})


def films_to_ask(
    catalog: Catalog,
    statistics: ItemStatistics,
    *,
    answers: Answers = _NOTHING,
    learned: Elicitation | None = None,
    strategy: str = DEFAULT,
    beside: Sequence[int] = (),
    exclude: frozenset[int] = frozenset(),
    count: int = PER_SCREEN,
) -> list[int]:
    """Ids of the films to ask about next, best first; fewer than `count` where no more are left.

    Parameters
    ----------
    answers
        What was answered so far, None for «haven't seen»; these films do not come up again. Unknown ids say nothing.
    learned
        What training found out about asking. Without it the strategies that need it ask for popular films.
    strategy
        A name of `STRATEGIES`.
    beside
        Films that stay on the screen unanswered: not asked again, and the new ones shall be unlike them.
    exclude
        Other films not to ask about, which says nothing of the person.

    Raises
    ------
    MatineeError
        Where no strategy has this name.
    InvalidRating
        Where an answer is no rating and not None.
    """
    if strategy not in STRATEGIES:
        raise MatineeError(f"no strategy is called «{strategy}»; there are: {', '.join(STRATEGIES)}")
    for item_id, stars in answers.items():
        if stars is not None:
            check_stars(stars, item_id)
    chosen = STRATEGIES[strategy]
    worth = chosen.worth(Moment(catalog, statistics, answers, learned))
    free = np.ones(len(catalog), dtype=bool)
    free[catalog.indices_of([*answers, *beside, *exclude])] = False
    order = best(worth, free, max(POOL, count))
    places = _varied(catalog, order, worth, catalog.indices_of(beside), count=count, variety=chosen.variety)
    return [int(item_id) for item_id in catalog.item_ids[places]]


def _varied(catalog: Catalog, order: Ints, worth: Floats, beside: Ints, *, count: int, variety: float) -> Ints:
    """Choose one by one from the candidates `order`, each time taking from their worth for likeness to those beside.

    What counts is the film most alike among those on the screen and those just chosen.
    """
    if not variety:
        return order[:count]
    movies = [catalog.at(int(place)) for place in order]
    alike = np.zeros(len(order), dtype=np.float32)
    for place in beside:
        alike = _most_alike(alike, movies, catalog.at(int(place)))
    left, chosen = worth[order].astype(np.float32), list[int]()
    while len(chosen) < min(count, len(order)):
        pick = int(np.argmax(left - variety * alike))
        chosen.append(pick)
        left[pick] = -np.inf
        alike = _most_alike(alike, movies, movies[pick])
    return order[np.asarray(chosen, dtype=np.int64)]


def _most_alike(alike: Floats, movies: Sequence[Movie], other: Movie) -> Floats:
    return np.maximum(alike, np.asarray([likeness(movie, other) for movie in movies], dtype=np.float32))


def likeness(one: Movie, other: Movie) -> float:
    """How alike two films look on a screen, 0 to 1: half for the cosine of their genres, half for the same decade."""
    shared = len({*one.genres} & {*other.genres})
    genres = shared / max(1.0, sqrt(len(one.genres) * len(other.genres)))
    same_decade = one.decade is not None and one.decade == other.decade
    return 0.5 * genres + 0.5 * same_decade
