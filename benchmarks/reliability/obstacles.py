"""Ways to keep a bot that runs from saving anything, from outside of its process, and to let it save again."""

import os
import resource
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

SMALL_DISK = "8m"
_BLOCK = 4096


@contextmanager
def small_disk() -> Iterator[Path | None]:
    """A folder on a disk of its own that is soon full; None where only the superuser may have one."""
    with tempfile.TemporaryDirectory(prefix="matinee-disk-") as folder:
        command = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", folder]
        try:
            mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
        except OSError:
            mounted = False
        try:
            yield Path(folder) if mounted else None
        finally:
            if mounted:
                subprocess.run(["umount", folder], capture_output=True, check=True)


@contextmanager
def disk_full(folder: Path) -> Iterator[None]:
    """Fill the disk to the last byte."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * _BLOCK)
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def writes_refused(process_id: int) -> Iterator[None]:
    """Have the system refuse every write of a process to a file, as it does behind a quota."""
    before = resource.prlimit(process_id, resource.RLIMIT_FSIZE)
    resource.prlimit(process_id, resource.RLIMIT_FSIZE, (1, before[1]))
    try:
        yield
    finally:
        resource.prlimit(process_id, resource.RLIMIT_FSIZE, before)


@contextmanager
def held_by_another(database: Path) -> Iterator[None]:
    """Hold the lock for writing, as another program may that forgot a transaction."""
    with closing(sqlite3.connect(database, isolation_level=None, timeout=30.0)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def cpu_seconds(process_id: int) -> float:
    """Processor time that a process took so far."""
    fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
