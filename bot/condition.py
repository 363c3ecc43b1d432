"""How the bot fares, as whoever runs it wants to know it; nobody is named in it."""

import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

from bot.logs import Told, Trouble
from bot.storage.kept import SetAside, Waits


@dataclass(frozen=True, slots=True)
class Machine:
    """What the process and its machine tell.

    Attributes
    ----------
    software
        Version of Matinee.
    free_bytes
        On the disk of the database.
    backed_up_at
        When the newest backup in its usual folder was made, in seconds since 1970.
    backs_up
        Whether backups are Matinee's own business, as they are for a SQLite file.
    """

    software: str = ""
    up_seconds: int = 0
    free_bytes: int | None = None
    backed_up_at: int | None = None
    error: Told | None = None
    backs_up: bool = True


@dataclass(frozen=True, slots=True)
class Prospect:
    """When the next scheduled training is due, and how many ratings are new since the last one.

    Attributes
    ----------
    next_at
        The time of day that comes next, in seconds since 1970; None where none is set.
    after
        The number of new ratings after which one is due; None where none is set.
    """

    news: int
    next_at: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """All of it: the machine, counts of rows by kind, what waits, the latest updates set aside, the next training.

    `tmdb_refuses` tells that TMDB refuses this host's key.
    """

    machine: Machine = field(default_factory=Machine)
    counts: Mapping[str, int] = field(default_factory=dict)
    waits: Waits = field(default_factory=Waits)
    aside: Sequence[SetAside] = ()
    prospect: Prospect | None = None
    tmdb_refuses: bool = False


class Host(Protocol):
    """Whoever knows the process and its machine."""

    def look(self) -> Machine:
        """How they are now."""


class Nowhere:
    """Knows nothing: for a conversation that nobody has told where it runs."""

    def look(self) -> Machine:
        """See `Host.look`."""
        return Machine()


class ThisMachine:
    """This process, since it was made."""

    def __init__(
        self, backups: Path | None, database: Path, trouble: Trouble, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._backups, self._database, self._trouble = backups, database, trouble
        self._clock = clock
        self._began = clock()

    def look(self) -> Machine:
        """See `Host.look`; what cannot be found out is left out."""
        return Machine(
            software(),
            self.up_seconds,
            _free(self._database.parent),
            None if self._backups is None else _newest(self._backups),
            self._trouble.last,
            backs_up=self._backups is not None,
        )

    @property
    def up_seconds(self) -> int:
        """Since when it runs."""
        return int(self._clock() - self._began)


def software() -> str:
    """The version of Matinee that is installed."""
    try:
        return version("matinee")
    except PackageNotFoundError:
        return ""


def _free(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def _newest(folder: Path) -> int | None:
    try:
        return max((int(path.stat().st_mtime) for path in folder.glob("*.sqlite3")), default=None)
    except OSError:
        return None
