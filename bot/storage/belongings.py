"""All that is kept of one person, in a form that another database can take over as it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.films import Film
from bot.stations import KeptStation
from bot.storage.kept import Mark, Outcome, Verb


@dataclass(frozen=True, slots=True)
class OwnRating:
    """A rating as it stands; `step` is the number of the journal entry that set it, from 1."""

    film: Film
    stars: float
    rated_at: int
    step: int


@dataclass(frozen=True, slots=True)
class OwnMark:
    """A film under a mark; `step` as for a rating."""

    film: Film
    mark: Mark
    marked_at: int
    step: int


@dataclass(frozen=True, slots=True)
class OwnSuggestion:
    """A suggestion as it was shown, and what became of it; `match` in percent, where it was told with it."""

    film: Film
    model_version: str
    at: int
    outcome: Outcome | None = None
    outcome_at: int | None = None
    match: float | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A journal entry; `replaces`, `undoes` and `action` are numbers of earlier ones, from 1.

    The first of an action may name itself. `dated` is when the value was first given, where that was elsewhere and
    not `at`.
    """

    at: int
    verb: Verb
    film: Film
    mark: Mark | None = None
    before: float | None = None
    after: float | None = None
    replaces: int | None = None
    undoes: int | None = None
    dated: int | None = None
    action: int | None = None


@dataclass(frozen=True, slots=True)
class Belongings:
    """Everything of one person; each part oldest first."""

    language: str = "en"
    known_since: int = 0
    state: Mapping[str, Any] = field(default_factory=dict)
    ratings: tuple[OwnRating, ...] = ()
    marks: tuple[OwnMark, ...] = ()
    suggestions: tuple[OwnSuggestion, ...] = ()
    journal: tuple[Step, ...] = ()
    stations: tuple[KeptStation, ...] = ()
