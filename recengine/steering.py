"""Scores shifted by critiques and traits, as summands that can be told.

The unit of every shift is the standard deviation of the model's scores among the best candidates: whatever the scale
of a model, a shift of 1 moves a film about as far as the best candidates lie apart, so that what was liked still
counts. Around the reference a shift grows in proportion and then levels off, lest one extreme film beats all others.
Source: L. Chen and P. Pu, «Critiquing-based recommenders: survey and emerging trends» (UMUAI 2012), unit critiques.
"""

from dataclasses import dataclass, replace

import numpy as np

from recengine.arrays import Bools, Floats, Ints
from recengine.attributes import AXES, Attributes
from recengine.critiques import Critique, Direction, in_force
from recengine.query import Query
from recengine.ranking import POOL, best, pool
from recengine.traits import TraitSetting

STRENGTH = 1.5
"""Of one critique, in standard deviations a noticeable difference (`Axis.unit`)."""

FARTHEST = 2.0
"""Differences of more units than this count no more."""

AWAY = 4.0
"""Of «different»: standard deviations for a film that shares genres and decade, beside one that shares nothing."""

TURNED = 1.5
"""Of a trait that was turned up or down, in standard deviations."""

SHOWN = 10
"""So many films are what would be shown."""


@dataclass(frozen=True, slots=True)
class Steered:
    """Scores after all shifts.

    Attributes
    ----------
    scores
        What the films are ranked by, shape (items,): the scores before, plus all of `parts`.
    members
        Films that may be suggested, shape (items,).
    parts
        Name and summand of each adjustment, in the order in which they were first asked for; each of shape (items,).
    dropped
        Directions of critiques that no film meets beside the other wishes; they still shift.
    """

    scores: Floats
    members: Bools
    parts: dict[str, Floats]
    dropped: tuple[str, ...] = ()


def steer(scores: Floats, stranger: Floats, members: Bools, query: Query, attributes: Attributes) -> Steered:
    """Apply a query's traits to scores, then its critiques.

    Critiques come one after another: a reference that is not named is what the earlier ones lead to, so that the
    same critique again goes further. It adds less each time (a half, a third), so that what was liked is not lost.

    Parameters
    ----------
    scores, stranger
        The model's for the person, and what they would be without any rating, shape (items,).
    members
        Films that may be suggested, shape (items,).
    """
    steered = Steered(scores, members, {})
    if not query.critiques and not query.traits:
        return steered
    unit = deviation(scores, members)
    steered = _with_traits(steered, stranger, unit, query, attributes)
    filters: list[tuple[Direction, Bools]] = []
    for critique in in_force(query.critiques):
        shift, allowed = _moves(critique, steered, attributes, query)
        filters.append((critique.direction, allowed))
        times = sum(direction is critique.direction for direction, _ in filters)
        steered = _add(_narrow(steered, members, filters), critique.key, unit * shift / np.float32(times))
    return steered


def _with_traits(
    steered: Steered, stranger: Floats, unit: np.float32, query: Query, attributes: Attributes
) -> Steered:
    """With what was muted taken away, one trait after another, and then what was turned up or down."""
    for trait, setting in sorted(query.traits.items(), key=lambda pair: pair[1] is not TraitSetting.MUTED):
        having = attributes.having(trait)
        if setting is TraitSetting.MUTED:
            steered = _add(steered, trait, having * _muting(having, steered, stranger))
        else:
            steered = _add(
                steered, trait, having * unit * np.float32(TURNED if setting is TraitSetting.UP else -TURNED)
            )
    return steered


def _muting(having: Floats, steered: Steered, stranger: Floats) -> np.float32:
    """What to add to films with a trait so that the best candidates have as many of them as a stranger's have.

    Any shift between two bounds does that; it is none where they enclose 0, for then the ratings say nothing.
    """
    inside = np.flatnonzero(steered.members)
    top = best(stranger, steered.members, pool(steered.members, SHOWN))
    has = having[inside] > 0
    own, rest = (_highest(steered.scores[inside[some]], len(top) + 1) for some in (has, ~has))
    few = int(np.count_nonzero(having[top]))
    others = len(top) - few
    least = rest[others] - own[few - 1] if few and others < len(rest) else -np.inf
    most = rest[others - 1] - own[few] if others and few < len(own) else np.inf
    if least <= 0 <= most:
        return np.float32(0.0)
    bounds = [bound for bound in (least, most) if np.isfinite(bound)]
    return np.float32(np.mean(bounds))


def _highest(scores: Floats, count: int) -> Floats:
    """The best so many scores, the highest first."""
    everybody = np.ones(len(scores), dtype=bool)
    return scores[best(scores, everybody, count)]


def deviation(scores: Floats, members: Bools) -> np.float32:
    """Standard deviation among the best candidates; where they are all level, among all films, or 1."""
    for some in (scores[best(scores, members, POOL)], scores):
        if len(some) and (spread := np.float32(some.std())) > 0:
            return spread
    return np.float32(1.0)


def _add(steered: Steered, key: str, summand: Floats) -> Steered:
    summand = np.asarray(summand, dtype=np.float32)
    parts = steered.parts | {key: steered.parts.get(key, np.float32(0.0)) + summand}
    return replace(steered, scores=np.asarray(steered.scores + summand, dtype=np.float32), parts=parts)


def _narrow(steered: Steered, members: Bools, filters: list[tuple[Direction, Bools]]) -> Steered:
    """Members that pass the filters; one that would leave nothing beside later ones is dropped."""
    dropped: list[str] = []
    for direction, allowed in reversed(filters):
        if (narrowed := members & allowed).any():
            members = narrowed
        elif members.any():
            dropped.append(str(direction))
    return replace(steered, members=members, dropped=tuple(dict.fromkeys(dropped)))


def _moves(critique: Critique, steered: Steered, attributes: Attributes, query: Query) -> tuple[Floats, Bools]:
    """What a critique adds to each film, in standard deviations, and which films go its way."""
    film = attributes.catalog.indices_of([critique.film] if critique.film is not None else [])
    if critique.direction not in AXES:
        return _away(film, steered, attributes, query)
    name, sign = AXES[critique.direction]
    axis = attributes.axis(name)
    reference = _reference(axis.values, film, steered)
    ahead = sign * (axis.values - reference) / np.float32(axis.unit)
    shift = STRENGTH * np.nan_to_num(np.clip(ahead, -FARTHEST, FARTHEST))
    return shift.astype(np.float32), ahead > 0 if axis.strict else ahead >= 0


def _reference(values: Floats, film: Ints, steered: Steered) -> float:
    """Value of the film, else the mean of what would be shown, else of all; of those where it is known."""
    for places in (film, best(steered.scores, steered.members, SHOWN), slice(None)):
        known = values[places][~np.isnan(values[places])]
        if len(known):
            return float(known.mean())
    return 0.0


def _away(film: Ints, steered: Steered, attributes: Attributes, query: Query) -> tuple[Floats, Bools]:
    """«Different» from the film, else from the films shown just before, else from what would be shown."""
    shown = attributes.catalog.indices_of(query.shown[-SHOWN:])
    otherwise = best(steered.scores, steered.members, SHOWN)
    places = next((some for some in (film, shown, otherwise) if len(some)), otherwise)
    vectors = attributes.vectors
    away = vectors @ vectors[places].sum(axis=0) / np.float32(max(len(places), 1))
    return np.asarray(-AWAY * away, dtype=np.float32), np.ones(len(away), dtype=bool)
