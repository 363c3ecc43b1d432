"""Updates that were set aside: listed, tried again, discarded, bounded; and since when things wait."""

import pytest

from bot.storage.base import Storage
from bot.storage.kept import InboxUpdate, SetAside, Waits
from bot.storage.sql import inbox
from tests.bot.storage.contract import ANN, BOB, FakeClock


async def failed(storage: Storage, update_id: int, lane: int = ANN, why: str = "KeyError") -> bool:
    """An update whose turn failed."""
    await storage.receive([InboxUpdate(update_id, lane, f'{{"update_id": {update_id}}}')])
    async with storage.transaction() as turn:
        return await turn.set_aside(update_id, why)


async def test_what_was_set_aside_is_listed_latest_first(storage: Storage) -> None:
    await storage.quarantine(9, "[", "cannot be parsed")
    assert await failed(storage, 5)
    assert list(await storage.quarantined()) == [
        SetAside(5, ANN, '{"update_id": 5}', "KeyError"),
        SetAside(9, None, "[", "cannot be parsed"),
    ]
    assert [aside.update_id for aside in await storage.quarantined(limit=1)] == [5]
    assert list(await storage.pending()) == []


async def test_only_what_is_pending_can_be_set_aside(storage: Storage) -> None:
    assert await failed(storage, 5)
    async with storage.transaction() as turn:
        assert not await turn.set_aside(5, "again")
        assert not await turn.set_aside(77, "never received")
    await storage.receive([InboxUpdate(6, ANN, "{}")])
    async with storage.transaction() as turn:
        await turn.finish(6)
        assert not await turn.set_aside(6, "done already")
    assert [aside.reason for aside in await storage.quarantined()] == ["KeyError"]


async def test_a_reopened_update_waits_again_once_and_can_be_finished(storage: Storage) -> None:
    await failed(storage, 5)
    await storage.quarantine(9, "{}", "cannot be parsed")
    assert await storage.reopen(5, BOB)
    assert not await storage.reopen(5, BOB)
    assert await storage.reopen(9, BOB)
    assert not await storage.reopen(77, BOB)
    assert [(update.update_id, update.lane) for update in await storage.pending()] == [(5, ANN), (9, BOB)]
    async with storage.transaction() as turn:
        assert await turn.finish(5)
    assert (await storage.counts())["quarantined"] == 0


async def test_what_is_discarded_is_done_for_ever(storage: Storage) -> None:
    await failed(storage, 5)
    await storage.receive([InboxUpdate(6, ANN, "{}")])
    async with storage.transaction() as turn:
        await turn.discard_quarantined()
    assert list(await storage.quarantined()) == []
    assert not await storage.reopen(5, ANN)
    assert not await storage.receive([InboxUpdate(5, ANN, "{}")])
    assert [update.update_id for update in await storage.pending()] == [6]


async def test_tries_are_counted_while_an_update_waits(storage: Storage) -> None:
    await storage.receive([InboxUpdate(5, ANN, "{}")])
    await storage.receive([InboxUpdate(6, ANN, "{}")])
    await storage.note_tries([5, 6])
    await storage.note_tries([6, 77])
    assert list(await storage.pending()) == [InboxUpdate(5, ANN, "{}", 1), InboxUpdate(6, ANN, "{}", 2)]
    await storage.forget_tries()
    assert [update.tries for update in await storage.pending()] == [0, 0]
    await storage.note_tries([5, 6])
    await storage.quarantine(6, "{}", "in hand at 2 crashes")
    await storage.reopen(6, ANN)
    assert [update.tries for update in await storage.pending()] == [1, 0]


async def test_how_long_the_oldest_waits(storage: Storage, clock: FakeClock) -> None:
    assert await storage.waits() == Waits()
    await storage.receive([InboxUpdate(5, ANN, "{}")])
    clock.move(20)
    await storage.receive([InboxUpdate(6, ANN, "{}")])
    async with storage.transaction() as turn:
        message = await turn.enqueue(ANN, {})
    clock.move(10)
    assert await storage.waits() == Waits(inbox=30, outbox=10)
    async with storage.transaction() as turn:
        await turn.finish(5)
    await storage.sent(message.outbox_id)
    assert await storage.waits() == Waits(inbox=10)
    clock.move(-100)  # a clock that was put back
    assert await storage.waits() == Waits(inbox=0)


async def test_only_the_latest_keep_their_content(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "ASIDE_KEPT", 3)
    for update_id in range(6):
        await (failed(storage, update_id) if update_id % 2 else storage.quarantine(update_id, "x", "unread"))
    assert [aside.update_id for aside in await storage.quarantined()] == [5, 4, 3]
    assert not await storage.receive([InboxUpdate(0, ANN, "{}")])


async def test_nobody_erased_is_left_in_what_was_set_aside(storage: Storage) -> None:
    await failed(storage, 5, ANN)
    await failed(storage, 6, BOB)
    async with storage.transaction() as turn:
        await turn.delete_user(ANN)
    assert [aside.update_id for aside in await storage.quarantined()] == [6]
