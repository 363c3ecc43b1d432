"""Ways to choose what to ask, by name: each says how much asking about every film is worth to a person right now."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.catalog import Catalog
from recengine.elicitation.learned import Answers, Elicitation
from recengine.elicitation.worth import helf, log_popularity_entropy, popularity
from recengine.statistics import ItemStatistics

VALUE_WEIGHT: Final = 0.1
"""A standard deviation more of value makes up for about a tenth less chance of having been seen."""

VARIETY: Final = 0.7
"""What a film loses in worth, the log of a chance, when one just like it in genres and decade is beside it."""

BEHIND: Final = 1000.0
"""So far behind the films that training chose are all the others: they come up when those have run out."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What is known when films are to be chosen.

    Attributes
    ----------
    learned
        What training found out about asking, or None.
    """

    catalog: Catalog
    statistics: ItemStatistics
    answers: Answers
    learned: Elicitation | None = None


Worth: TypeAlias = Callable[[Moment], Floats]
"""Worth of asking about each movie of the catalogue, shape (items,), higher is better."""


@dataclass(frozen=True, slots=True)
class Strategy:
    """A way to choose.

    Attributes
    ----------
    variety
        What likeness to the films beside it takes from a film's worth.
    """

    worth: Worth
    variety: float = 0.0


def _random(moment: Moment) -> Floats:
    """A shuffle of all rated films, the same at each call so that no film comes up twice."""
    order = np.random.default_rng(0).random(len(moment.catalog))
    return np.asarray(order - BEHIND * (moment.statistics.ratings == 0), dtype=np.float32)


def _static(moment: Moment) -> Floats:
    """The worth that films have to a stranger, whatever was answered: one list for everybody."""
    return _learned(moment, {}, VALUE_WEIGHT)


def _likely(moment: Moment) -> Floats:
    """Films that this person has seen in all likelihood, whatever their answer is worth."""
    return _learned(moment, moment.answers, 0.0)


def _adaptive(moment: Moment) -> Floats:
    """Chance of having been seen, given the answers so far, times value of the answer."""
    return _learned(moment, moment.answers, VALUE_WEIGHT)


def _learned(moment: Moment, answers: Answers, value_weight: float) -> Floats:
    """Log of the chance plus weighted value; by popularity alone where nothing was learned."""
    worth = popularity(moment.statistics)
    if moment.learned is None:
        return worth
    worth -= np.float32(BEHIND)
    known = np.isin(moment.learned.item_ids, moment.catalog.item_ids)
    places: Ints = moment.catalog.indices_of(moment.learned.item_ids.tolist())
    own = np.log(moment.learned.chances(answers)) + value_weight * moment.learned.value
    worth[places] = own[known]
    return worth


DEFAULT: Final = "adaptive"

STRATEGIES: Final[dict[str, Strategy]] = {
    "random": Strategy(_random),
    "popular": Strategy(lambda moment: popularity(moment.statistics)),
    "popular-varied": Strategy(lambda moment: popularity(moment.statistics), variety=VARIETY),
    "log-popularity-entropy": Strategy(lambda moment: log_popularity_entropy(moment.statistics)),
    "helf": Strategy(lambda moment: helf(moment.statistics)),
    "static": Strategy(_static, variety=VARIETY),
    "likely": Strategy(_likely),
    "adaptive": Strategy(_adaptive, variety=VARIETY),
}
