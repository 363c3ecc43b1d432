"""Claims: an update is handled by one worker, one person's in order, whatever happens to workers."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from types import SimpleNamespace

import pytest
from telegram import Update

from bot.storage.kept import InboxUpdate
from bot.storage.sqlite import SqliteStorage
from bot.telegram import claims as claims_module
from bot.telegram.claims import Claims
from bot.telegram.gate import Gate, Patience
from bot.telegram.inbox import DurableQueue
from bot.telegram.working import Tools
from tests.bot.telegram.sharing import Common, FakeSharing
from tests.bot.telegram.updates import arrival, said

Turn = Callable[[Update], Awaitable[None]]


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims_module, "SWEEP_SECONDS", 0.02)
    monkeypatch.setattr(claims_module, "AGAIN_SECONDS", 0.0)


class Worker:
    """One worker: takes updates in, and hands those of its lanes to `turn`."""

    def __init__(self, common: Common, turn: Turn, *, most: int = 4, gate: Gate | None = None) -> None:
        gate = gate or Gate()
        self.queue = DurableQueue(common.storage, gate=gate)
        application = SimpleNamespace(process_update=turn, bot=None)
        tools = Tools(application, common.storage, self.queue, None, gate, None, None)  # type: ignore[arg-type]
        self.claims = Claims(FakeSharing(common, most=most), tools)
        self.queue.passing_on(self.claims.onward)

    async def take(self, update_id: int, *, sender: int) -> None:
        await self.queue.take([arrival(said(update_id, "heat", sender=sender))])


async def nothing_waits(storage: SqliteStorage) -> None:
    async with asyncio.timeout(10):
        while await storage.pending():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


def finishing(storage: SqliteStorage, seen: list[int]) -> Turn:
    """Turns that are done once; those that come too late see that they are done."""

    async def turn(update: Update) -> None:
        await asyncio.sleep(0)
        async with storage.transaction() as tx:
            if await tx.finish(update.update_id):
                seen.append(update.update_id)

    return turn


async def test_workers_share_updates_and_keep_each_persons_order(storage: SqliteStorage) -> None:
    common, chance, done, by = Common(storage), random.Random(1), list[int](), list[int]()

    def turn(number: int) -> Turn:
        finish = finishing(storage, done)

        async def one(update: Update) -> None:
            by.append(number)
            await asyncio.sleep(chance.random() / 100)
            await finish(update)

        return one

    workers = [Worker(common, turn(number)) for number in range(3)]
    for worker in workers:
        worker.claims.start()
    for update_id in range(1, 91):
        await chance.choice(workers).take(update_id, sender=update_id % 7 + 1)
    await nothing_waits(storage)
    for worker in workers:
        await worker.claims.close(patience=1)
    assert sorted(done) == list(range(1, 91))
    for person in range(7):
        assert [one for one in done if one % 7 == person] == sorted(one for one in done if one % 7 == person)
    assert set(by) == {0, 1, 2}


async def test_what_a_dead_worker_had_in_hand_is_taken_by_another(storage: SqliteStorage) -> None:
    common, done, begun = Common(storage), list[int](), asyncio.Event()

    async def hang(update: Update) -> None:
        begun.set()
        await asyncio.Event().wait()

    dying, other = Worker(common, hang), Worker(common, finishing(storage, done))
    dying.claims.start()
    for update_id in (1, 2):
        await dying.take(update_id, sender=5)
    await begun.wait()
    other.claims.start()
    await asyncio.sleep(0.05)
    assert done == []
    await dying.claims.close(patience=0)
    await nothing_waits(storage)
    await other.claims.close(patience=1)
    assert done == [1, 2]
    assert common.tries == {1: 1, 2: 1}  # a turn that is broken off in order does not count


async def test_one_that_has_its_hands_full_lets_others_take_what_it_received(storage: SqliteStorage) -> None:
    common, done, begun = Common(storage), list[int](), asyncio.Event()

    async def hang(update: Update) -> None:
        begun.set()
        await asyncio.Event().wait()

    busy, idle = Worker(common, hang, most=1), Worker(common, finishing(storage, done))
    busy.claims.start()
    await busy.take(1, sender=1)
    await begun.wait()
    idle.claims.start()
    await busy.take(2, sender=2)
    async with asyncio.timeout(5):
        while done != [2]:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    for worker in (busy, idle):
        await worker.claims.close(patience=0)


async def test_an_update_that_was_in_hand_at_three_deaths_is_set_aside(storage: SqliteStorage) -> None:
    common, done = Common(storage), list[int]()
    common.tries[1] = 3
    worker = Worker(common, finishing(storage, done))
    worker.claims.start()
    for update_id in (1, 2):
        await worker.take(update_id, sender=5)
    await nothing_waits(storage)
    await worker.claims.close(patience=1)
    assert done == [2]
    assert [aside.reason for aside in await storage.quarantined()] == ["in hand at 3 crashes"]


async def test_what_could_not_be_saved_is_tried_again_and_is_no_cause_of_deaths(storage: SqliteStorage) -> None:
    common, done, failures = Common(storage), list[int](), 5
    finish = finishing(storage, done)

    async def turn(update: Update) -> None:
        nonlocal failures
        failures -= 1
        if failures < 0:
            await finish(update)

    worker = Worker(common, turn)
    worker.claims.start()
    await worker.take(1, sender=5)
    await nothing_waits(storage)
    await worker.claims.close(patience=1)
    assert done == [1]
    assert common.tries == {1: 1}


async def test_a_database_that_was_away_is_asked_again_and_told_once(
    storage: SqliteStorage, caplog: pytest.LogCaptureFixture
) -> None:
    common, done = Common(storage), list[int]()
    common.is_away = True
    worker = Worker(common, finishing(storage, done))
    worker.claims.start()
    await worker.take(1, sender=5)
    await asyncio.sleep(0.1)
    common.is_away = False
    await nothing_waits(storage)
    await worker.claims.close(patience=1)
    assert [record.getMessage() for record in caplog.records] == [
        "updates have to wait until the database answers: The database is away."
    ]


async def test_a_failure_of_our_own_costs_a_lane_no_more_than_a_moment(
    storage: SqliteStorage, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    common, done = Common(storage), list[int]()
    worker = Worker(common, finishing(storage, done))
    reread, failures = worker.queue.reread, [RuntimeError("broken")]

    async def failing(*arguments: object) -> Update | None:
        if failures:
            raise failures.pop()
        return await reread(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(worker.queue, "reread", failing)
    worker.claims.start()
    await worker.take(1, sender=5)
    await nothing_waits(storage)
    await worker.claims.close(patience=1)
    assert "a lane is let go" in caplog.text


async def test_the_gate_counts_what_others_took_in_and_answered(storage: SqliteStorage) -> None:
    common = Common(storage)
    for update_id in (1, 2):
        await storage.receive([InboxUpdate(update_id, 5, "{}")])
    gate = Gate(Patience(in_all=2))

    async def hang(update: Update) -> None:
        await asyncio.Event().wait()

    worker = Worker(common, hang, gate=gate)
    common.held.add(5)
    worker.claims.start()
    async with asyncio.timeout(5):
        while not gate.is_full:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        for update_id in (1, 2):
            async with storage.transaction() as tx:
                await tx.finish(update_id)
        await gate.room()
    await worker.claims.close(patience=0)


async def test_a_claim_that_comes_while_all_ends_is_let_go_without_a_word(
    storage: SqliteStorage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked, answer = asyncio.Event(), asyncio.Event()

    async def slowly(_: FakeSharing) -> list[InboxUpdate]:
        asked.set()
        await answer.wait()
        return []

    monkeypatch.setattr(FakeSharing, "_waiting", slowly)
    worker = Worker(Common(storage), finishing(storage, []))
    worker.claims.start()
    await asked.wait()
    closing = asyncio.create_task(worker.claims.close(patience=1))
    await asyncio.sleep(0.01)
    answer.set()
    await closing
    assert not caplog.records
