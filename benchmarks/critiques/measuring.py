"""Lists with and without a critique, for held-out people whose reference is their first suggestion."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from recengine.arrays import Floats, History, Ints
from recengine.attributes import Attributes
from recengine.critiques import Critique, Direction
from recengine.dataset import Dataset
from recengine.evaluation.splitting import hold_out_users
from recengine.likeness import Likeness
from recengine.models import make_model
from recengine.moods import Mood, moods
from recengine.query import Query
from recengine.recommender import Recommender
from recengine.stars import StarPredictor
from recengine.statistics import ItemStatistics

GIVEN, LIST = 10, 10
LOST = 0.10


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured of a list, and how: `sign` is 1 where more of it is the way asked for."""

    label: str
    sign: float
    of: Callable[[Ints, int], float]


@dataclass(frozen=True, slots=True)
class Row:
    """One direction over all people: each array has one number a person, shape (people,)."""

    label: str
    sign: float
    before: Floats
    after: Floats
    match_before: Floats
    match_after: Floats
    dropped: int

    @property
    def moved(self) -> float:
        """Share of people whose list moved the way asked for."""
        return float((self.sign * (self.after - self.before) > 0).mean())

    @property
    def stuck(self) -> float:
        """Share of people whose list did not change in this, such as one that was all comedies before."""
        return float((self.after == self.before).mean())

    @property
    def lost(self) -> float:
        """Relative loss of the mean predicted match."""
        return 1.0 - float(self.match_after.mean() / self.match_before.mean())


def measures(recommender: Recommender) -> Mapping[Direction, Measure]:
    """What each direction should change in the ten films shown."""
    catalog, statistics = recommender.catalog, recommender.statistics
    likeness = Likeness(catalog, statistics.ratings)
    attributes = Attributes(catalog, statistics, likeness)
    ranks = np.empty(len(catalog), dtype=np.float32)
    ranks[np.argsort(-statistics.ratings, kind="stable")] = np.arange(1, len(catalog) + 1)

    def mean(values: Floats) -> Callable[[Ints, int], float]:
        return lambda places, _: float(np.nanmean(values[places])) if not np.isnan(values[places]).all() else np.nan

    def genre(*names: str) -> Callable[[Ints, int], float]:
        return mean(np.asarray([bool({*names} & {*movie.genres}) for movie in catalog], dtype=np.float32))

    years, light = mean(attributes.axis("year").values), mean(moods(catalog, Mood.LIGHT))
    vectors = likeness.vectors
    return {
        Direction.NEWER: Measure("mean year", 1, years),
        Direction.OLDER: Measure("mean year", -1, years),
        Direction.LIGHTER: Measure("mean lightness", 1, light),
        Direction.DARKER: Measure("mean lightness", -1, light),
        Direction.FUNNIER: Measure("share of Comedy", 1, genre("Comedy")),
        Direction.SCARIER: Measure("share of Horror or Thriller", 1, genre("Horror", "Thriller")),
        Direction.MORE_POPULAR: Measure("mean popularity rank", -1, mean(ranks)),
        Direction.LESS_POPULAR: Measure("mean popularity rank", 1, mean(ranks)),
        Direction.SHORTER: Measure("mean minutes", -1, mean(attributes.axis("minutes").values)),
        Direction.DIFFERENT: Measure(
            "mean likeness to the film", -1, lambda places, film: float((vectors[places] @ vectors[film]).mean())
        ),
    }


def fitted(dataset: Dataset, model: str, *, seed: int, users: int) -> tuple[Recommender, list[History]]:
    """A recommender, and what people whom it was not trained on gave first."""
    hold_out = hold_out_users(dataset, seed=seed, users=users)
    train = hold_out.train
    recommender = Recommender(
        make_model(model, seed=seed).fit(train),
        train.catalog,
        ItemStatistics.of(train),
        stars=StarPredictor(seed=seed).fit(train),
    )
    return recommender, [user.given(GIVEN) for user in hold_out.users]


def measure(
    recommender: Recommender, histories: Sequence[History], *, times: int = 1, named: bool = True
) -> dict[Direction, Row]:
    """A row a direction; people of whose list nothing is known before or after are left out of that row.

    Parameters
    ----------
    times
        How often the critique is said, each time about the first film of the list that the last one gave.
    named
        Whether it names the film; else it is relative to what would be shown.
    """
    kinds = measures(recommender)
    found: dict[Direction, list[tuple[float, ...]]] = {direction: [] for direction in kinds}
    for history in histories:
        match = recommender.match(history)
        film = int(recommender.shortlist(Query(history), count=1)[0])
        place = recommender.catalog.index_of(film)
        plain = _list(recommender, Query(history, frozenset({film}), shown=(film,)))[0]
        for direction, kind in kinds.items():
            after, dropped = _critiqued(recommender, history, film, direction, times=times, named=named)
            values = kind.of(plain, place), kind.of(after, place)
            row = (*values, float(match[plain].mean()), float(match[after].mean()), float(dropped))
            found[direction].append(row)
    return {direction: _row(kinds[direction], np.asarray(rows)) for direction, rows in found.items()}


def _critiqued(
    recommender: Recommender, history: History, film: int, direction: Direction, *, times: int, named: bool
) -> tuple[Ints, bool]:
    shown, critiques = (film,), (Critique(direction, film if named else None),)
    for _ in range(times - 1):
        query = Query(history, frozenset(shown), shown=shown, critiques=critiques)
        shown += tuple(recommender.shortlist(query, count=1).tolist())
        critiques += (Critique(direction, shown[-1] if named else None),)
    return _list(recommender, Query(history, frozenset(shown), shown=shown, critiques=critiques))


def _list(recommender: Recommender, query: Query) -> tuple[Ints, bool]:
    answer = recommender.suggest(query, count=LIST)
    return recommender.catalog.indices_of(item.movie.item_id for item in answer.items), bool(answer.dropped)


def _row(kind: Measure, rows: np.ndarray) -> Row:
    known = rows[~np.isnan(rows).any(axis=1)].astype(np.float32)
    before, after, match_before, match_after, dropped = known.T
    return Row(kind.label, kind.sign, before, after, match_before, match_after, int(dropped.sum()))


def joined(rows: Sequence[Row]) -> Row:
    """Rows of several seeds as one."""
    arrays = ("before", "after", "match_before", "match_after")
    parts = [np.concatenate([getattr(row, name) for row in rows]) for name in arrays]
    return Row(rows[0].label, rows[0].sign, *parts, dropped=sum(row.dropped for row in rows))
