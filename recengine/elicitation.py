"""Choosing what to ask a newcomer: films they are likely to have seen and whose answer teaches most."""

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.catalog import Catalog
from recengine.ranking import POOL, content_vectors, diversified
from recengine.statistics import ItemStatistics

PER_SCREEN = 6
VARIETY = 4.0


def worth_asking(statistics: ItemStatistics) -> Floats:
    """How much asking about each movie teaches, shape (items,): log of its ratings times how divided people are.

    Source: A. M. Rashid et al., «Getting to know you: learning new user preferences in recommender systems»
    (IUI 2002), the log-popularity times entropy strategy.
    """
    known = np.log1p(statistics.ratings) ** 2
    return np.asarray(known * (0.5 + statistics.entropy), dtype=np.float32)


def films_to_ask(
    catalog: Catalog,
    statistics: ItemStatistics,
    *,
    scores: Floats | None = None,
    exclude: frozenset[int] = frozenset(),
    count: int = PER_SCREEN,
) -> list[int]:
    """Ids of the films to ask about next, best first.

    Parameters
    ----------
    scores
        What the model thinks of this person so far, shape (items,): among films worth asking, those that fit are
        more likely to have been seen. None for a stranger.
    exclude
        Ids asked or rated before.
    """
    worth = worth_asking(statistics)
    if scores is not None and float(scores.std()) > 0:
        worth = worth * (1.0 + 0.1 * np.clip((scores - scores.mean()) / scores.std(), 0.0, 5.0))
    worth[catalog.indices_of(exclude)] = -np.inf
    order: Ints = np.argsort(-worth, kind="stable")[:POOL]
    order = order[np.isfinite(worth[order])]
    chosen = diversified(order, worth, content_vectors(catalog), count=count, diversity=VARIETY)
    return [int(item_id) for item_id in catalog.item_ids[chosen]]
