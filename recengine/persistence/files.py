"""Files that are on the disk when they are said to be, and that are files when they are read."""

import hashlib
import os
import stat
from pathlib import Path
from typing import BinaryIO

from recengine.errors import ModelError

_BLOCK = 1 << 20


def opened(path: Path) -> BinaryIO:
    """Open a file for reading.

    Raises
    ------
    OSError
        Where there is none, or something else in its place: a pipe would be waited for without end.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"{path} is no file")
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def small(path: Path, *, most: int) -> bytes:
    """All bytes of a file that is small.

    Raises
    ------
    OSError
        Where it cannot be read, or has more bytes than `most`.
    """
    with opened(path) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(f"{path} is too large")
    return content


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file.

    Raises
    ------
    ModelError
        Where it cannot be read.
    """
    try:
        with opened(path) as file:
            return fingerprint_of(file)
    except OSError:
        raise ModelError(f"the model file {path} is missing; train a new one with `matinee train`") from None


def fingerprint_of(file: BinaryIO) -> str:
    """The SHA-256 of an open file from where it stands."""
    digest = hashlib.sha256()
    while block := file.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()


def write(path: Path, text: str) -> None:
    """Write a file; it is on the disk when this returns."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        flush(file.fileno())


def flush(descriptor: int) -> None:
    """Have an open file on the disk."""
    os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        flush(descriptor)
    finally:
        os.close(descriptor)
