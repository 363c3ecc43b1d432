"""The writer: transactions that wait for each other are committed together; none carries another's fate."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.kept import StorageError
from bot.storage.sqlite_connection import WritingConnection
from bot.storage.sqlite_writer import MANY, Writer

TABLE = "CREATE TABLE said (number INTEGER PRIMARY KEY, text TEXT); CREATE TABLE chores (name TEXT PRIMARY KEY);"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "small.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(TABLE)
    return path


@pytest.fixture
async def writer(path: Path) -> AsyncIterator[Writer]:
    writer = Writer(path)
    await writer.open()
    yield writer
    await writer.close()


def kept(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        return [number for (number,) in connection.execute("SELECT number FROM said ORDER BY number")]


async def say(writer: Writer, number: int, *, text: str = "", fail: bool = False) -> None:
    async with writer.transaction() as statements:
        await statements.run("INSERT INTO said VALUES (?, ?)", number, text)
        if fail:
            raise LookupError


def traced(writer: Writer) -> list[str]:
    """What SQLite is told from now on."""
    told: list[str] = []
    connection = writer._connection
    assert isinstance(connection, WritingConnection)
    connection._connection.set_trace_callback(told.append)
    return told


async def test_those_that_wait_for_the_lock_are_committed_together(writer: Writer, path: Path) -> None:
    told = traced(writer)
    await asyncio.gather(*(say(writer, number) for number in range(40)))
    assert kept(path) == list(range(40))
    assert 1 <= told.count("COMMIT") <= 3


async def test_one_that_fails_takes_nobody_with_it(writer: Writer, path: Path) -> None:
    outcomes = await asyncio.gather(
        *(say(writer, number, fail=number % 3 == 0) for number in range(12)), return_exceptions=True
    )
    assert [number for number, outcome in enumerate(outcomes) if isinstance(outcome, LookupError)] == [0, 3, 6, 9]
    assert kept(path) == [number for number in range(12) if number % 3]


async def test_nothing_is_told_to_be_kept_before_it_is(writer: Writer, path: Path) -> None:
    async def check(number: int) -> bool:
        await say(writer, number)
        return number in kept(path)

    assert all(await asyncio.gather(*(check(number) for number in range(30))))


async def test_a_full_disk_fails_all_that_were_to_be_kept_and_the_next_ones_work(writer: Writer, path: Path) -> None:
    async with writer.transaction() as statements:
        ((pages,),) = await statements.rows("PRAGMA page_count")
        await statements.rows(f"PRAGMA max_page_count = {pages}")
    outcomes = await asyncio.gather(
        say(writer, 1), say(writer, 2, text="x" * 100_000), say(writer, 3), return_exceptions=True
    )
    assert isinstance(outcomes[1], StorageError)
    stand = [number for number, outcome in zip((1, 2, 3), outcomes, strict=True) if outcome is None]
    assert kept(path) == stand
    async with writer.transaction() as statements:
        await statements.rows("PRAGMA max_page_count = 1000000")
    await say(writer, 4)
    assert kept(path) == [*stand, 4]


async def test_a_commit_that_fails_is_told_to_all_it_was_for(
    writer: Writer, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = WritingConnection.aside

    async def aside(self: WritingConnection, sql: str, *values: object) -> list[tuple[object, ...]]:
        if sql == "COMMIT":
            raise sqlite3.OperationalError("disk I/O error")
        return await honest(self, sql, *values)

    with monkeypatch.context() as patch:
        patch.setattr(WritingConnection, "aside", aside)
        outcomes = await asyncio.gather(*(say(writer, number) for number in range(5)), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [StorageError] * 5
    assert kept(path) == []
    await say(writer, 7)
    assert kept(path) == [7]


async def test_nobody_waits_while_another_program_writes(writer: Writer, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        saying = asyncio.create_task(say(writer, 1))
        async with asyncio.timeout(1):  # the loop goes on
            for _ in range(10):
                await asyncio.sleep(0.001)
        assert not saying.done()
        other.execute("COMMIT")
    await saying
    assert kept(path) == [1]


async def test_whoever_is_cancelled_while_another_program_writes_leaves_nothing(writer: Writer, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        saying = asyncio.create_task(say(writer, 1))
        await asyncio.sleep(0.01)
        saying.cancel()
        await asyncio.sleep(0.01)
        other.execute("COMMIT")
    with pytest.raises(asyncio.CancelledError):
        await saying
    await say(writer, 2)
    assert kept(path) == [2]


async def test_a_cancellation_after_the_last_statement_keeps_what_was_said(writer: Writer, path: Path) -> None:
    tasks = [asyncio.create_task(say(writer, number)) for number in range(6)]
    for _ in range(3):
        await asyncio.sleep(0)
    tasks[0].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert set(kept(path)) >= {1, 2, 3, 4, 5}
    await say(writer, 9)


@pytest.mark.parametrize("count", [MANY, MANY + 1])
async def test_few_rows_and_many_are_written_alike(writer: Writer, path: Path, count: int) -> None:
    async with writer.transaction() as statements:
        await statements.run_many("INSERT INTO said VALUES (?, '')", [[number] for number in range(count)])
        await statements.run_long("UPDATE said SET text = 'x'")
    assert len(kept(path)) == count


async def test_closing_keeps_what_ended_before(path: Path) -> None:
    writer = Writer(path)
    await writer.open()
    tasks = [asyncio.create_task(say(writer, number)) for number in range(10)]
    await asyncio.sleep(0)
    await writer.close()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert kept(path) == [number for number, outcome in enumerate(outcomes) if outcome is None]
    with pytest.raises(StorageError, match="not open"):
        await say(writer, 99)
