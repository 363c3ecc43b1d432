"""Whether all that a bot stands on is in order: settings, database, model, disk, file rights."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.settings import Settings, SettingsError, load_settings
from bot.storage.migrate import shipped_migrations
from bot.storage.sqlite_copy import verified
from bot.storage.sqlite_file import BESIDE, beside
from bot.storage.sqlite_restore import kept_by_restores
from recengine.errors import MatineeError
from recengine.persistence import ModelStore

LEAST_FREE = 200_000_000
"""Bytes that should be free: a training and a day's log fit in."""

_OTHERS = 0o077
_ENVIRONMENT = Path(".env")


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, whether it is in order, and one line about it."""

    name: str
    ok: bool
    said: str


def checked() -> list[Checked]:
    """Look at everything; nothing is changed, and a bot may run meanwhile."""
    try:
        settings = load_settings()
    except SettingsError as error:
        return [Checked("settings", False, str(error))]
    return [
        Checked("settings", True, f"can be read; MATINEE_HOME is {settings.matinee_home}"),
        *_database(settings.database),
        _model(settings),
        _disk(settings),
        _rights(settings),
    ]


def _database(path: Path) -> Iterator[Checked]:
    if not path.is_file():
        yield Checked("database", False, f"there is none at {path}; the first start of the bot makes it")
        return
    try:
        held = verified(path, in_use=True)
    except MatineeError as error:
        yield Checked("database", False, str(error))
        return
    people, ratings, newest = held.rows["users"], held.rows["ratings"], len(shipped_migrations())
    yield Checked("database", True, f"{path} is whole; people: {people}, ratings: {ratings}")
    current = "is the newest" if held.version == newest else f"is brought to {newest} at the next start"
    yield Checked("schema", True, f"{held.version} {current}")


def _model(settings: Settings) -> Checked:
    try:
        model = ModelStore(settings.models).load()
    except MatineeError as error:
        return Checked("model", False, str(error))
    return Checked("model", True, f"{model.version} loads, and its checksums agree")


def _disk(settings: Settings) -> Checked:
    folders = {_existing(settings.matinee_home), _existing(settings.database.parent)}
    free = min(shutil.disk_usage(folder).free for folder in folders)
    size = settings.database.stat().st_size if settings.database.is_file() else 0
    needed = max(LEAST_FREE, 2 * size)
    if free < needed:
        return Checked("disk", False, f"{_megabytes(free)} are free; make room for {_megabytes(needed)}")
    return Checked("disk", True, f"{_megabytes(free)} are free")


def _rights(settings: Settings) -> Checked:
    """Files with people's data or the token are for their owner alone."""
    files = [settings.database, *(beside(settings.database, suffix) for suffix in BESIDE), _ENVIRONMENT.absolute()]
    files += sorted(settings.backups.glob("*.sqlite3"))
    files += kept_by_restores(settings.database)
    open_ones = [str(path) for path in files if path.is_file() and path.stat().st_mode & _OTHERS]
    if open_ones:
        return Checked(
            "rights", False, f"others on this machine may open {open_ones[0]}; chmod 600 {' '.join(open_ones)}"
        )
    return Checked("rights", True, "what people said and the token are for their owner alone")


def _existing(folder: Path) -> Path:
    return next(place for place in (folder, *folder.parents) if place.is_dir())


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"
