"""The sender: one worker sends for all, in order, and another one takes over where it left off."""

import asyncio
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import pytest

from bot.storage.kept import OutboxMessage
from bot.storage.sqlite import SqliteStorage
from bot.telegram import outbox as outbox_module
from bot.telegram import sender as sender_module
from bot.telegram.outbox import Outbox
from bot.telegram.sender import Sender
from bot.telegram.working import Tools
from tests.bot.telegram.sharing import Common, FakeSharing
from tests.bot.telegram.test_outbox import FakeBot, committed


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sender_module, "SWEEP_SECONDS", 0.02)
    monkeypatch.setattr(sender_module, "TRY_SECONDS", 0.01)
    monkeypatch.setattr(outbox_module, "FINISH_SECONDS", 0.2)


class Worker:
    """One worker that can send, through a bot of its own."""

    def __init__(self, common: Common) -> None:
        self.bot = FakeBot()
        self.sharing = FakeSharing(common)
        self.chores = 0
        storage: Any = common.storage

        def outbox(gone: Any = None) -> Outbox:
            return Outbox(self.bot, storage, gone=gone)  # type: ignore[arg-type]

        async def poll_sent(chat_id: int) -> None:
            raise AssertionError("nobody votes")

        application = SimpleNamespace(bot=self.bot)
        tools = Tools(application, storage, None, None, None, outbox, poll_sent)  # type: ignore[arg-type]
        self.sender = Sender(self.sharing, tools)

    def start(self) -> None:
        self.sender.start([self._chore])

    @property
    def said(self) -> list[str]:
        return [text for _, _, text in self.bot.arrived]

    async def _chore(self) -> None:
        self.chores += 1
        await asyncio.Event().wait()


async def all_sent(storage: SqliteStorage) -> None:
    async with asyncio.timeout(10):
        while await storage.unsent():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


async def test_one_sends_what_all_say_in_its_order_and_does_the_chores(storage: SqliteStorage) -> None:
    common = Common(storage)
    one, other = Worker(common), Worker(common)
    one.start()
    await asyncio.sleep(0.05)
    other.start()
    for number in range(20):
        worker = (one, other)[number % 2]
        worker.sender.deliver(await committed(storage, 7, f"{number}"))
    await all_sent(storage)
    assert one.said == [f"{number}" for number in range(20)]
    assert (other.said, one.chores, other.chores) == ([], 1, 0)
    for worker in (one, other):
        await worker.sender.stop()


async def test_what_one_left_unsent_the_next_one_sends(storage: SqliteStorage) -> None:
    common = Common(storage)
    one, other = Worker(common), Worker(common)
    one.bot.faults[7] = [asyncio.Event()]
    one.start()
    one.sender.deliver(await committed(storage, 7, "a", "b"))
    await asyncio.sleep(0.05)
    other.start()
    await one.sender.stop()
    await all_sent(storage)
    assert other.said == ["a", "b"]
    assert (one.said, one.chores, other.chores) == ([], 1, 1)
    await other.sender.stop()


async def test_who_loses_the_part_begins_no_message_any_more(storage: SqliteStorage) -> None:
    common = Common(storage)
    one, on_its_way = Worker(common), asyncio.Event()
    one.bot.faults[7] = [on_its_way]
    one.start()
    one.sender.deliver(await committed(storage, 7, "a", "b"))
    await asyncio.sleep(0.05)
    common.is_away = True  # so that it does not get the part again
    one.sharing.lose()
    await asyncio.sleep(0.05)
    on_its_way.set()
    await asyncio.sleep(0.05)
    assert one.said == ["a"]
    assert [message.payload["screen"] for message in await storage.unsent()] != []
    common.is_away = False
    await all_sent(storage)
    assert one.said == ["a", "b"]
    await one.sender.stop()


async def test_what_leaves_the_outbox_while_it_is_read_is_not_sent_again(
    storage: SqliteStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    common = Common(storage)
    one = Worker(common)
    unsent = one.sharing.unsent

    async def slow(known: Any) -> Any:
        found = await unsent(known)
        await asyncio.sleep(0.03)  # meanwhile all of it may be sent and forgotten
        return found

    monkeypatch.setattr(one.sharing, "unsent", slow)
    one.start()
    for number in range(30):
        one.sender.deliver(await committed(storage, number, "once"))
        await asyncio.sleep(0.003)
    await all_sent(storage)
    await asyncio.sleep(0.1)
    assert sorted(chat for _, chat, _ in one.bot.arrived) == list(range(30))
    await one.sender.stop()


async def test_at_the_end_what_waits_is_sent_as_far_as_there_is_time(storage: SqliteStorage) -> None:
    common = Common(storage)
    one = Worker(common)
    one.start()
    await asyncio.sleep(0.03)
    one.sender.deliver(await committed(storage, 7, "a", "b", "c"))
    await one.sender.drain(patience=5)
    await one.sender.stop()
    assert one.said == ["a", "b", "c"]
    assert common.sender is None


async def test_nothing_said_is_nothing_told(storage: SqliteStorage) -> None:
    one = Worker(Common(storage))
    messages: Iterable[OutboxMessage] = ()
    one.sender.deliver(messages)
    assert not one.sharing.heard(sender_module.News.REPLIES).is_set()
