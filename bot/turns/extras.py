"""What some turns need to know besides the facts; it is loaded for them alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from bot.added.film import WantedFilm
from bot.condition import Condition
from bot.dialogue.commands import Command, parse_command
from bot.dialogue.events import Event, Said, SentFile, Tapped
from bot.dialogue.taps import Tap, parse_tap
from bot.exchange.inspecting import Inspected
from bot.exchange.records import Problem
from bot.stats.report import Report
from bot.storage.belongings import Belongings
from bot.storage.imports import WaitingImport
from bot.storage.kept import KeptTraining
from bot.versions import Version


class Need(Enum):
    """Something that has to be loaded."""

    FILE = auto()
    WAITING = auto()
    STANDING = auto()
    ARCHIVE = auto()
    POSSESSIONS = auto()
    CONDITION = auto()
    STATISTICS = auto()
    TRAINING = auto()
    MODELS = auto()
    WANTED = auto()


@dataclass(frozen=True, slots=True)
class Extras:
    """What was loaded.

    Attributes
    ----------
    file
        What a file that was sent says, or why it cannot be taken.
    waiting, belongings
        The file that waits for a word, and what is in it where it is a whole export of Matinee.
    standing
        How many changes of an import are not undone.
    archive
        Everything of the person, packed; None for a stranger.
    possessions
        How much is kept of the person.
    condition, statistics
        How the bot fares, and whether its suggestions work; for admins alone.
    training
        The training that is under way; for admins alone.
    models
        The model versions, the newest first; for admins alone.
    wanted
        Titles that were asked for in vain; for admins alone.
    """

    file: Inspected | Problem | None = None
    waiting: WaitingImport | None = None
    belongings: Belongings | None = None
    standing: int = 0
    archive: bytes | None = None
    possessions: Mapping[str, int] = field(default_factory=dict)
    condition: Condition | None = None
    statistics: Report | None = None
    training: KeptTraining | None = None
    models: Sequence[Version] | None = None
    wanted: Sequence[WantedFilm] | None = None

    @property
    def is_large(self) -> bool:
        """Whether deciding over it may take longer than anybody else should wait."""
        return isinstance(self.file, Inspected) or self.waiting is not None


_OF_TAPS = {
    Tap.TAKEOVER: Need.WAITING,
    Tap.SORT: Need.WAITING,
    Tap.CHOOSE: Need.WAITING,
    Tap.SORTED: Need.WAITING,
    Tap.LEAVE: Need.WAITING,
    Tap.UNIMPORT: Need.STANDING,
    Tap.EXPORT: Need.ARCHIVE,
    Tap.DELETE: Need.POSSESSIONS,
    Tap.ERASE: Need.POSSESSIONS,
    Tap.STATUS: Need.CONDITION,
    Tap.ASIDE: Need.CONDITION,
    Tap.STATS: Need.STATISTICS,
    Tap.TRAINING: Need.TRAINING,
    Tap.MODELS: Need.MODELS,
    Tap.MODEL: Need.MODELS,
    Tap.SERVE: Need.MODELS,
    Tap.WANTED: Need.WANTED,
    Tap.WISHED: Need.WANTED,
    Tap.ADDWANTED: Need.WANTED,
    Tap.UNWANT: Need.WANTED,
}
_OF_COMMANDS = {
    Command.EXPORT: Need.ARCHIVE,
    Command.PRIVACY: Need.POSSESSIONS,
    Command.DELETE: Need.POSSESSIONS,
    Command.STATUS: Need.CONDITION,
    Command.STATS: Need.STATISTICS,
    Command.RETRAIN: Need.TRAINING,
    Command.MODELS: Need.MODELS,
    Command.ADDFILM: Need.WANTED,
}


def needed(event: Event) -> Need | None:
    """What the answer to an event needs; what is private is loaded for private chats alone."""
    if not event.place.private:
        return None
    if isinstance(event, SentFile):
        return Need.FILE
    if isinstance(event, Tapped):
        tap = parse_tap(event.data)
        return None if tap is None else _OF_TAPS.get(tap.tap)
    called = parse_command(event.text) if isinstance(event, Said) else None
    return None if called is None or called.command is None else _OF_COMMANDS.get(called.command)
