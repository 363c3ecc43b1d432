"""Model versions as plain data for whoever runs the bot; nothing in a manifest is taken for granted."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recengine.persistence import Described

CODE_LETTERS = 12
MOST = 10**15
"""Larger numbers are nonsense."""


class State(StrEnum):
    """What a version is."""

    SERVED = "served"
    BEFORE = "before"
    HELD = "held"
    DAMAGED = "damaged"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Beside:
    """A version beside the one that was current before: NDCG@10 of both for the same people.

    Attributes
    ----------
    least
        What would not have been too low.
    is_worse
        Whether this holds the version back.
    """

    before: float
    after: float
    people: int
    least: float
    is_worse: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One model version.

    Attributes
    ----------
    code
        Stands for its name on buttons.
    why
        Why it was held back, or cannot be used.
    users, ratings, own_ratings, own_people
        What it was trained on, and how much of that comes from the bot's own people.
    accuracy, popular
        NDCG@10 on held-out people with five ratings given, of the model and of popularity.
    held_out, own
        How it compares on held-out people, and on the latest ratings of the bot's own; None where it was not.
    seconds
        That its training took.
    size
        Bytes on the disk.
    """

    name: str
    code: str
    state: State = State.OTHER
    why: str = ""
    trained_at: int | None = None
    dataset: str = ""
    users: int = 0
    ratings: int = 0
    own_people: int = 0
    own_ratings: int = 0
    accuracy: float | None = None
    popular: float | None = None
    held_out: Beside | None = None
    own: Beside | None = None
    seconds: float | None = None
    seed: int | None = None
    size: int = 0


def version_of(described: "Described") -> Version:
    """A version of a store, as far as its manifest can be read."""
    told = described.manifest
    metrics = told.get("metrics")
    metrics = metrics if isinstance(metrics, Mapping) else {}
    return Version(
        described.version,
        code_of(described.version),
        _state(described),
        described.trouble or described.held_back,
        _whole(told, "trained_at"),
        str(told.get("dataset") or ""),
        _whole(told, "users") or 0,
        _whole(told, "ratings") or 0,
        _whole(told, "own_people") or 0,
        _whole(told, "own_ratings") or 0,
        _number(metrics, "ndcg10_given5"),
        _number(metrics, "ndcg10_given5_popular"),
        beside(told.get("figures"), "held_out"),
        beside(told.get("figures"), "own"),
        _number(told, "seconds") or _number(told, "fit_seconds"),
        _whole(told, "seed"),
        described.size,
    )


def beside(figures: object, name: str) -> Beside | None:
    """What the gate measured under a name, see `bot.gating.gap`; None where it did not."""
    gap = figures.get(name) if isinstance(figures, Mapping) else None
    if not isinstance(gap, Mapping):
        return None
    before, after, margin = _number(gap, "current"), _number(gap, "new"), _number(gap, "margin")
    if before is None or after is None or margin is None:
        return None
    high = _number(gap, "high")
    surely = high is not None and high < 0 and gap.get("decides") is True
    return Beside(before, after, _whole(gap, "people") or 0, before - margin, surely and after < before - margin)


def code_of(name: str) -> str:
    """What stands for a version on buttons, where only a few letters are allowed."""
    return hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:CODE_LETTERS]


def _state(described: "Described") -> State:
    if described.is_current:
        return State.SERVED
    if described.trouble:
        return State.DAMAGED
    if described.held_back:
        return State.HELD
    return State.BEFORE if described.is_before else State.OTHER


def _whole(told: Mapping[str, Any], name: str) -> int | None:
    value = told.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST else None


def _number(told: Mapping[str, Any], name: str) -> float | None:
    value = told.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return float(value) if -MOST <= value <= MOST else None  # what is no number is not between them either
