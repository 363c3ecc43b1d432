"""While nothing can be saved: nothing is lost, one at a time tries again, and people are told once."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest
from telegram import Bot, Update
from telegram.ext import Application

from benchmarks.reliability.stage import until
from bot.sandbox import create_app, serve
from bot.sandbox.state import Sandbox
from bot.storage.kept import CannotSave, InboxUpdate, StorageError
from bot.storage.sqlite import SqliteStorage
from bot.storage.sqlite_connection import WritingConnection
from bot.telegram import outage as module
from bot.telegram.inbox import DurableQueue
from bot.telegram.outage import Outage
from tests.bot.sandbox.client import ADA
from tests.bot.telegram.updates import parsed, said, tapped, user

TOKEN = "9000:a-token-for-tests"
ADMIN = 99
FULL = CannotSave("The disk is full; make room.")


class Told:
    """A bot that writes down what it is to say."""

    username = "matinee_bot"

    def __init__(self, waiting: tuple[Update, ...] = ()) -> None:
        self.messages: list[tuple[int, str]] = []
        self.answers: list[tuple[str, str | None]] = []
        self.offsets: list[int] = []
        self._waiting = waiting

    async def send_message(self, chat_id: int, text: str) -> None:
        self.messages.append((chat_id, text))

    async def answer_callback_query(self, query_id: str, text: str | None, *, show_alert: bool) -> None:
        assert show_alert == (text is not None)
        self.answers.append((query_id, text))

    async def get_updates(self, *, offset: int, timeout: int) -> tuple[Update, ...]:  # noqa: ASYNC109 - Telegram's
        assert timeout == 0
        self.offsets.append(offset)
        return self._waiting

    def to(self, chat_id: int) -> list[str]:
        return [text for chat, text in self.messages if chat == chat_id]


class Disk:
    """Takes nothing for so many tries."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.done: list[int] = []
        self.at_once = self.most_at_once = 0

    def save(self, number: int) -> Callable[[], Any]:
        async def action() -> int:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            await asyncio.sleep(0)
            self.at_once -= 1
            if self.failures:
                self.failures -= 1
                raise FULL
            self.done.append(number)
            return number

        return action


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FIRST_PAUSE", 0.001)
    monkeypatch.setattr(module, "LONGEST_PAUSE", 0.002)
    monkeypatch.setattr(module, "SETTLED_SECONDS", 0.02)


def outage(told: Told) -> Outage:
    made = Outage(frozenset({ADMIN}))
    made.through(cast(Bot, told))
    return made


async def settled(made: Outage) -> None:
    while made._news:
        await made._news.wait(patience=60.0)


async def test_what_cannot_be_saved_is_tried_until_it_can_and_everybody_is_told_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    told, disk = Told(), Disk(failures=5)
    made = outage(told)
    updates = [parsed(said(number, "heat", sender=number % 2 + 1)) for number in range(6)]
    with caplog.at_level(logging.INFO):
        done = await asyncio.gather(
            *(made.patiently(disk.save(number), update=update) for number, update in enumerate(updates))
        )
        await settled(made)
    assert done == list(range(6))
    assert sorted(disk.done) == list(range(6))
    for person in (1, 2):
        assert told.to(person) == [
            "I can't save anything right now. Nothing of yours is lost: I'll answer as soon as it works again."
        ]
    begun, over = told.to(ADMIN)
    assert begun == (
        "Nothing can be saved now. The disk is full; make room. What people say waits, and I keep trying."
    )
    assert over.startswith("Saving works again, after 0 seconds.")
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]


async def test_while_nothing_can_be_saved_one_at_a_time_tries() -> None:
    made, disk = outage(Told()), Disk(failures=1)
    with pytest.raises(CannotSave):
        await made.once(disk.save(0), update=parsed(said(1, "heat")))
    disk.failures, disk.most_at_once = 10, 0
    await asyncio.gather(*(made.patiently(disk.save(number)) for number in range(4)))
    assert disk.failures == 0
    assert len(disk.done) == 4
    assert disk.most_at_once <= 3  # the last three go at once when it works again


async def test_another_kind_of_failure_is_not_tried_again() -> None:
    made, told = Outage(), []

    async def broken() -> None:
        told.append(1)
        raise StorageError("The database is damaged.")

    with pytest.raises(StorageError, match="damaged"):
        await made.patiently(broken)
    assert told == [1]


async def test_every_tap_is_answered_and_the_first_one_in_words() -> None:
    told = Told()
    made = outage(told)
    for number in (1, 2):
        await made.patiently(Disk(failures=1).save(number), update=parsed(tapped(number, "x", sender=5)))
    assert [text is not None for _, text in told.answers] == [True, False]
    assert all(len(text) <= 200 for _, text in told.answers if text)
    assert told.to(5) == []
    assert made.answered(parsed(tapped(1, "x")))
    assert not made.answered(parsed(tapped(3, "x")))


async def test_a_talk_of_others_and_votes_are_told_nothing() -> None:
    told = Told()
    vote = {
        "poll_id": "p",
        "option_ids": [0],
        "option_persistent_ids": ["0"],
        "user": user(3),
    }
    for update in (said(1, "/start@other_bot", place=-5), {"update_id": 2, "poll_answer": vote}):
        await outage(told).patiently(Disk(failures=1).save(1), update=parsed(update))
    assert {chat for chat, _ in told.messages} <= {ADMIN}


async def test_what_fails_again_soon_is_one_outage_to_the_admins() -> None:
    told = Told()
    made = outage(told)
    for _ in range(5):
        await made.patiently(Disk(failures=2).save(1))
    await settled(made)
    assert len(told.to(ADMIN)) == 2


async def test_of_several_workers_one_tells_each_chat() -> None:
    told = Told()
    for number in range(2):
        worker = Outage(frozenset({ADMIN}), speaks=lambda chat_id, number=number: chat_id % 2 == number)  # type: ignore[misc]
        worker.through(cast(Bot, told))
        for sender in (6, 7):
            update = parsed(said(sender, "heat", sender=sender))
            await worker.patiently(Disk(failures=2).save(1), update=update)
        await settled(worker)
    assert [len(told.to(chat_id)) for chat_id in (6, 7, ADMIN)] == [1, 1, 2]


async def test_without_trouble_nobody_hears_of_it() -> None:
    told = Told()
    made = outage(told)
    assert await made.patiently(Disk(failures=0).save(7), update=parsed(said(1, "heat"))) == 7
    assert await made.once(Disk(failures=0).save(8), update=parsed(said(1, "heat"))) == 8
    assert (told.messages, len(made._news)) == ([], 0)


def raw(storage: SqliteStorage) -> sqlite3.Connection:
    """The connection that writes, to make it fail as the system would."""
    connection = storage._writer._connection
    assert isinstance(connection, WritingConnection)
    return connection._connection


async def test_a_full_disk_is_something_that_passes(storage: SqliteStorage) -> None:
    raw(storage).execute("PRAGMA max_page_count = 1")
    with pytest.raises(CannotSave, match="is full; make room"):
        await storage.receive([InboxUpdate(1, 5, "x" * 100_000)])
    raw(storage).execute("PRAGMA max_page_count = 1000000")
    assert await storage.receive([InboxUpdate(1, 5, "x" * 100_000)])


async def test_a_database_that_may_only_be_read_is_something_that_passes(storage: SqliteStorage) -> None:
    raw(storage).execute("PRAGMA query_only = ON")
    with pytest.raises(CannotSave, match="cannot be written"):
        await storage.receive([InboxUpdate(1, 5, "{}")])
    raw(storage).execute("PRAGMA query_only = OFF")
    assert await storage.receive([InboxUpdate(1, 5, "{}")])


async def test_a_busy_database_is_something_that_passes(
    storage: SqliteStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.sqlite_connection._PATIENT", "PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(tmp_path / "matinee.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CannotSave, match="in use by another program"):
            await storage.receive([InboxUpdate(1, 5, "{}")])
    assert await storage.receive([InboxUpdate(1, 5, "{}")])


async def test_transactions_of_one_commit_that_fails_are_all_told_that_it_passes(storage: SqliteStorage) -> None:
    raw(storage).execute("PRAGMA max_page_count = 1")
    found = await asyncio.gather(
        *(storage.receive([InboxUpdate(number, 5, "x" * 100_000)]) for number in range(5)), return_exceptions=True
    )
    assert [type(one) for one in found] == [CannotSave] * 5
    assert await storage.pending() == []


async def test_the_inbox_waits_and_tells_those_whose_updates_wait_behind(storage: SqliteStorage) -> None:
    behind = tuple(parsed(said(number, "heat", sender=number)) for number in (7, 8))
    told = Told(behind)
    made = outage(told)
    queue = DurableQueue(storage, made)
    raw(storage).execute("PRAGMA query_only = ON")
    putting = asyncio.create_task(queue.put(parsed(said(6, "heat", sender=6))))
    await until(lambda: len(told.offsets) >= 3)
    assert not putting.done()
    assert set(told.offsets) == {6}  # it and those behind it stay at Telegram
    raw(storage).execute("PRAGMA query_only = OFF")
    await putting
    assert [update.update_id for update in await storage.pending()] == [6]
    assert queue.qsize() == 1
    assert all(len(told.to(person)) == 1 for person in (6, 7, 8))
    await settled(made)


class FailsOnce(asyncio.Queue[object]):
    """Takes nothing the first time, as an inbox on a full disk that does not wait."""

    failed = False

    async def put(self, item: object) -> None:
        if not self.failed:
            self.failed = True
            raise FULL
        await super().put(item)


async def test_python_telegram_bot_stops_polling_for_good_where_the_queue_raises(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Why `DurableQueue.put` waits instead of raising: were this to change, it would not have to."""
    queue, app = FailsOnce(), create_app(token=TOKEN)
    sandbox: Sandbox = app.state.sandbox
    async with serve(app) as url:
        application = Application.builder().token(TOKEN).base_url(f"{url}/bot").update_queue(queue).build()
        updater = application.updater
        assert updater is not None
        await updater.initialize()
        await updater.start_polling(timeout=1)
        sandbox.updates.add("message", said(0, "heat", sender=ADA)["message"])
        await until(lambda: queue.failed)
        with pytest.raises(CannotSave):
            await updater.stop()  # waits for the polling, which has ended already
        assert queue.empty()
        assert len(sandbox.updates) == 1  # at least it is not lost
        await updater.bot.shutdown()
