"""Workers on one PostgreSQL: what one holds no other one gets, and what it dies with it lets go."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.storage.kept import InboxUpdate, StorageError
from bot.storage.postgres import ear as ear_module
from bot.storage.postgres.address import Address
from bot.storage.postgres.sharing import LANES, PostgresSharing, alone
from bot.storage.postgres.storage import PostgresStorage
from bot.storage.sharing import News
from tests.postgres import server

LATER = LANES + 5
"""Somebody who shares a lane with 5."""


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ear_module, "BEAT_SECONDS", 0.05)


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[PostgresStorage]:
    storage = PostgresStorage(server().database(tmp_path))
    await storage.open()
    yield storage
    await storage.close()


@pytest.fixture
async def worker(storage: PostgresStorage, tmp_path: Path) -> AsyncIterator[Callable[[], Awaitable[PostgresSharing]]]:
    async with AsyncExitStack() as stack:

        async def one() -> PostgresSharing:
            made = PostgresSharing(Address.of(server().database(tmp_path)))
            stack.push_async_callback(made.close)
            await made.open()
            return made

        yield one


Make = Callable[[], Awaitable[PostgresSharing]]


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def eventually(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(10):
        while not await holds():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_a_lane_is_held_by_one_and_the_next_in_waiting_goes_to_the_other(
    storage: PostgresStorage, worker: Make
) -> None:
    one, other = await worker(), await worker()
    for update_id, person in ((1, 5), (2, 6), (3, 5), (4, LATER)):
        await storage.receive([InboxUpdate(update_id, person, f"payload {update_id}")])
    assert await one.waiting() == {5: 2, 6: 1, LATER: 1}
    async with one.claim() as five, other.claim() as six, one.claim() as none:
        assert five is not None
        assert six is not None
        assert none is None
        found = []
        while (update := await five.next()) is not None:
            found.append((update.update_id, update.lane, update.payload, update.tries))
            async with storage.transaction() as tx:
                assert await tx.finish(update.update_id)
        assert found == [(1, 5, "payload 1", 0), (3, 5, "payload 3", 0), (4, LATER, "payload 4", 0)]
        second = await six.next()
        assert second is not None
        assert second.update_id == 2
    async with other.claim() as again:
        assert again is not None


async def test_tries_are_counted_before_they_are_made_and_taken_back(storage: PostgresStorage, worker: Make) -> None:
    one = await worker()
    await storage.receive([InboxUpdate(1, 5, "x")])
    async with one.claim() as claim:
        assert claim is not None
        first, second = await claim.next(), await claim.next()
        assert first is not None
        assert second is not None
        assert (first.tries, second.tries) == (0, 1)
        await claim.put_back(first)
        third = await claim.next()
        assert third is not None
        assert third.tries == 0
        assert [update.tries for update in await storage.pending()] == [1]


async def test_who_dies_holds_nothing_any_more(storage: PostgresStorage, worker: Make) -> None:
    one, other = await worker(), await worker()
    await storage.receive([InboxUpdate(1, 5, "x")])
    async with one.claim() as held:
        assert held is not None
        assert not await _claimed(other)
        server().execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'")
        await eventually(lambda: _claimed(other))
    assert await _claimed(one)


async def _claimed(sharing: PostgresSharing) -> bool:
    async with sharing.claim() as claim:
        return claim is not None


async def test_the_part_of_sending_is_lost_aloud_and_goes_to_the_next(worker: Make) -> None:
    one, other = await worker(), await worker()
    async with one.sending() as lost:
        assert lost is not None
        one.heard(News.REPLIES).clear()
        server().execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'shared'")
        await until(lost.is_set)
        assert one.heard(News.REPLIES).is_set()
    await eventually(lambda: _sends(other))
    await eventually(lambda: _sends(one))


async def _sends(sharing: PostgresSharing) -> bool:
    try:
        async with sharing.sending() as lost:
            return lost is not None
    except StorageError:
        return False


async def test_news_reach_the_others_and_not_the_teller(worker: Make) -> None:
    one, other = await worker(), await worker()
    for sharing in (one, other):
        for news in News:
            sharing.heard(news).clear()
    one.tell(News.UPDATES)
    await until(other.heard(News.UPDATES).is_set)
    assert not other.heard(News.REPLIES).is_set()
    await asyncio.sleep(0.05)
    assert not one.heard(News.UPDATES).is_set()


async def test_a_lane_is_waited_for(storage: PostgresStorage, worker: Make) -> None:
    one, other = await worker(), await worker()
    await storage.receive([InboxUpdate(1, 5, "x")])
    order = []

    async def wake() -> None:
        async with other.lane(LATER):
            order.append("wake-up")

    async with one.claim():
        waking = asyncio.create_task(wake())
        await asyncio.sleep(0.05)
        order.append("turn")
    await waking
    assert order == ["turn", "wake-up"]


async def test_replies_that_are_known_are_not_read_again(storage: PostgresStorage, worker: Make) -> None:
    one = await worker()
    async with storage.transaction() as tx:
        first, second = [await tx.enqueue(7, {"n": number}) for number in range(2)]
    assert [message.outbox_id for message in await one.unsent(())] == [first.outbox_id, second.outbox_id]
    assert await one.unsent([first.outbox_id]) == [second]


async def test_a_wrong_address_is_told_in_one_line() -> None:
    with pytest.raises(StorageError, match="cannot be reached"):
        await PostgresSharing(Address.of("postgresql://nobody:secret@127.0.0.1:1/none")).open()


async def test_a_bot_that_shares_with_nobody_and_workers_keep_each_other_out(worker: Make, tmp_path: Path) -> None:
    address = Address.of(server().database(tmp_path))
    async with alone(address):
        with pytest.raises(StorageError, match="in use by another Matinee"):
            await PostgresSharing(address).open()
        with pytest.raises(StorageError, match="in use by another Matinee"):
            async with alone(address):
                pass
    await worker()
    await worker()
    with pytest.raises(StorageError, match="in use by another Matinee"):
        async with alone(address):
            pass
