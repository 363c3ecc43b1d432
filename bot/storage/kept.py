"""What the bot remembers, as plain data, and what may go wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.films import Film
from bot.wakeups import WakeupKind
from recengine.errors import MatineeError

Json = Mapping[str, Any]


class StorageError(MatineeError):
    """The database cannot be used; the message says why and what to do."""


class CannotSave(StorageError):
    """Nothing can be saved now, as the disk is full or the database busy, say; the same can be tried again later."""


class NightMoved(MatineeError):
    """A movie night is not any more what the turn was decided on: roll back, load it again, decide again."""


class Mark(StrEnum):
    """What a person can say of a film besides rating it."""

    SEEN = "seen"
    SAVED = "saved"
    HIDDEN = "hidden"


class Outcome(StrEnum):
    """What became of a suggestion."""

    LIKED = "liked"
    DISLIKED = "disliked"
    SEEN = "seen"
    SAVED = "saved"
    PASSED = "passed"
    HIDDEN = "hidden"


class Verb(StrEnum):
    """Kinds of entries in the journal."""

    RATE = "rate"
    UNRATE = "unrate"
    MARK = "mark"
    UNMARK = "unmark"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class RatedFilm:
    """One rating as it stands now; `rated_at` in seconds since 1970."""

    film: Film
    stars: float
    rated_at: int


@dataclass(frozen=True, slots=True)
class UserRating:
    """One person's rating, for training."""

    user_id: int
    film: Film
    stars: float
    rated_at: int


@dataclass(frozen=True, slots=True)
class Guess:
    """A suggestion that was shown with a predicted match, in percent, and the stars that it was given later."""

    film_key: str
    match: float
    stars: float


GUESSES_KEPT = 20
"""So many of the latest guesses are told of."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a turn needs to know of one person.

    `ratings` are oldest first; `marks` holds the films under each mark, oldest first, and lacks a mark that no
    film is under; `shown` are keys of the films suggested to them, each once, oldest first,
    without those that were hidden or seen: their marks say so, and once unmarked they may come up again; `guesses`
    are the latest `GUESSES_KEPT`, by when their films were rated, oldest first; `state` is the dialogue's own.
    """

    user_id: int
    known: bool = False
    language: str = "en"
    state: Json = field(default_factory=dict)
    ratings: tuple[RatedFilm, ...] = ()
    marks: Mapping[Mark, tuple[Film, ...]] = field(default_factory=dict)
    shown: tuple[str, ...] = ()
    guesses: tuple[Guess, ...] = ()


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One change that a person made.

    `before` and `after` are stars for ratings, and whether marked for marks. `action` is the first entry of the
    action that it belongs to, `replaces` the entry that had set `before`.
    """

    entry_id: int
    user_id: int
    at: int
    verb: Verb
    film: Film | None
    mark: Mark | None = None
    before: float | None = None
    after: float | None = None
    undoes: int | None = None
    action: int | None = None
    replaces: int | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """What a person changed in one turn and did not take back; it is undone as one.

    `entries` are oldest first and never empty. `revertible` is False while something later about the same film,
    its rating or the same mark, stands: that has to be undone before.
    """

    action_id: int
    entries: tuple[JournalEntry, ...]
    revertible: bool = True


@dataclass(frozen=True, slots=True)
class InboxUpdate:
    """An update received and not done yet; `lane` is who it must stay in order with.

    `tries` counts the times that it was begun by a process that died before it was done.
    """

    update_id: int
    lane: int
    payload: str
    tries: int = 0


@dataclass(frozen=True, slots=True)
class SetAside:
    """An update that cannot be handled; where it was never parsed, nobody knows its lane."""

    update_id: int
    lane: int | None
    payload: str
    reason: str


@dataclass(frozen=True, slots=True)
class Waits:
    """Since how many seconds the oldest update and the oldest reply wait; None where none does."""

    inbox: int | None = None
    outbox: int | None = None


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """A reply that has to reach a chat; `payload` is JSON-able."""

    outbox_id: int
    chat_id: int
    payload: Json
    attempts: int = 0


class TrainingEnd(StrEnum):
    """How a training came to its end.

    Of one that was `STOPPED` the bot ended in order, of one that is `LOST` it died.
    """

    DONE = "done"
    HELD = "held"
    FAILED = "failed"
    CANCELLED = "cancelled"
    STOPPED = "stopped"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class KeptTraining:
    """A training that was asked for or scheduled; times in seconds since 1970.

    `alive_at` is when the process that runs it was last heard of, `ratings` how many there were when it began,
    `chat_id` who is told and `message_id` where they see how far it is; `ends` says that it is to be ended, and
    `end` how it ended, `version` what came of it.
    """

    training_id: int
    started_at: int
    alive_at: int
    ratings: int
    chat_id: int | None = None
    message_id: int | None = None
    ends: bool = False
    version: str | None = None
    end: TrainingEnd | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A suggestion as it was shown; `match` is the chance of a like in percent that was told with it, if any."""

    user_id: int
    film: Film
    model_version: str
    at: int
    outcome: Outcome | None = None
    outcome_at: int | None = None
    match: float | None = None


@dataclass(frozen=True, slots=True)
class Wakeup:
    """A time, in seconds since 1970, at which a person wants to hear from the bot."""

    user_id: int
    kind: WakeupKind
    due_at: int
    film: Film | None = None
    language: str = "en"
