"""From a query to suggestions with reasons: candidates, scores, ranking, explanation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from recengine import filtering
from recengine.additions import with_films
from recengine.adventure import DEFAULT, Candidates, check_adventurous, chosen, renown
from recengine.arrays import Bools, Floats, History, Ints
from recengine.attributes import Attributes, can_shorten
from recengine.catalog import Catalog, Movie
from recengine.columns import MAX_STARS, MIN_STARS
from recengine.elicitation.learned import Elicitation
from recengine.errors import ModelError, UnknownMovie
from recengine.explanations import Counterfactual, Reason, counterfactual, reasons
from recengine.groups import recommend_group
from recengine.history import encode
from recengine.likeness import Likeness
from recengine.models.base import Scored, Scorer
from recengine.query import Query
from recengine.ranking import POOL, Relaxed, best, pool, relax
from recengine.recent import Recent
from recengine.stars import StarPredictor
from recengine.statistics import ItemStatistics
from recengine.steering import Steered, deviation, steer
from recengine.traits import TraitSetting

SEED_STARS = 5.0
"""A film that the answers should resemble counts as loved."""

CONTENT_LIKENESS = 3.0
"""Weight of shared genres and decade in «something like this», beside what the ratings say."""

OWN_TASTE = 0.5
"""Weight of the person's other ratings in «something like this»."""

RECENT = 8
"""What the model said to so many histories is kept: 4 bytes a film each."""

SURE_RATINGS = 10
"""«Something like this» is less sure of films with fewer ratings than this."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One movie, its place in the list as shown (from 1), the model's score for it and the exact reason of that."""

    movie: Movie
    rank: int
    score: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Suggestions:
    """A list of suggestions, and which constraints had to be dropped to find any."""

    items: tuple[Suggestion, ...]
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Choice:
    """Dense indices of the movies to show and of their contenders, the scores, and the wishes dropped."""

    places: Ints
    contenders: Ints
    steered: Steered
    dropped: tuple[str, ...]


class Recommender:
    """A fitted model with the catalogue and statistics that its scores are about.

    Parameters
    ----------
    model, catalog, statistics
        Aligned: `model.item_ids` are `catalog.item_ids`.
    stars
        Predicts stars, aligned as well; without it nothing personal is said of stars.
    elicitation
        What training learned about asking newcomers, if it did.
    presumed
        Ratings that each movie is taken to have where fame counts, shape (items,); by default those that it has.
    """

    def __init__(
        self,
        model: Scorer,
        catalog: Catalog,
        statistics: ItemStatistics,
        *,
        stars: StarPredictor | None = None,
        elicitation: Elicitation | None = None,
        presumed: Floats | None = None,
    ) -> None:
        self.model = model
        self.catalog = catalog
        self.statistics = statistics
        self.stars = stars
        self.elicitation = elicitation
        self.presumed = statistics.ratings if presumed is None else presumed
        self._recent = Recent[Scored](RECENT)

    with_films = with_films

    def suggest(self, query: Query, *, count: int = 10, adventurous: float = DEFAULT) -> Suggestions:
        """Movies for a query, never one that was rated or excluded.

        Parameters
        ----------
        count
            How many at most.
        adventurous
            From 0, the plain order of scores, to 1, lesser known and more varied films that still go with the person;
            see `recengine.adventure`. Where `query.like` asks for likeness, variety does not count.

        Raises
        ------
        UnknownMovie
            Where `query.like` names a movie that is not in the catalogue.
        InvalidRating
            Where the history holds what is no rating.
        InvalidAdventurous
            Where `adventurous` is no number from 0 to 1.
        """
        choice = self._choose(query, count, adventurous)
        why = self._reasons(query, choice.places, choice.contenders, choice.steered.parts)
        items = tuple(
            Suggestion(self.catalog.at(int(place)), rank, float(choice.steered.scores[place]), reason)
            for rank, (place, reason) in enumerate(zip(choice.places, why, strict=True), start=1)
        )
        return Suggestions(items, choice.dropped)

    def shortlist(self, query: Query, *, count: int = 10, adventurous: float = DEFAULT) -> Ints:
        """Ids of the movies that `suggest` would show, in that order, without working out the reasons."""
        return self.catalog.item_ids[self._choose(query, count, adventurous).places]

    def first(self, query: Query, *, adventurous: float = DEFAULT) -> tuple[Movie | None, tuple[str, ...]]:
        """The one movie that `suggest` would show first, or None, and the wishes dropped; no reason is worked out."""
        choice = self._choose(query, 1, adventurous)
        return (self.catalog.at(int(choice.places[0])) if len(choice.places) else None), choice.dropped

    def _choose(self, query: Query, count: int, adventurous: float) -> _Choice:
        dial = check_adventurous(adventurous)
        steered, dropped = self._steered(query)
        order = best(steered.scores, steered.members, max(POOL, count))
        candidates = self._candidates(query, order[: pool(steered.members, count)], steered.scores)
        places = chosen(candidates, count=count, adventurous=dial)
        return _Choice(places, order[:POOL], steered, dropped)

    def _steered(self, query: Query) -> tuple[Steered, tuple[str, ...]]:
        """Scores and members after critiques and traits, and all wishes that had to be dropped."""
        relaxed = self._members(query)
        plain = self._plain(query)
        muted = TraitSetting.MUTED in query.traits.values()
        stranger = self._plain(replace(query, history={})) if muted else plain
        steered = steer(plain, stranger, relaxed.members, query, self._attributes)
        return steered, (*relaxed.dropped, *steered.dropped)

    def _candidates(self, query: Query, order: Ints, scores: Floats) -> Candidates:
        vectors = self._likeness.vectors
        history = dict.fromkeys(query.like, SEED_STARS) if query.like else query.history
        return Candidates(
            order,
            scores[order],
            self._likeness.fit(history, order),
            self._renown[order],
            vectors[order] * (not query.like),
            vectors[self.catalog.indices_of(query.shown)],
            len(self.catalog.indices_of(history)),
        )

    def scores(self, query: Query) -> Floats:
        """Scores of all movies for a query, shape (items,); constraints do not change them, the rest does."""
        return self._scores(query).copy()

    def _scores(self, query: Query) -> Floats:
        return self._steered(query)[0].scores if query.critiques or query.traits else self._plain(query)

    def plain_scores(self, query: Query) -> Floats:
        """Scores of all movies before critiques and traits, shape (items,).

        For «like», what the ratings of the named films add to a stranger's scores, with their shared genres and
        decades and half of what the person's own ratings add. A stranger's scores are taken off, because else the
        films that everybody likes would be like every film.
        """
        return self._plain(query).copy()

    def _plain(self, query: Query) -> Floats:
        """Not to be changed: who asks next may get the same array."""
        if not query.like:
            return self._scored(query.history).scores
        self._check(query.like)
        stranger = self._scored({}).scores
        places = self.catalog.indices_of(query.like)
        vectors = self._likeness.vectors
        content = vectors @ vectors[places].mean(axis=0)
        unsure = 1.0 - np.minimum(self.presumed, SURE_RATINGS) / SURE_RATINGS
        likeness = self._scored(dict.fromkeys(query.like, SEED_STARS)).scores - stranger
        own = self._scored(query.history).scores - stranger if query.history else 0.0
        return np.asarray(likeness + CONTENT_LIKENESS * (content - unsure) + OWN_TASTE * own, dtype=np.float32)

    def _scored(self, history: History) -> Scored:
        """What the model says to a history; a turn asks for it several times, for a film and for its reason."""
        return self._recent.get(tuple(history.items()), lambda: self._asked(history))

    def _asked(self, history: History) -> Scored:
        scored = self.model.scored(history)
        scored.scores.flags.writeable = False  # several may hold it
        return scored

    def explain(self, query: Query, item_id: int) -> Reason:
        """The exact make-up of one movie's model score for the query's history.

        Raises
        ------
        UnknownMovie
            Where the movie is not in the catalogue.
        """
        return self.explain_all(query, [item_id])[0]

    def explain_all(self, query: Query, item_ids: Sequence[int]) -> list[Reason]:
        """The exact make-up of several movies' model scores, in their order, as `explain` tells one.

        Raises
        ------
        UnknownMovie
            Where a movie is not in the catalogue.
        """
        places = np.asarray([self.catalog.index_of(item_id) for item_id in item_ids], dtype=np.int64)
        steered, _ = self._steered(query)
        return self._reasons(query, places, best(steered.scores, steered.members, POOL), steered.parts)

    suggest_group = recommend_group

    def _reasons(self, query: Query, targets: Ints, contenders: Ints, parts: Mapping[str, Floats]) -> list[Reason]:
        """Reasons of the movies at `targets`, each rated film's part told against the mean over the contenders."""
        both = self._scored(query.history).contributions(np.concatenate([targets, contenders]))
        adjustments = {key: part[targets] for key, part in parts.items()}
        return reasons(both, query.history, count=len(targets), adjustments=adjustments)

    def without(self, query: Query, item_id: int, *, film: int) -> Counterfactual:
        """Where a movie would stand by its score had one film not been rated, computed by scoring again."""
        members = self._steered(query)[0].members.copy()
        place = self.catalog.index_of(item_id)
        members[place] = True

        def score(history: History) -> Floats:
            return self._scores(replace(query, history=history, exclude=query.exclude | {film}))

        return counterfactual(score, query.history, place=place, without=film, candidates=members)

    def rank(self, query: Query, item_id: int) -> int:
        """Place of a movie by its score among all that may be suggested to a query, 1 being the first.

        That is its place in a list with `adventurous=0`. A list that looks for variety may show it elsewhere, or not
        at all.
        """
        steered, _ = self._steered(query)
        members, scores = steered.members.copy(), steered.scores
        place = self.catalog.index_of(item_id)
        members[place] = True
        return 1 + int(np.count_nonzero(scores[members] > scores[place]))

    def predicted_stars(self, history: History, *, at: Ints | None = None) -> Floats:
        """Stars that a person would give each movie, within 0.5 and 5, float32 of shape (items,).

        Without a predictor these are the movies' shrunk means, the same for everybody.

        Parameters
        ----------
        at
            Dense indices of the movies to tell of, in the order of the answer; all by default.

        Raises
        ------
        InvalidRating
            Where the history holds what is no rating.
        """
        if self.stars is not None:
            return self.stars.predict(history, at=at)
        encode(history, {})
        return np.clip(self.statistics.mean_stars[_where(at)], MIN_STARS, MAX_STARS)

    def match(self, history: History, *, at: Ints | None = None) -> Floats:
        """Chance in percent that a person would like each movie, 0 to 100, float32 of shape (items,).

        Without a predictor it is the shrunk share of everybody's ratings that are likes.

        Parameters
        ----------
        at
            As for `predicted_stars`.

        Raises
        ------
        InvalidRating
            Where the history holds what is no rating.
        """
        if self.stars is not None:
            return 100 * self.stars.match(history, at=at)
        encode(history, {})
        return 100 * self.statistics.liked_share[_where(at)]

    def typical_error(self, history: History) -> Floats | None:
        """By how many stars `predicted_stars` is wrong on average, shape (items,); None without a predictor."""
        return None if self.stars is None else self.stars.typical_error(history)

    def similar(
        self,
        item_ids: Sequence[int],
        *,
        exclude: frozenset[int] = frozenset(),
        count: int = 5,
        adventurous: float = DEFAULT,
    ) -> Suggestions:
        """Movies that go with some given ones, whatever else a person rated."""
        return self.suggest(Query(exclude=exclude, like=tuple(item_ids)), count=count, adventurous=adventurous)

    def _check(self, item_ids: Sequence[int]) -> None:
        for item_id in item_ids:
            if item_id not in self.catalog:
                raise UnknownMovie(f"no movie with id {item_id} in this catalogue")

    def _members(self, query: Query) -> Relaxed:
        free: Bools = np.ones(len(self.catalog), dtype=bool)
        named = {critique.film for critique in query.critiques if critique.film is not None}
        out: Ints = self.catalog.indices_of({*query.history, *query.exclude, *query.like, *named})
        free[out] = False
        return relax(self.catalog, query.constraints, self.statistics, free)

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness(self.catalog, self.presumed)

    def prepare(self) -> None:
        """Work out what would otherwise be worked out when it is first asked for, and ask once.

        Raises
        ------
        ModelError
            Where the model cannot answer.
        """
        self._attributes.prepare()
        self.catalog.prepare()
        filtering.prepare(self.catalog)
        try:
            for history in ({}, {int(self.catalog.item_ids[0]): MAX_STARS}):
                self.suggest(Query(history), count=1)
                self.match(history)
        except Exception as error:
            raise ModelError(f"the model cannot answer ({error}); train a new one with `matinee train`") from error

    @property
    def can_shorten(self) -> bool:
        """Whether enough running times are known to offer the critique «shorter»."""
        return can_shorten(self.catalog, self.statistics)

    def steered(self, query: Query) -> Steered:
        """Scores of a query, who may be suggested, and what each critique and trait adds."""
        return self._steered(query)[0]

    def spread(self, steered: Steered) -> float:
        """Standard deviation of the best candidates' scores, the unit in which scores are shifted."""
        return float(deviation(steered.scores, steered.members))

    def having(self, trait: str) -> Floats:
        """1 where a film has a trait, 0 elsewhere, shape (items,)."""
        return self._attributes.having(trait)

    def rarity(self, trait: str) -> float:
        """From 0 for a trait that all films have to 1 for one of a single film."""
        return self._attributes.rarity(trait)

    @property
    def trait_names(self) -> Mapping[str, str]:
        """Every trait of the catalogue by its folded key, with the name that people read."""
        return self._attributes.names

    @cached_property
    def _attributes(self) -> Attributes:
        return Attributes(self.catalog, self.statistics, self._likeness)

    @cached_property
    def _renown(self) -> Floats:
        return renown(self.presumed)


def _where(at: Ints | None) -> Ints | slice:
    return slice(None) if at is None else at
