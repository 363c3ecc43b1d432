"""What was acknowledged outlives a process that is killed."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.sqlite import SqliteStorage
from tests.bot.storage.contract import ANN, running

ROOT = Path(__file__).parents[3]


def acknowledged_before_kill(path: Path, lines: int) -> list[str]:
    """Titles that the process printed before it was killed in the middle of its work."""
    command = [sys.executable, "-m", "tests.bot.storage.rate_forever", str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().strip() for _ in range(lines)]
        process.kill()
        return told + process.stdout.read().splitlines()


@pytest.mark.parametrize("lines", [1, 30])
async def test_every_acknowledged_rating_outlives_a_kill(tmp_path: Path, lines: int) -> None:
    path = tmp_path / "matinee.db"
    told = acknowledged_before_kill(path, lines)
    assert len(told) >= lines
    async with running(SqliteStorage(path)) as storage:
        found = [rated.film.title for rated in (await storage.facts(ANN)).ratings]
        replies = [message.payload["number"] for message in await storage.unsent()]
        pending = [update.update_id for update in await storage.pending()]
    assert found[: len(told)] == told
    assert len(found) - len(told) <= 1  # committed, and killed before it could be said
    assert replies == list(range(len(found)))
    assert pending in ([], [len(found)])
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
