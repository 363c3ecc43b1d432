"""A backup put in a database's place: at every moment the old one or the new one is there, whole."""

import glob
import itertools
import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.storage.kept import StorageError
from bot.storage.migrate import prepare, shipped_migrations
from bot.storage.sqlite_copy import (
    Contents,
    Progress,
    copied,
    flush,
    partial,
    partials,
    verified,
)
from bot.storage.sqlite_errors import explanation, not_writable
from bot.storage.sqlite_file import BESIDE, beside, has_magic
from bot.storage.sqlite_lock import held

_KEPT = ".before-restore-"
_SAYS_MORE_THAN_THE_FILE = ("-wal", "-journal")


@dataclass(frozen=True, slots=True)
class Staged:
    """A verified copy of a backup in the newest schema, ready to take the database's place.

    Attributes
    ----------
    file
        The copy, beside the database.
    was
        The backup's own schema.
    contents
        What it holds.
    """

    file: Path
    database: Path
    was: int
    contents: Contents


@contextmanager
def staged(backup: Path, database: Path, *, progress: Progress = lambda done: None) -> Iterator[Staged]:
    """Hold the database and make a copy of a backup ready beside it; the database is not touched yet.

    Raises
    ------
    StorageError
        Where the backup cannot be used, a bot runs on the database, or the disk is full.
    """
    if database.exists() and backup.exists() and backup.samefile(database):
        raise StorageError(f"The file {backup} is the database itself; choose a backup of it.")
    with held(database):
        _sweep(database)
        with partial(database) as file:
            was = copied(backup, file, progress=progress).version
            prepare(file, shipped_migrations())
            if not _settled(file):
                raise StorageError(not_writable(file))
            flush(file)
            yield Staged(file, database, was, verified(file, backup))


def put_in_place(new: Staged, *, now: float) -> Path | None:
    """Let the staged copy take the database's place; returns where the old one is kept, None where there was none.

    Whatever is interrupted, `database` is the old one or the new one. What SQLite kept beside the old one must be
    gone before the new one comes, as it would be applied to it; so the old one takes it in first, or, where it is
    too damaged for that, is kept together with it.

    Raises
    ------
    StorageError
        Where another program has the old database open, or the disk refuses.
    """
    database = new.database
    try:
        kept = _keep(database, _free_name(database, now)) if database.exists() else None
        for suffix in BESIDE:
            beside(database, suffix).unlink(missing_ok=True)
        flush(database.parent)
        new.file.replace(database)
    except OSError as error:
        raise StorageError(not_writable(database)) from error
    flush(database.parent)
    return kept


def users_missing(new: Staged) -> int:
    """How many people of the copy are not in the database that it will replace: they may have erased themselves."""
    if not new.database.exists():
        return 0
    with closing(sqlite3.connect(new.file)) as connection:
        try:
            connection.execute("ATTACH ? AS old", (str(new.database),))
            (count,) = connection.execute(
                "SELECT count(*) FROM users WHERE user_id NOT IN (SELECT user_id FROM old.users)"
            ).fetchone()
        except sqlite3.DatabaseError:
            return 0  # what is to be replaced may be damaged
        return int(count)


def kept_by_restores(database: Path) -> list[Path]:
    """Databases of before that restores kept beside this one."""
    return sorted(database.parent.glob(f"{glob.escape(database.stem)}{_KEPT}*{database.suffix}"))


def _keep(database: Path, kept: Path) -> Path:
    """Give the old database a second name; under the first one it stays what it was."""
    if not _made_one_file(database):
        for suffix in _SAYS_MORE_THAN_THE_FILE:
            if beside(database, suffix).exists():
                _name_too(beside(database, suffix), beside(kept, suffix))
    _name_too(database, kept)
    flush(database.parent)
    return kept


def _made_one_file(database: Path) -> bool:
    """Have the old database take in what stands beside it; False where it is too damaged for that."""
    if not has_magic(database):
        return False  # SQLite would throw away what stands beside it
    try:
        settled = _settled(database)
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return False
        raise StorageError(explanation(database, str(error))) from error
    if not settled:
        raise StorageError(explanation(database, "database is locked"))
    return True


def _settled(path: Path) -> bool:
    """Whether a database could be brought into one file, with nothing beside it."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=1.0)) as connection:
        (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    return bool(mode == "delete")


def _name_too(path: Path, name: Path) -> None:
    try:
        os.link(path, name)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        shutil.copy2(path, name)
        flush(name)


def _free_name(database: Path, now: float) -> Path:
    """Where the old database is kept: beside, with the time in its name; never a name that is taken."""
    moment = time.strftime("%Y%m%d-%H%M%S", time.gmtime(now))
    for number in itertools.count(1):
        again = "" if number == 1 else f"-{number}"
        name = database.with_name(f"{database.stem}{_KEPT}{moment}{again}{database.suffix}")
        if not any(beside(name, suffix).exists() for suffix in ("", *BESIDE)):
            return name
    raise AssertionError


def _sweep(database: Path) -> None:
    """Remove what a restore that was killed left: its copy, and a second name of what is still the database."""
    for path in partials(database):
        path.unlink(missing_ok=True)
    for path in kept_by_restores(database):
        if database.exists() and path.samefile(database):
            path.unlink()
