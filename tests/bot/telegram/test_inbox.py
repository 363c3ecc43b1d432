"""The durable inbox: nothing received is lost, doubled or overtaken."""

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from telegram import Bot

from bot.storage.sqlite import SqliteStorage
from bot.telegram.inbox import DurableQueue, Lanes, parse_update
from tests.bot.telegram.updates import parsed, said

BOT = Bot("1:a-token")


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[SqliteStorage]:
    storage = SqliteStorage(tmp_path / "matinee.sqlite3")
    await storage.open()
    yield storage
    await storage.close()


async def test_an_update_is_committed_before_it_is_queued(storage: SqliteStorage) -> None:
    queue = DurableQueue(storage)
    await queue.put(parsed(said(1, "heat", sender=5)))
    (stored,) = await storage.pending()
    assert (stored.update_id, stored.lane) == (1, 5)
    assert queue.qsize() == 1


async def test_an_update_that_cannot_be_committed_is_not_acknowledged(storage: SqliteStorage) -> None:
    await storage.close()
    queue = DurableQueue(storage)
    with pytest.raises(Exception, match="not open"):
        await queue.put(parsed(said(1, "heat")))
    assert queue.empty()


async def test_an_update_delivered_twice_is_queued_once_even_after_it_was_done(storage: SqliteStorage) -> None:
    queue = DurableQueue(storage)
    for update_id in (9, 2, 9, 2, 9):
        await queue.put(parsed(said(update_id, "heat")))
    assert queue.qsize() == 2
    async with storage.transaction() as tx:
        await tx.finish(9)
    await queue.put(parsed(said(9, "heat")))
    assert queue.qsize() == 2


async def test_what_is_no_update_passes_through(storage: SqliteStorage) -> None:
    queue = DurableQueue(storage)
    await queue.put("stop")
    assert await queue.get() == "stop"
    assert await storage.pending() == []


async def test_what_was_not_done_is_taken_up_again_in_its_order(storage: SqliteStorage) -> None:
    queue = DurableQueue(storage)
    for update_id in (3, 1, 2):
        await queue.put(parsed(said(update_id, f"film {update_id}")))
    async with storage.transaction() as tx:
        await tx.finish(1)
    again = DurableQueue(storage)
    assert await again.replay(BOT) == 2
    updates = [await again.get() for _ in range(2)]
    assert [u.message.text for u in updates] == ["film 3", "film 2"]  # type: ignore[attr-defined]


async def test_a_stored_update_that_cannot_be_read_again_is_set_aside(storage: SqliteStorage) -> None:
    await storage.receive(1, 5, '{"message": 3}')
    await storage.receive(2, 5, '{"update_id": 2}')
    queue = DurableQueue(storage)
    await queue.replay(BOT)
    assert queue.qsize() == 1
    counts = await storage.counts()
    assert (counts["pending"], counts["quarantined"]) == (1, 1)


@pytest.mark.parametrize("data", [None, 3, "x", [], {}, {"update_id": 1, "message": 3}, {"message": {}}])
def test_what_cannot_be_parsed_is_none(data: object) -> None:
    assert parse_update(data, None) is None


async def test_updates_of_one_person_stay_in_order_while_200_run_side_by_side() -> None:
    lanes, chance = Lanes(), random.Random(3)
    seen: dict[int, list[int]] = {}
    at_once, most = 0, 0

    async def work(person: int, number: int) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        for _ in range(chance.randint(0, 5)):
            await asyncio.sleep(0)
        seen.setdefault(person, []).append(number)
        at_once -= 1

    numbers = [(person, number) for number in range(10) for person in range(20)]
    tasks = [
        asyncio.create_task(lanes.process_update(parsed(said(i, "x", sender=p + 1)), work(p, n)))
        for i, (p, n) in enumerate(numbers)
    ]
    await asyncio.gather(*tasks)
    assert seen == {person: list(range(10)) for person in range(20)}
    assert most > 5
    assert lanes._locks == {}


async def test_nobody_waits_for_somebody_slow() -> None:
    lanes, slow_may_end = Lanes(workers=2), asyncio.Event()
    done: list[str] = []

    async def work(name: str, *, slow: bool = False) -> None:
        if slow:
            await slow_may_end.wait()
        done.append(name)

    first = asyncio.create_task(lanes.process_update(parsed(said(1, "x", sender=1)), work("slow", slow=True)))
    behind = asyncio.create_task(lanes.process_update(parsed(said(2, "x", sender=1)), work("behind")))
    await asyncio.gather(
        *(lanes.process_update(parsed(said(n, "x", sender=n)), work(f"other {n}")) for n in range(3, 9))
    )
    assert sorted(done) == [f"other {n}" for n in range(3, 9)]
    slow_may_end.set()
    await asyncio.gather(first, behind)
    assert done[-2:] == ["slow", "behind"]


async def test_a_turn_that_fails_lets_the_next_one_in() -> None:
    lanes = Lanes()
    done: list[str] = []

    async def fail() -> None:
        raise RuntimeError("broken")

    async def work() -> None:
        done.append("next")

    with pytest.raises(RuntimeError, match="broken"):
        await lanes.process_update(parsed(said(1, "x")), fail())
    await lanes.process_update(parsed(said(2, "x")), work())
    assert done == ["next"]
    assert lanes._locks == {}
