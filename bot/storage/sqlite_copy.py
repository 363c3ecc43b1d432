"""Copies of a database as of one moment, verified before anybody relies on them."""

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bot.storage.kept import StorageError
from bot.storage.migrate import shipped_migrations
from bot.storage.sqlite_errors import damaged, from_newer, not_writable, plainly
from bot.storage.sqlite_file import APPLICATION_ID, BESIDE, beside

Progress = Callable[[float], None]
"""Called with the share that is done, 0 to 1."""

_PAGES_AT_ONCE = 1024
_BUSY_SECONDS = 5.0
_PARTIAL = ".partial"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a whole database holds.

    Attributes
    ----------
    version
        Its schema.
    size
        Bytes of the file.
    rows
        Number of rows by table.
    """

    version: int
    size: int
    rows: Mapping[str, int]


@contextmanager
def partial(path: Path) -> Iterator[Path]:
    """An empty file of a hidden name beside `path`, for its owner alone; what is left of it at the end is removed.

    Raises
    ------
    StorageError
        Where the folder cannot be written.
    """
    made = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_PARTIAL}")
    try:
        os.close(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise StorageError(not_writable(path)) from error
    try:
        yield made
    finally:
        for suffix in ("", *BESIDE):
            with suppress(OSError):
                beside(made, suffix).unlink(missing_ok=True)


def partials(path: Path) -> list[Path]:
    """Files that an interrupted copy left beside `path`, and what SQLite kept beside them."""
    return [found for end in ("", *BESIDE) for found in path.parent.glob(f".{path.name}.*{_PARTIAL}{end}")]


def copied(source: Path, target: Path, *, progress: Progress = lambda done: None) -> Contents:
    """Copy a database that may be in use into an empty file; it is one file on the disk when this returns.

    All of it is read as of one moment: the copy begins by holding that moment, so what is written meanwhile neither
    shows nor makes it start again. Nobody waits for it. What was erased and is not yet out of the file does not
    come along.

    Raises
    ------
    StorageError
        Where the source is no database or damaged, the disk is full, or the copy differs.
    """
    if not source.is_file():
        raise StorageError(f"There is no database {source}; check the path, MATINEE_HOME and DATABASE_URL.")
    with plainly(source), closing(_connect(source)) as reading:
        reading.execute("BEGIN")
        before = _rows(reading)
        with closing(sqlite3.connect(target, isolation_level=None)) as writing:
            reading.backup(writing, pages=_PAGES_AT_ONCE, progress=_told(progress))
            writing.execute("PRAGMA journal_mode = DELETE")
            _scrub(writing, before)
    flush(target)
    held = verified(target, source)
    if {**held.rows, "chores": 0} != {**before, "chores": 0}:
        raise StorageError(f"The copy of {source} does not hold what it should; check the disk, then try again.")
    return held


def verified(path: Path, named: Path | None = None, *, in_use: bool = False) -> Contents:
    """Look through a whole database, and change nothing.

    Parameters
    ----------
    named
        How errors call it.
    in_use
        Whether somebody may write to it meanwhile.

    Raises
    ------
    StorageError
        Where it is not a database of Matinee, damaged, or from a newer version.
    """
    named = named or path
    with plainly(named), closing(_connect(path, "mode=rw" if in_use else "mode=ro&immutable=1")) as connection:
        connection.execute("PRAGMA query_only = ON")
        version = _version(connection, named)
        if complaint := _first_damage(connection):
            raise StorageError(damaged(named, complaint))
        return Contents(version, path.stat().st_size, _rows(connection))


def _version(connection: sqlite3.Connection, named: Path) -> int:
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    newest = len(shipped_migrations())
    if owner != APPLICATION_ID or version < 1:
        raise StorageError(f"The file {named} is no database of Matinee; choose another one.")
    if version > newest:
        raise StorageError(f"{from_newer(named, version, newest)}; install that version.")
    return int(version)


def _first_damage(connection: sqlite3.Connection) -> str | None:
    """What is broken first in a database: its pages, indices and checks, then rows that refer to nothing."""
    (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        return " ".join(str(verdict).split())
    orphan = connection.execute("PRAGMA foreign_key_check").fetchone()
    return None if orphan is None else f"a row of {orphan[0]} refers to a row of {orphan[2]} that is missing"


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name"
    ).fetchall()
    return {
        name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608 - SQLite's own
        for (name,) in tables
    }


def flush(path: Path) -> None:
    """Have a file or folder on the disk.

    Raises
    ------
    StorageError
        Where the disk does not take it.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise StorageError(f"The disk does not take {path} ({error.strerror}); check it, then try again.") from error


def _connect(path: Path, how: str = "mode=rw") -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?{how}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=_BUSY_SECONDS)


def _told(progress: Progress) -> Callable[[int, int, int], None]:
    return lambda _, remaining, total: progress(1 - remaining / total if total else 1.0)


def _scrub(connection: sqlite3.Connection, rows: Mapping[str, int]) -> None:
    """Rewrite a copy that was taken between an erasure and the rewriting of the database that follows it."""
    if rows.get("chores"):
        connection.execute("DELETE FROM chores WHERE name = 'scrub'")
        connection.execute("VACUUM")
