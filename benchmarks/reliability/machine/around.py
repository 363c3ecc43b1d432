"""What the model needs to know around an event, and what it says of the answer."""

from collections.abc import Collection
from dataclasses import dataclass

from benchmarks.reliability.machine.memory import Person, Waiting
from bot.storage.kept import Outcome

WAITS = 24 * 3600
"""Seconds for which a file waits for a word."""


@dataclass(frozen=True)
class Around:
    """What the model takes from the bot's own state, because it is no rating: where a talk stands.

    Attributes
    ----------
    film
        Key of the film that «it» is.
    naming
        Whether the next words are a station's name.
    stations
        Codes of the person's stations, those that were removed left out.
    tokens
        Imports that stations came with.
    entry_ids
        Ids of the person's journal entries, oldest first.
    chosen
        The film that a button names.
    """

    now: int
    film: str | None = None
    naming: bool = False
    stations: Collection[str] = ()
    tokens: Collection[str] = ()
    entry_ids: tuple[int, ...] = ()
    chosen: str | None = None


@dataclass
class Wanted:
    """What may and must be suggested in answer.

    Attributes
    ----------
    named
        A film that the event is about: its card may be shown whatever is known of it.
    first
        A film that counts as shown before others, with what became of it.
    passed
        A film that may not come next.
    must
        Whether something has to be suggested while any film is left.
    station
        Whether films that were shown elsewhere may come.
    erased
        Whether the person is gone now.
    """

    named: str | None = None
    first: tuple[str, Outcome] | None = None
    passed: str | None = None
    must: bool = False
    station: bool = False
    erased: bool = False


def waiting(person: Person, around: Around) -> Waiting | None:
    """The file that waits, unless it waited too long."""
    waits = person.waiting
    return waits if waits is not None and waits.at > around.now - WAITS else None
