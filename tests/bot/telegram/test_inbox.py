"""The durable inbox: nothing received is lost, doubled or overtaken."""

import asyncio
import contextlib
from collections.abc import Sequence

import pytest
from telegram import Bot, Update

from bot.storage.kept import InboxUpdate, StorageError
from bot.storage.sqlite import SqliteStorage
from bot.telegram.gate import Gate, Patience
from bot.telegram.inbox import MOST_STARTS, DurableQueue, parse_update
from bot.telegram.lanes import Lanes
from tests.bot.telegram.updates import arrival, parsed, said, typed

BOT = Bot("1:a-token")


async def unasked(update: Update) -> bool:
    raise AssertionError("nothing has to run alone")


class Alone:
    """Runs updates alone, as far as they are not too slow."""

    def __init__(self, *, slow: int = 0) -> None:
        self.ran: list[int] = []
        self._slow = slow

    async def __call__(self, update: Update) -> bool:
        self.ran.append(update.update_id)
        return update.update_id != self._slow


async def test_an_update_is_committed_before_it_is_queued(storage: SqliteStorage) -> None:
    queue = DurableQueue(storage)
    await queue.put(parsed(said(1, "heat", sender=5)))
    (stored,) = await storage.pending()
    assert (stored.update_id, stored.lane) == (1, 5)
    assert queue.qsize() == 1


async def test_an_update_that_cannot_be_committed_is_not_acknowledged(storage: SqliteStorage) -> None:
    await storage.close()
    queue = DurableQueue(storage)
    with pytest.raises(StorageError, match="not open"):
        await queue.take([arrival(said(1, "heat"))])
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(queue.put(parsed(said(1, "heat"))), 0.05)
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


async def test_updates_that_came_together_are_committed_together_and_queued_in_their_order(
    storage: SqliteStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue, commits = DurableQueue(storage), list[int]()
    receive = storage.receive

    async def noted(updates: Sequence[InboxUpdate]) -> set[int]:
        commits.append(len(updates))
        return await receive(updates)

    monkeypatch.setattr(storage, "receive", noted)
    await queue.put_all([arrival(said(number, "heat", sender=number)) for number in (3, 1, 2, 1)])
    assert commits == [4]
    assert [stored.update_id for stored in await storage.pending()] == [3, 1, 2]
    assert [(await queue.get()).update_id for _ in range(queue.qsize())] == [3, 1, 2]  # type: ignore[attr-defined]


async def test_the_last_id_that_the_library_is_told_is_not_taken_again(storage: SqliteStorage) -> None:
    queue = DurableQueue(storage)
    await queue.put_all([arrival(said(1, "heat"))])
    await queue.put(parsed({"update_id": 1}))
    assert queue.qsize() == 1


async def test_one_that_cannot_be_kept_does_not_take_others_along(storage: SqliteStorage) -> None:
    gate = Gate()
    queue = DurableQueue(storage, gate=gate)
    strange = said(2, "heat")
    strange["message"]["from"]["id"] = 10**30
    await queue.put_all([arrival(said(1, "heat", sender=5)), arrival(strange), arrival(said(3, "heat", sender=6))])
    assert [stored.update_id for stored in await storage.pending()] == [1, 3]
    assert [aside.update_id for aside in await storage.quarantined()] == [2]
    assert (queue.qsize(), gate.waiting) == (2, 2)


async def test_no_more_is_taken_at_once_than_there_is_room_for(storage: SqliteStorage) -> None:
    gate = Gate(Patience(in_all=2))
    queue = DurableQueue(storage, gate=gate)
    putting = asyncio.create_task(
        queue.put_all([arrival(said(number, "heat", sender=number)) for number in range(1, 4)])
    )
    for _ in range(2):
        await queue.get()
    await asyncio.sleep(0)
    assert (gate.waiting, putting.done()) == (2, False)
    gate.leave(1)
    await putting
    assert queue.qsize() == 1


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
    assert await again.replay(BOT, alone=unasked) == 2
    updates = [await again.get() for _ in range(2)]
    assert [u.message.text for u in updates] == ["film 3", "film 2"]  # type: ignore[attr-defined]


async def test_a_stored_update_that_cannot_be_read_again_is_set_aside(storage: SqliteStorage) -> None:
    await storage.receive([InboxUpdate(1, 5, '{"message": 3}')])
    await storage.receive([InboxUpdate(2, 5, '{"update_id": 2}')])
    queue = DurableQueue(storage)
    await queue.replay(BOT, alone=unasked)
    assert queue.qsize() == 1
    counts = await storage.counts()
    assert (counts["pending"], counts["quarantined"]) == (1, 1)


async def test_what_was_in_hand_at_two_crashes_runs_alone_before_the_others(storage: SqliteStorage) -> None:
    await DurableQueue(storage).put(parsed(said(1, "heat", sender=5)))
    await DurableQueue(storage).replay(BOT, alone=unasked)
    await DurableQueue(storage).put(parsed(said(2, "heat", sender=5)))
    queue, alone = DurableQueue(storage), Alone()
    await queue.replay(BOT, alone=alone)
    assert alone.ran == [1]
    assert queue.qsize() == 1
    assert [(update.update_id, update.tries) for update in await storage.pending()] == [(1, 2), (2, 1)]


async def test_an_update_that_ends_the_process_at_each_start_is_set_aside(storage: SqliteStorage) -> None:
    await DurableQueue(storage).put(parsed(said(1, "heat")))

    async def dies(update: Update) -> bool:
        raise KeyboardInterrupt  # as if it were the end

    starts = 0
    while await storage.pending():
        starts += 1
        with contextlib.suppress(KeyboardInterrupt):
            await DurableQueue(storage).replay(BOT, alone=dies)
    assert starts == MOST_STARTS + 1
    (aside,) = await storage.quarantined()
    assert aside.reason == f"in hand at {MOST_STARTS} crashes"


async def test_what_takes_too_long_alone_is_queued_with_the_others(storage: SqliteStorage) -> None:
    await DurableQueue(storage).put(parsed(said(1, "heat")))
    await DurableQueue(storage).replay(BOT, alone=unasked)
    queue = DurableQueue(storage)
    await queue.replay(BOT, alone=Alone(slow=1))
    assert queue.qsize() == 1


async def test_what_was_done_alone_and_only_its_answer_hangs_does_not_run_again(storage: SqliteStorage) -> None:
    await DurableQueue(storage).put(parsed(said(1, "heat")))
    await DurableQueue(storage).replay(BOT, alone=unasked)

    async def commits_and_hangs(update: Update) -> bool:
        async with storage.transaction() as tx:
            await tx.finish(update.update_id)
        return False

    queue = DurableQueue(storage)
    await queue.replay(BOT, alone=commits_and_hangs)
    assert queue.empty()


async def test_what_waits_at_an_orderly_end_is_no_suspect_at_the_next_start(storage: SqliteStorage) -> None:
    await DurableQueue(storage).put(parsed(said(1, "heat")))
    for _ in range(MOST_STARTS + 1):
        queue = DurableQueue(storage)
        assert await queue.replay(BOT, alone=unasked) == 1
        await queue.rest()


@pytest.mark.parametrize("sender", [10**30, "abc", [1], {}, 1.5])
async def test_an_update_that_cannot_be_kept_is_set_aside_and_polling_goes_on(
    storage: SqliteStorage, sender: object
) -> None:
    queue = DurableQueue(storage)
    await queue.put(parsed(said(1, "heat", sender=sender, place=1)))  # type: ignore[arg-type]
    await queue.put(parsed(said(2, "heat")))
    assert queue.qsize() == 1
    assert [aside.update_id for aside in await storage.quarantined()] == [1]


@pytest.mark.parametrize("update_id", [10**30, "abc", None, True])
async def test_an_update_without_a_proper_id_is_passed_over(storage: SqliteStorage, update_id: object) -> None:
    queue = DurableQueue(storage)
    await queue.put(Update(update_id))  # type: ignore[arg-type]
    assert queue.empty()
    assert await storage.quarantined() == []


async def test_what_was_set_aside_is_queued_again_as_far_as_it_can_be_read(storage: SqliteStorage) -> None:
    queue = DurableQueue(storage)
    for update_id in (1, 2):
        await queue.put(parsed(said(update_id, "heat", sender=5)))
        await queue.get()
        async with storage.transaction() as tx:
            await tx.set_aside(update_id, "KeyError")
    await storage.quarantine(3, "[" * 100_000, "cannot be parsed")
    await storage.quarantine(4, parsed(said(4, "alien", sender=6)).to_json(), "cannot be parsed")
    assert await queue.retry(BOT) == 3
    assert [(update.update_id, update.lane) for update in await storage.pending()] == [(1, 5), (2, 5), (4, 6)]
    assert queue.qsize() == 3
    assert await queue.retry(BOT) == 0


@pytest.mark.parametrize("data", [None, 3, "x", [], {}, {"update_id": 1, "message": 3}, {"message": {}}])
def test_what_cannot_be_parsed_is_none(data: object) -> None:
    assert parse_update(data, None) is None


class Told:
    """Remembers who was passed over."""

    def __init__(self) -> None:
        self.passed: list[tuple[int, bool]] = []

    def __call__(self, update: Update, *, first: bool) -> None:
        self.passed.append((update.update_id, first))


async def test_what_is_too_much_of_one_person_is_neither_kept_nor_queued(
    storage: SqliteStorage,
) -> None:
    told = Told()
    queue = DurableQueue(storage, gate=Gate(Patience(at_once=3, per_second=0.001)))
    queue.refusing(told)
    for update_id in range(1, 7):
        await queue.put(parsed(said(update_id, "heat", sender=5)))
    await queue.put(parsed(said(7, "heat", sender=6)))
    assert [update.update_id for update in await storage.pending()] == [1, 2, 3, 7]
    assert queue.qsize() == 4
    assert told.passed == [(4, True), (5, False), (6, False)]


async def test_an_update_that_comes_again_is_no_haste_of_its_person(storage: SqliteStorage) -> None:
    queue = DurableQueue(storage, gate=Gate(Patience(at_once=3, per_second=0.001)))
    for update_id in (1, 1, 1, 1, 2, 1, 3):
        await queue.put(parsed(said(update_id, "heat", sender=5)))
    assert [update.update_id for update in await storage.pending()] == [1, 2, 3]


async def test_what_could_not_be_kept_is_no_haste_of_its_person(storage: SqliteStorage) -> None:
    gate = Gate(Patience(at_once=2, per_second=0.001))
    queue = DurableQueue(storage, gate=gate)
    await storage.close()
    for _ in range(5):
        with pytest.raises(StorageError, match="not open"):
            await queue.offer(arrival(said(1, "heat", sender=5)))
    assert gate.waiting == 0
    await storage.open()
    for update_id in (1, 2):
        await queue.put(parsed(said(update_id, "heat", sender=5)))
    assert len(await storage.pending()) == 2


async def test_too_much_in_all_waits_until_something_is_done(storage: SqliteStorage) -> None:
    gate = Gate(Patience(in_all=2))
    queue, lanes = DurableQueue(storage, gate=gate), Lanes(gate=gate)
    for update_id in (1, 2):
        await queue.put(parsed(said(update_id, "heat", sender=update_id)))
    assert queue.is_full
    third = asyncio.create_task(queue.put(parsed(said(3, "heat", sender=3))))
    await asyncio.sleep(0.01)
    assert not third.done()
    assert len(await storage.pending()) == 2

    async def answer() -> None:
        pass

    await lanes.process_update(await queue.get(), answer())
    await third
    assert len(await storage.pending()) == 3
    assert queue.is_full


async def test_inline_queries_have_a_measure_of_their_own_and_no_word(
    storage: SqliteStorage,
) -> None:
    told = Told()
    queue = DurableQueue(storage, gate=Gate(Patience(inline_at_once=2, inline_per_second=0.001)))
    queue.refusing(told)
    for update_id in range(1, 5):
        await queue.put(parsed(typed(update_id, "heat", sender=5)))
    await queue.put(parsed(said(5, "heat", sender=5)))
    assert queue.qsize() == 3
    assert told.passed == []
