"""Looks at a database file before anything is written to it, and makes a place for a new one."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.storage.kept import StorageError
from bot.storage.sqlite_errors import damaged, from_newer, not_writable

APPLICATION_ID = 0x4D544E45
"""«MTNE» in the file's header, set by the first migration."""

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite may keep beside a database file."""

_MAGIC = b"SQLite format 3\x00"
_OLDEST_SQLITE = (3, 39)  # IS NOT DISTINCT FROM
_EMPTY = 0


def make_room(path: Path) -> None:
    """Make folder and file where they are missing; only the owner may read the file.

    Raises
    ------
    StorageError
        Where that is not allowed, or the installed SQLite is too old.
    """
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise StorageError(
            f"SQLite {sqlite3.sqlite_version} is too old for {path}; install a Python with 3.39 or newer."
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        raise StorageError(not_writable(path)) from error
    if not path.is_file() or not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise StorageError(not_writable(path))


def inspect(path: Path, *, newest: int) -> int:
    """The schema version of a file that may be used, 0 for an empty one. Nothing is written.

    Parameters
    ----------
    path
        A file that exists.
    newest
        The highest version that this program knows.

    Raises
    ------
    StorageError
        Where the file is no database, another program's, damaged, or from a newer version.
    """
    if path.stat().st_size == 0:
        return 0
    if not has_magic(path):
        raise StorageError(f"The file {path} is no database; move it away, or set MATINEE_HOME to another folder.")
    _finish_interrupted_creation(path)
    with closing(sqlite3.connect(_look_only(path), uri=True)) as connection:
        return _checked_version(connection, path, newest)


def has_magic(path: Path) -> bool:
    """Whether a file begins as SQLite's databases do."""
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _finish_interrupted_creation(path: Path) -> None:
    """Let SQLite roll back a journal: in WAL mode there is none, unless the very first write was interrupted."""
    if beside(path, "-journal").exists():
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema")


def _look_only(path: Path) -> str:
    """Read-only address; `immutable` as well where no WAL stands beside, as SQLite would else make one."""
    immutable = "" if beside(path, "-wal").exists() else "&immutable=1"
    return f"{path.absolute().as_uri()}?mode=ro{immutable}"


def beside(path: Path, suffix: str) -> Path:
    """The file that SQLite keeps beside a database under this suffix."""
    return path.with_name(path.name + suffix)


def _checked_version(connection: sqlite3.Connection, path: Path, newest: int) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if owner != APPLICATION_ID and (owner, version, tables) != (_EMPTY, _EMPTY, _EMPTY):
        raise StorageError(f"The database {path} belongs to another program; set MATINEE_HOME to another folder.")
    if version > newest:
        newer = from_newer(path, version, newest)
        raise StorageError(f"{newer}; install that version, or set MATINEE_HOME to another folder.")
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise StorageError(damaged(path, " ".join(verdict.split())))
    return int(version)
