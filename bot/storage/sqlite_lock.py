"""One bot a database: a lock beside the file that its process holds, and that the system lets go when it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.storage.kept import StorageError
from bot.storage.sqlite_errors import not_writable

SUFFIX = ".lock"


@contextmanager
def held(database: Path) -> Iterator[None]:
    """Hold a database: no other bot and no restore may use it until the block ends.

    Raises
    ------
    StorageError
        Where another process holds it, or the folder cannot be written.
    """
    path = database.with_name(database.name + SUFFIX)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = _locked(path)
    except BlockingIOError:
        raise StorageError(
            f"The database {database} is in use by another Matinee{_holder(path)}; stop that one, then try again."
        ) from None
    except OSError as error:
        raise StorageError(not_writable(database)) from error
    try:
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        path.unlink(missing_ok=True)  # while it is held, so that it is ours
        os.close(descriptor)


def _locked(path: Path) -> int:
    """Lock the file of this name; one that its holder took away meanwhile would lock nobody else out."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is(path, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _is(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _holder(path: Path) -> str:
    try:
        number = path.read_text("ascii").strip()
    except (OSError, ValueError):
        number = ""
    return f" (process {number})" if number else ""
