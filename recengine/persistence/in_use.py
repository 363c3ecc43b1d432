"""Copies of files that are served: mapped into memory, shared by all workers, and touched by nobody else.

A published file can be overwritten or cut short by whoever looks after the disk. A process that had it mapped would
serve other numbers then, or die of SIGBUS. So what is mapped is a copy in a folder of its own, named by its checksum
(docs/adr/0020-copies-of-model-files-are-mapped.md).
"""

import contextlib
import fcntl
import mmap
import os
import secrets
from pathlib import Path

import numpy as np

from recengine.persistence.arrays import arrays_in, read_arrays
from recengine.persistence.files import fingerprint_of, opened

FOLDER = "in-use"
"""Of a store."""

_NEW = ".new-"
_BLOCK = 1 << 20


class Copies:
    """The copies of a store.

    Parameters
    ----------
    root
        Folder of the store.
    """

    def __init__(self, root: Path) -> None:
        self.folder = root / FOLDER

    def arrays(self, path: Path, checksum: str) -> dict[str, np.ndarray]:
        """The arrays of a published file, mapped from a copy; in memory where no copy can be made.

        A copy is in use, and its name stays, as long as one of its arrays lives in any process.

        Parameters
        ----------
        checksum
            SHA-256 of the published file, which was checked just now.

        Raises
        ------
        ValueError, zipfile.BadZipFile
            As `read_arrays`, and where the file has changed meanwhile.
        """
        try:
            content = self._known(checksum) or self._made(path, checksum)
        except OSError:  # a full disk, or a folder that cannot be written
            return read_arrays(path)
        return arrays_in(content)

    def sweep(self) -> None:
        """Remove what no process uses."""
        with contextlib.suppress(OSError):
            for path in self.folder.iterdir():
                with contextlib.suppress(OSError):
                    _remove_unused(path)

    def _known(self, checksum: str) -> mmap.mmap | None:
        """The copy that is there, if it is whole."""
        try:
            with opened(self.folder / checksum) as file:
                fcntl.flock(file, fcntl.LOCK_SH)
                return _mapped(file.fileno()) if fingerprint_of(file) == checksum else None
        except FileNotFoundError:
            return None

    def _made(self, path: Path, checksum: str) -> mmap.mmap:
        """A new copy."""
        self.folder.mkdir(exist_ok=True)
        new = self.folder / f"{_NEW}{secrets.token_hex(8)}"
        try:
            with new.open("xb+") as copy:
                fcntl.flock(copy, fcntl.LOCK_SH)
                with opened(path) as file:
                    while block := file.read(_BLOCK):
                        copy.write(block)
                copy.flush()
                copy.seek(0)
                if fingerprint_of(copy) != checksum:
                    raise ValueError("it changes while it is read")
                os.fchmod(copy.fileno(), 0o444)
                new.replace(self.folder / checksum)
                return _mapped(copy.fileno())
        finally:
            new.unlink(missing_ok=True)


def _mapped(descriptor: int) -> mmap.mmap:
    """The mapping keeps a duplicate of the descriptor, and with it the lock, until the last array is gone."""
    return mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ)


def _remove_unused(path: Path) -> None:
    with opened(path) as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # OSError: somebody uses it
        path.unlink()
