"""Stations, as a radio has them: films around a seed, one after another, steered by likes and dislikes.

Content-based filtering: what judged films have beyond the seed is raised by a like and lowered by a dislike, as the
Music Genome Project did for songs (F. Ricci et al., «Recommender Systems Handbook», 2011, chapter 3).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from recengine.arrays import Bools, Floats
from recengine.catalog import Movie
from recengine.errors import MatineeError
from recengine.explanations import Adjustment, Reason
from recengine.query import Query
from recengine.ranking import best
from recengine.traits import traits_of

if TYPE_CHECKING:
    from recengine.recommender import Recommender, Suggestion

DOUBT = 2.0
"""Judgements that say nothing, mixed into every leaning: one like makes a third, three make 0.6."""

SEED_WORDS = 4.0
"""Standard deviations of the scores for a film that has all the words of the seed."""

LEANING = 8.0
"""The same for a leaning of 1 to a rare trait; common traits weigh less."""

FARTHEST = 10.0
"""All leanings together move a film by no more than this."""


class InvalidStation(MatineeError, ValueError):
    """What should be a station is none."""


@dataclass(frozen=True, slots=True)
class Station:
    """A station as plain data.

    Attributes
    ----------
    seeds
        Ids of the films it is around.
    words
        Traits it is around, by their keys, see `recengine.tuning`.
    played
        Ids of the films that were played, the latest last.
    judged
        Ids of films that were liked (True) or disliked on the station.
    """

    seeds: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    played: tuple[int, ...] = ()
    judged: tuple[tuple[int, bool], ...] = ()

    def with_played(self, item_id: int) -> "Station":
        """The station after a film was played."""
        return replace(self, played=(*(i for i in self.played if i != item_id), item_id))

    def with_judgement(self, item_id: int, liked: bool) -> "Station":
        """The station after a like or a dislike; a second one about a film takes the place of the first."""
        others = tuple(pair for pair in self.judged if pair[0] != item_id)
        return replace(self, judged=(*others, (item_id, liked)))

    def leanings(self, recommender: "Recommender") -> tuple[tuple[str, float], ...]:
        """What the judgements raised (above 0) and lowered, by name, the strongest first, from -1 to 1."""
        names, weights = recommender.trait_names, self.weights(recommender)
        rarity = {key: recommender.rarity(key) for key in weights}
        order = sorted(weights, key=lambda key: (-abs(weights[key]), -rarity[key], key))
        return tuple((names[key], weights[key]) for key in order)

    def weights(self, recommender: "Recommender") -> dict[str, float]:
        """The leaning to each trait by its key: likes less dislikes of films that have it, over all and two more.

        Traits of the seed stay as they are, so that the station does not leave it; so do traits that balance out.
        """
        catalog = recommender.catalog
        own = {key for item_id in self.seeds if item_id in catalog for key, _ in traits_of(catalog[item_id])}
        likes, dislikes = Counter[str](), Counter[str]()
        for item_id, liked in self.judged:
            if item_id in catalog:
                (likes if liked else dislikes).update(key for key, _ in traits_of(catalog[item_id]))
        keys = {*likes, *dislikes} - own - {*self.words}
        found = {key: (likes[key] - dislikes[key]) / (likes[key] + dislikes[key] + DOUBT) for key in keys}
        return {key: value for key, value in found.items() if value}

    def to_json(self) -> dict[str, Any]:
        """Plain data; `from_json` reads it back."""
        judged = [[item_id, liked] for item_id, liked in self.judged]
        return {"seeds": [*self.seeds], "words": [*self.words], "played": [*self.played], "judged": judged}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Station":
        """The station of `to_json`.

        Raises
        ------
        InvalidStation
            Where it is no such data.
        """
        try:
            seeds, played = (tuple(_whole(i) for i in data[name]) for name in ("seeds", "played"))
            judged = tuple((_whole(item_id), bool(liked)) for item_id, liked in data["judged"])
            return cls(seeds, tuple(str(word) for word in data["words"]), played, judged)
        except (KeyError, TypeError, ValueError):
            raise InvalidStation("this is no station; start it again from its film or words") from None


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def next_on_station(recommender: "Recommender", station: Station, query: Query) -> "Suggestion | None":
    """The next film of a station, never one rated, excluded, judged or played; None where none is left.

    The person's own ratings, constraints, traits and critiques count as in any query, ratings with half their weight
    where the seed is a film. Films of the seed that the catalogue does not know are passed over.
    """
    from recengine.recommender import Suggestion

    out = {*station.played, *station.seeds, *(item_id for item_id, _ in station.judged)}
    seeds = tuple(item_id for item_id in station.seeds if item_id in recommender.catalog)
    asked = replace(query, exclude=query.exclude | out, like=seeds)
    steered = recommender.steered(asked)
    unit = recommender.spread(steered)
    words, leaning = _words(recommender, station, unit), _leaning(recommender, station, unit)
    scores = np.asarray(steered.scores + sum(words.values()) + leaning.total, dtype=np.float32)
    first = best(scores, _around(recommender, station, steered.members), 1)
    if not len(first):
        return None
    place = int(first[0])
    movie = recommender.catalog.at(place)
    parts = {key: float(part[place]) for key, part in words.items()} | leaning.of(movie, place)
    return Suggestion(movie, 1, float(scores[place]), _with(recommender.explain(asked, movie.item_id), parts))


def _around(recommender: "Recommender", station: Station, members: Bools) -> Bools:
    """Around words alone, films that have one of them while there are any; then all go on."""
    having = [recommender.having(key) > 0 for key in station.words]
    inside = members & np.any(having, axis=0) if having and not station.seeds else members
    return inside if inside.any() else members


def _words(recommender: "Recommender", station: Station, unit: float) -> dict[str, Floats]:
    """What each word of the seed adds to every film."""
    each = np.float32(unit * SEED_WORDS / max(len(station.words), 1))
    return {key: recommender.having(key) * each for key in station.words}


@dataclass(frozen=True, slots=True)
class _Leaning:
    """What the leanings add: together to every film, scaled to at most FARTHEST, and each by its trait unscaled."""

    total: Floats
    scale: Floats
    by_trait: Mapping[str, float]

    def of(self, movie: Movie, place: int) -> dict[str, float]:
        """The summands of one film."""
        own = (key for key, _ in traits_of(movie) if key in self.by_trait)
        return {key: self.by_trait[key] * float(self.scale[place]) for key in own}


def _leaning(recommender: "Recommender", station: Station, unit: float) -> _Leaning:
    by_trait = {
        key: unit * LEANING * weight * recommender.rarity(key) for key, weight in station.weights(recommender).items()
    }
    total = np.zeros(len(recommender.catalog), dtype=np.float32)
    for key, summand in by_trait.items():
        total += recommender.having(key) * np.float32(summand)
    scale = np.minimum(1.0, FARTHEST * unit / np.maximum(np.abs(total), 1e-9)).astype(np.float32)
    return _Leaning(total * scale, scale, by_trait)


def _with(reason: Reason, parts: Mapping[str, float]) -> Reason:
    more = [Adjustment(f"station:{key}", part) for key, part in parts.items() if part]
    together = sorted((*reason.adjustments, *more), key=lambda part: -part.contribution)
    score = reason.score + sum(part.contribution for part in more)
    return replace(reason, score=score, adjustments=tuple(together))
