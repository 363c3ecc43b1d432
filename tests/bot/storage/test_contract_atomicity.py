"""All of a turn or nothing, whatever happens inside it and whoever else writes."""

import asyncio
import contextlib

import pytest

from bot.storage.base import Storage
from bot.storage.kept import Facts, InboxUpdate, Mark, StorageError
from tests.bot.storage.contract import ALIEN, ANN, BOB, HEAT, MakeStorage, film, running


async def rate_and_wait(storage: Storage, rated: asyncio.Event, may_end: asyncio.Event) -> None:
    """A turn of Ann that stops before its end."""
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 4)
        await turn.add_mark(ANN, HEAT, Mark.SAVED)
        await turn.enqueue(ANN, {"text": "noted"})
        rated.set()
        await may_end.wait()


async def test_an_exception_leaves_nothing_of_the_turn(storage: Storage) -> None:
    async def fail_late() -> None:
        async with storage.transaction() as turn:
            await turn.add_rating(ANN, HEAT, 4)
            await turn.save_state(ANN, {"a": 1}, language="en")
            await turn.add_suggestion(ANN, ALIEN, "v1")
            await turn.enqueue(ANN, {"text": "noted"})
            raise LookupError("boom")

    with pytest.raises(LookupError, match="boom"):
        await fail_late()
    assert await storage.facts(ANN) == Facts(ANN)
    assert set((await storage.counts()).values()) == {0}


async def test_a_cancelled_turn_leaves_nothing_and_the_next_one_works(storage: Storage) -> None:
    rated = asyncio.Event()
    task = asyncio.create_task(rate_and_wait(storage, rated, asyncio.Event()))
    await rated.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert set((await storage.counts()).values()) == {0}
    async with storage.transaction() as turn:
        await turn.add_rating(BOB, ALIEN, 3)
    assert [each.user_id for each in await storage.all_ratings()] == [BOB]


async def test_cancellation_at_any_step_leaves_all_or_nothing(storage: Storage) -> None:
    async def turn_of(number: int) -> None:
        async with storage.transaction() as turn:
            await turn.add_rating(number, HEAT, 4)
            await turn.enqueue(number, {"text": "noted"})

    for number in range(1, 40):
        task = asyncio.create_task(turn_of(number))
        for _ in range(number % 20):
            await asyncio.sleep(0.0001)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 4)
        await turn.enqueue(ANN, {"text": "noted"})
    rated = {each.user_id for each in await storage.all_ratings()}
    assert rated == {message.chat_id for message in await storage.unsent()}
    assert ANN in rated


async def test_reads_during_a_turn_do_not_wait_and_see_what_was_before(storage: Storage) -> None:
    rated, may_end = asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(rate_and_wait(storage, rated, may_end))
    await rated.wait()
    assert await asyncio.wait_for(storage.facts(ANN), 5) == Facts(ANN)
    assert list(await storage.unsent()) == []
    assert list(await storage.all_ratings()) == []
    may_end.set()
    await task
    assert [each.film for each in (await storage.facts(ANN)).ratings] == [HEAT]


async def test_writers_at_the_same_time_do_not_commit_each_others_rows(storage: Storage) -> None:
    async def write(number: int) -> None:
        async with storage.transaction() as turn:
            await turn.add_rating(number, HEAT, 4)
            await asyncio.sleep(0)
            await turn.add_rating(number, ALIEN, 3)
            if number % 2:
                raise LookupError

    outcomes = await asyncio.gather(*(write(number) for number in range(1, 61)), return_exceptions=True)
    assert sum(isinstance(outcome, LookupError) for outcome in outcomes) == 30
    kept = [each.user_id for each in await storage.all_ratings()]
    assert sorted(kept) == sorted(2 * [*range(2, 61, 2)])


async def test_an_update_received_during_a_turn_waits_for_it_and_survives_its_end(storage: Storage) -> None:
    rated = asyncio.Event()
    task = asyncio.create_task(rate_and_wait(storage, rated, asyncio.Event()))
    await rated.wait()
    receiving = asyncio.create_task(storage.receive([InboxUpdate(1, BOB, "{}")]))
    await asyncio.sleep(0)
    task.cancel()
    assert await receiving == {1}
    assert [update.update_id for update in await storage.pending()] == [1]
    assert (await storage.counts())["ratings"] == 0


async def test_a_caught_failure_of_an_effect_still_rolls_back_the_turn(storage: Storage) -> None:
    async def shrug_off() -> None:
        async with storage.transaction() as turn:
            await turn.add_rating(ANN, HEAT, 4)
            with contextlib.suppress(Exception):
                await turn.add_suggestion(ANN, ALIEN, None)  # type: ignore[arg-type]

    with pytest.raises(StorageError, match="none of them was kept"):
        await shrug_off()
    assert await storage.facts(ANN) == Facts(ANN)


async def test_a_turn_inside_a_turn_is_an_error_and_no_deadlock(storage: Storage) -> None:
    async def nest() -> None:
        async with storage.transaction() as turn:
            await turn.add_rating(ANN, HEAT, 4)
            await storage.receive([InboxUpdate(1, ANN, "{}")])

    with pytest.raises(RuntimeError, match="open in this task"):
        await nest()
    assert set((await storage.counts()).values()) == {0}


async def test_a_turn_that_is_over_takes_no_more_effects(storage: Storage) -> None:
    async with storage.transaction() as turn:
        pass
    with pytest.raises(RuntimeError, match="over"):
        await turn.add_rating(ANN, HEAT, 4)
    with pytest.raises(LookupError):
        async with storage.transaction() as turn:
            raise LookupError
    with pytest.raises(RuntimeError, match="over"):
        await turn.add_rating(ANN, HEAT, 4)


async def test_closing_waits_for_the_turn_under_way(make_storage: MakeStorage) -> None:
    async with running(make_storage()) as storage:
        rated, may_end = asyncio.Event(), asyncio.Event()
        task = asyncio.create_task(rate_and_wait(storage, rated, may_end))
        await rated.wait()
        closing = asyncio.create_task(storage.close())
        await asyncio.sleep(0)
        may_end.set()
        await asyncio.gather(task, closing)
    async with running(make_storage()) as again:
        assert [each.film for each in (await again.facts(ANN)).ratings] == [HEAT]


async def test_a_closed_storage_says_so(make_storage: MakeStorage) -> None:
    storage = make_storage()
    with pytest.raises(StorageError, match="not open"):
        await storage.facts(ANN)
    async with running(storage):
        await storage.open()
    with pytest.raises(StorageError, match="not open"):
        await storage.all_ratings()
    with pytest.raises(StorageError, match="not open"):
        async with storage.transaction():
            pass


async def test_a_film_title_is_data_and_never_sql(storage: Storage) -> None:
    nasty = film("'; DROP TABLE ratings; -- \x00 \ud83c", 2000)
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, nasty, 4)
    (rated,) = (await storage.facts(ANN)).ratings
    assert rated.film.title == r"'; DROP TABLE ratings; -- \u0000 \ud83c"
