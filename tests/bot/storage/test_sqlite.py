"""What is special to the SQLite backend: settings, no traces in the file, bounded inbox, speed."""

import random
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.base import Storage
from bot.storage.kept import InboxUpdate, Mark, StorageError
from bot.storage.sql import actions, journal, reads
from bot.storage.sqlite import SqliteStorage
from bot.storage.sqlite_writer import Writer
from tests.bot.storage.contract import ALIEN, ANN, BOB, HEAT, film, running

SECRET = "Zyzzyva Kwyjibo"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "matinee.db"


@pytest.fixture
async def opened(path: Path) -> AsyncIterator[SqliteStorage]:
    async with running(SqliteStorage(path, inbox_kept=5)) as storage:
        yield storage


def every_cell(path: Path) -> set[object]:
    """Every value of every table."""
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        rows = [row for name in names for row in connection.execute(f"SELECT * FROM {name}")]
    return {cell for row in rows for cell in row}


def raw_bytes(path: Path) -> bytes:
    """The database and whatever lies beside it."""
    return b"".join(file.read_bytes() for file in sorted(path.parent.iterdir()) if not file.name.endswith("-shm"))


async def chat(storage: Storage, user_id: int, rng: random.Random, word: str) -> None:
    """A turn that leaves text of a person in rows of many sizes."""
    text = word * rng.randint(1, rng.choice([2, 40, 600]))
    update_id = rng.getrandbits(40)
    await storage.receive([InboxUpdate(update_id, user_id, text)])
    if rng.random() < 0.3:
        await storage.quarantine(update_id, f"{user_id} {text}", "raised")
    async with storage.transaction() as turn:
        await turn.save_state(user_id, {"text": text}, language="en")
        await turn.add_rating(user_id, film(f"{word} {rng.getrandbits(16)}", 1990), 4)
        await turn.add_mark(user_id, film(f"{word} {rng.getrandbits(16)}", 1991), Mark.SAVED)
        await turn.add_suggestion(user_id, HEAT, word)
        await turn.enqueue(user_id, {"text": text})
        await turn.finish(update_id)


@pytest.mark.parametrize("seed", [1, 2])
async def test_no_byte_of_a_deleted_person_stays_in_the_file(path: Path, seed: int) -> None:
    rng = random.Random(seed)
    async with running(SqliteStorage(path)) as storage:
        for _ in range(120):
            user_id = rng.choice([ANN, BOB, 3, 4])
            await chat(storage, user_id, rng, SECRET if user_id == ANN else "ordinary")
        assert SECRET.encode() in raw_bytes(path)
        async with storage.transaction() as turn:
            await turn.delete_user(ANN)
        assert SECRET.encode() not in raw_bytes(path)
        assert b"ordinary" in raw_bytes(path)
    assert SECRET.encode() not in raw_bytes(path)
    cells = every_cell(path)
    assert ANN not in cells
    assert not any(str(ANN) in str(cell) for cell in cells)
    assert BOB in cells


async def test_traces_that_could_not_be_wiped_are_wiped_at_the_next_start(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def refuse(self: Writer, connection: object) -> None:
        raise StorageError("busy")

    with monkeypatch.context() as patch:
        patch.setattr(Writer, "_rewrite", refuse)
        async with running(SqliteStorage(path)) as storage:
            await chat(storage, ANN, random.Random(0), SECRET)
            async with storage.transaction() as turn:
                await turn.delete_user(ANN)
            assert "tried again in a minute" in caplog.text
            assert SECRET.encode() in raw_bytes(path)
    async with running(SqliteStorage(path)):
        assert SECRET.encode() not in raw_bytes(path)
    assert "scrub" not in every_cell(path)


async def test_traces_that_a_backup_kept_from_being_wiped_are_wiped_a_minute_later(
    opened: SqliteStorage, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr("bot.storage.sqlite_writer.monotonic", lambda: now)
    monkeypatch.setattr("bot.storage.sqlite_connection._PATIENT", "PRAGMA busy_timeout = 10")
    await chat(opened, ANN, random.Random(0), SECRET)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM users").fetchall()
        async with opened.transaction() as turn:
            await turn.delete_user(ANN)
        await opened.receive([InboxUpdate(1, BOB, "{}")])
        assert SECRET.encode() in raw_bytes(path)
    await opened.receive([InboxUpdate(2, BOB, "{}")])
    assert SECRET.encode() in raw_bytes(path)  # not at every turn: that would hold everybody up
    now += 61
    await opened.receive([InboxUpdate(3, BOB, "{}")])
    assert SECRET.encode() not in raw_bytes(path)
    assert "scrub" not in every_cell(path)


async def test_finished_updates_keep_only_their_ids_and_the_oldest_are_forgotten(
    opened: SqliteStorage, path: Path
) -> None:
    for update_id in range(1, 9):
        await opened.receive([InboxUpdate(update_id, ANN, f"text {update_id}")])
        if update_id != 2:
            async with opened.transaction() as turn:
                await turn.finish(update_id)
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT update_id, status, lane, payload, reason FROM inbox").fetchall()
    done = [(update_id, "done", None, None, None) for update_id in (4, 5, 6, 7, 8)]
    assert rows == [(2, "pending", ANN, "text 2", None), *done]


async def test_the_journal_refuses_to_be_rewritten(opened: SqliteStorage, path: Path) -> None:
    async with opened.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 4)
    with (
        closing(sqlite3.connect(path)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute("UPDATE journal SET value_after = 5.0")


async def test_the_connections_are_set_to_lose_nothing(opened: SqliteStorage) -> None:
    async with opened._writer.transaction() as statements:
        found = {
            name: (await statements.first(f"PRAGMA {name}") or ())[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 5000,
    }


async def test_the_reading_connection_cannot_write(opened: SqliteStorage) -> None:
    with pytest.raises(StorageError, match="cannot be written"):
        await opened._read("DELETE FROM ratings")


async def test_a_turn_reads_no_table_from_end_to_end(opened: SqliteStorage) -> None:
    async with opened.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 4)
        await turn.add_mark(ANN, ALIEN, Mark.SEEN)
    for sql, *values in (
        (reads.FACTS, ANN, 20),
        (reads.FILM, HEAT.key),
        (actions.LATEST, ANN, 50),
        (journal.LATEST, ANN, 50),
    ):
        plan = [row[3] for row in await opened._read(f"EXPLAIN QUERY PLAN {sql}", *values)]
        assert [step for step in plan if re.match(r"SCAN (?!\(|CONSTANT ROW|earlier|guesses)", step)] == []
