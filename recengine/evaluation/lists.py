"""Measuring lists as people are shown them, where the protocol measures the plain order of scores."""

from collections.abc import Callable, Sequence

import numpy as np

from recengine.arrays import History, Ints
from recengine.evaluation.protocol import GIVEN, Row, row_of
from recengine.evaluation.splitting import Given, HoldOut
from recengine.query import Query
from recengine.recommender import Recommender

Lister = Callable[[History], Ints]
"""From a history to the dense indices of the shown movies, best first, at least ten."""


def measure_lists(shown: Lister, hold_out: HoldOut, *, given: Sequence[Given] = GIVEN, name: str = "") -> list[Row]:
    """Figures of shown lists on the held-out users, one row for each number or share of given ratings.

    As `recengine.evaluation.protocol.measure`, over the same users; nothing follows after the end of a list, so
    that recall over 20 places finds no more in a list of ten than it holds.
    """
    rows = []
    for k in given:
        users = [user for user in hold_out.users if user.relevant(k)]
        if users:
            tops = np.stack([shown(user.given(k)) for user in users])
            rows.append(row_of(tops, users, k, hold_out.train, name=name))
    return rows


def lister(recommender: Recommender, *, adventurous: float, count: int = 10) -> Lister:
    """The lists of a recommender at one setting of the dial."""

    def shown(history: History) -> Ints:
        return recommender.catalog.indices_of(
            recommender.shortlist(Query(history), count=count, adventurous=adventurous).tolist()
        )

    return shown


def cards(recommender: Recommender, *, adventurous: float, count: int = 10) -> Lister:
    """What a chat shows that asks for one film at a time and is told nothing of them."""

    def shown(history: History) -> Ints:
        so_far: tuple[int, ...] = ()
        for _ in range(count):
            query = Query(history, exclude=frozenset(so_far), shown=so_far)
            so_far += tuple(recommender.shortlist(query, count=1, adventurous=adventurous).tolist())
        return recommender.catalog.indices_of(so_far)

    return shown
