"""SQLite's own errors as one plain line that names the file and says what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.storage.kept import CannotSave, StorageError

_MISTAKES_OF_OURS = (
    sqlite3.ProgrammingError,
    sqlite3.IntegrityError,
    sqlite3.DataError,
    sqlite3.NotSupportedError,
)
_DAMAGE = ("malformed", "not a database", "disk image", "corrupt")
_PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_NOMEM,
    }
)
"""What may be over later, without anybody touching the database's content."""

_NOT_WRITABLE = ("readonly", "unable to open")


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Turn what the disk or the file is to blame for into a `StorageError`; mistakes in our SQL stay as they are."""
    try:
        yield
    except _MISTAKES_OF_OURS:
        raise
    except sqlite3.DatabaseError as error:
        raise _kind(error)(explanation(path, str(error))) from error


def _kind(error: sqlite3.DatabaseError) -> type[StorageError]:
    """Errors that the module sqlite3 raises on its own have no code."""
    code = getattr(error, "sqlite_errorcode", 0) or 0
    return CannotSave if code & 0xFF in _PASSING else StorageError


def explanation(path: Path, complaint: str) -> str:
    """One line for SQLite's complaint about the database at `path`."""
    if any(word in complaint for word in _DAMAGE):
        return damaged(path, complaint)
    if any(word in complaint for word in _NOT_WRITABLE):
        return not_writable(path)
    if "locked" in complaint or "busy" in complaint:
        return f"The database {path} is in use by another program ({complaint}); stop that one, then try again."
    if "full" in complaint:
        return f"The disk that holds the database {path} is full; make room, then try again."
    return f"The database {path} cannot be used ({complaint}); check the disk it is on, then try again."


def damaged(path: Path, complaint: str) -> str:
    """The line for a file whose content is broken."""
    return f"The database {path} is damaged ({complaint}); `matinee restore` a backup, or move it away to start anew."


def not_writable(path: Path) -> str:
    """The line for a file or folder that may not be written to."""
    return f"The database {path} cannot be written; allow writing to it, or set MATINEE_HOME to another folder."


def from_newer(path: Path, version: int, newest: int) -> str:
    """The beginning of the line for a file that a newer version of Matinee wrote."""
    return f"The database {path} comes from a newer version of Matinee (schema {version}, this one knows {newest})"
