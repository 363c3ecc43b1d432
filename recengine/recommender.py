"""From a query to suggestions with reasons: candidates, scores, ranking, explanation."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from recengine.arrays import Bools, Floats, Ints
from recengine.catalog import Catalog, Movie
from recengine.errors import UnknownMovie
from recengine.explanations import Counterfactual, Reason, counterfactual, reasons
from recengine.models.base import Scorer
from recengine.query import Query
from recengine.ranking import POOL, Relaxed, best, content_vectors, diversified, relax
from recengine.statistics import ItemStatistics

DIVERSITY = 0.15
"""Default weight of variety in a list; it costs little accuracy."""

SEED_STARS = 5.0
"""A film that the answers should resemble counts as loved."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One movie, its place in the list (from 1), its score and the exact reason."""

    movie: Movie
    rank: int
    score: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Suggestions:
    """A list of suggestions, and which constraints had to be dropped to find any."""

    items: tuple[Suggestion, ...]
    dropped: tuple[str, ...] = ()


class Recommender:
    """A fitted model with the catalogue and statistics that its scores are about.

    Parameters
    ----------
    model, catalog, statistics
        Aligned: `model.item_ids` are `catalog.item_ids`.
    """

    def __init__(self, model: Scorer, catalog: Catalog, statistics: ItemStatistics) -> None:
        self.model = model
        self.catalog = catalog
        self.statistics = statistics

    def suggest(self, query: Query, *, count: int = 10, diversity: float = DIVERSITY) -> Suggestions:
        """The best movies for a query, never one that was rated or excluded.

        Parameters
        ----------
        count
            How many at most.
        diversity
            Weight of variety, see `recengine.ranking.diversified`.

        Raises
        ------
        UnknownMovie
            Where `query.like` names a movie that is not in the catalogue.
        InvalidRating
            Where the history holds what is no rating.
        """
        relaxed = self._members(query)
        scores = self.scores(query)
        order = best(scores, relaxed.members, max(POOL, count))
        chosen = diversified(order, scores, self._vectors, count=count, diversity=diversity)
        history = self._history(query)
        parts = self.model.contributions(history, self.catalog.item_ids[chosen])
        items = tuple(
            Suggestion(self.catalog.at(int(index)), rank, float(scores[index]), reason)
            for rank, (index, reason) in enumerate(zip(chosen, reasons(parts, history), strict=True), start=1)
        )
        return Suggestions(items, relaxed.dropped)

    def scores(self, query: Query) -> Floats:
        """Scores of all movies for a query, shape (items,); wishes do not change them, «like» does."""
        return self.model.score(self._history(query))

    def explain(self, query: Query, item_id: int) -> Reason:
        """The exact reason of one movie's score.

        Raises
        ------
        UnknownMovie
            Where the movie is not in the catalogue.
        """
        self.catalog.index_of(item_id)
        history = self._history(query)
        return reasons(self.model.contributions(history, np.asarray([item_id])), history)[0]

    def without(self, query: Query, item_id: int, *, film: int) -> Counterfactual:
        """Where a movie would stand had one film not been rated, computed by scoring again."""
        members = self._members(query).members.copy()
        members[self.catalog.index_of(item_id)] = True
        history = self._history(query)
        return counterfactual(self.model, history, item_id=item_id, without=film, candidates=members)

    def rank(self, query: Query, item_id: int) -> int:
        """Place of a movie among all that may be suggested to a query, 1 being the first."""
        members = self._members(query).members.copy()
        place = self.catalog.index_of(item_id)
        members[place] = True
        scores = self.scores(query)
        return 1 + int(np.count_nonzero(scores[members] > scores[place]))

    def similar(
        self, item_ids: Sequence[int], *, exclude: frozenset[int] = frozenset(), count: int = 5
    ) -> Suggestions:
        """Movies that go with some given ones, whatever else a person rated."""
        return self.suggest(Query(exclude=exclude, like=tuple(item_ids)), count=count)

    def _history(self, query: Query) -> dict[int, float]:
        for item_id in query.like:
            if item_id not in self.catalog:
                raise UnknownMovie(f"no movie with id {item_id} in this catalogue")
        return {**query.history, **dict.fromkeys(query.like, SEED_STARS)}

    def _members(self, query: Query) -> Relaxed:
        free: Bools = np.ones(len(self.catalog), dtype=bool)
        out: Ints = self.catalog.indices_of({*query.history, *query.exclude, *query.like})
        free[out] = False
        return relax(self.catalog, query.constraints, self.statistics, free)

    @cached_property
    def _vectors(self) -> Floats:
        return content_vectors(self.catalog)
