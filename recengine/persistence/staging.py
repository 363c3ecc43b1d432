"""Folders in the making: held by who makes them, and swept away once their maker is surely dead."""

import contextlib
import errno
import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recengine.errors import ModelError

STAGED, POINTED, PRUNED = ".staged-", ".CURRENT-", ".pruned-"
"""What names of folders and pointers in the making begin with, and of folders on their way out."""

TRAINING = "training.lock"
"""Held by who trains."""


@contextmanager
def held(folder: Path, *, wait: bool = True) -> Iterator[bool]:
    """Hold a folder while the block runs; the system lets go of it when its holder dies, however that is.

    Yields
    ------
    Whether it is held: not where somebody else holds it and `wait` is off, nor on a disk that knows no locks.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield _locked(descriptor, wait=wait)
    finally:
        os.close(descriptor)


@contextmanager
def training(root: Path) -> Iterator[None]:
    """Be the only one who trains for a store while the block runs; over with the death of its process, too.

    Raises
    ------
    ModelError
        Where somebody else is at it, or the folder cannot be written.
    """
    new = not root.exists()
    try:
        root.mkdir(parents=True, exist_ok=True)
        descriptor = _sole(root / TRAINING)
    except OSError as error:
        raise ModelError(f"the model cannot be written to {root} ({error.strerror or error})") from error
    try:
        yield
    finally:
        (root / TRAINING).unlink(missing_ok=True)  # while it is held, so that it is nobody else's
        os.close(descriptor)
        if new:
            with contextlib.suppress(OSError):  # something is in it now
                root.rmdir()


def _sole(path: Path) -> int:
    """A lock file that is held, and is still the one of this name: who held it before has removed it at the end."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES):  # else a disk that knows no locks
                os.close(descriptor)
                raise ModelError("another training is under way; wait for it to end") from None
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(descriptor), path.stat()):
                return descriptor
        os.close(descriptor)


def _locked(descriptor: int, *, wait: bool) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True


def sweep(root: Path) -> None:
    """Remove what killed trainings have left in a store that is held."""
    for path in root.glob(f"{POINTED}*"):
        path.unlink(missing_ok=True)  # a pointer is only written by who holds the store
    for path in root.glob(f"{PRUNED}*"):
        shutil.rmtree(path, ignore_errors=True)
    for path in root.glob(f"{STAGED}*"):
        if path.is_symlink() or not path.is_dir():
            continue
        with contextlib.suppress(FileNotFoundError), held(path, wait=False) as dead:  # it may be published just now
            if dead:
                shutil.rmtree(path, ignore_errors=True)


def new_name(now: float) -> str:
    """A name for a version made at this time; names sort by time, those of one second, too."""
    part = int(now % 1 * 0x10000)
    return f"{time.strftime('%Y%m%d-%H%M%S', time.gmtime(now))}-{part:04x}{secrets.token_hex(1)}"
