"""One bot a database."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.storage import sqlite_lock
from bot.storage.kept import StorageError
from bot.storage.sqlite_lock import held

HOLD = """
import pathlib, sys
from bot.storage.sqlite_lock import held
with held(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    input()
"""


def test_what_one_holds_another_may_not_hold(tmp_path: Path) -> None:
    path = tmp_path / "home" / "matinee.db"
    with held(path), pytest.raises(StorageError, match=r"in use by another Matinee .process [0-9]+.; stop that one"):
        held(path).__enter__()
    with held(path):
        assert (tmp_path / "home" / "matinee.db.lock").stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == []


def test_a_lock_file_that_is_taken_away_while_it_is_waited_for_locks_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, tries = tmp_path / "matinee.db", []
    lock = sqlite_lock.fcntl.flock

    def locked_too_late(descriptor: int, how: int) -> None:
        lock(descriptor, how)
        tries.append(descriptor)
        if len(tries) == 1:
            (tmp_path / "matinee.db.lock").unlink()  # as its holder does at its end

    monkeypatch.setattr(sqlite_lock.fcntl, "flock", locked_too_late)
    with held(path), pytest.raises(StorageError, match="in use"):
        held(path).__enter__()
    assert len(tries) == 2


def test_the_lock_of_a_process_that_was_killed_is_free(tmp_path: Path) -> None:
    path = tmp_path / "matinee.db"
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(StorageError, match=f"process {process.pid}"):
            held(path).__enter__()
        process.kill()
        process.wait()
    with held(path):
        pass


def test_a_folder_that_cannot_be_made_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be written"):
        held(tmp_path / "file" / "matinee.db").__enter__()
