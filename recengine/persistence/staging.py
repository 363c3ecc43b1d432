"""Folders in the making: held by who makes them, and swept away once their maker is surely dead."""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STAGED, POINTED = ".staged-", ".CURRENT-"
"""What names of folders and pointers in the making begin with."""


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
    for path in root.glob(f"{STAGED}*"):
        if path.is_symlink() or not path.is_dir():
            continue
        with contextlib.suppress(FileNotFoundError), held(path, wait=False) as dead:  # it may be published just now
            if dead:
                shutil.rmtree(path, ignore_errors=True)
