"""Model versions as plain data for whoever runs the bot; nothing in a manifest is taken for granted."""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from recengine.persistence import Described

CODE_LETTERS = 12


class State(StrEnum):
    """What a version is."""

    SERVED = "served"
    BEFORE = "before"
    HELD = "held"
    DAMAGED = "damaged"
    OTHER = "other"


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
        _number(told, "seconds") or _number(told, "fit_seconds"),
        _whole(told, "seed"),
        described.size,
    )


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
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _number(told: Mapping[str, Any], name: str) -> float | None:
    value = told.get(name)
    fits = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if fits and value is not None else None
