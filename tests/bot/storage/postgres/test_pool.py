"""Several transactions at once, and a server that goes away and comes back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.storage.kept import CannotSave, InboxUpdate, StorageError
from bot.storage.postgres import pool as module
from bot.storage.postgres.storage import PostgresStorage
from tests.bot.storage.contract import ALIEN, ANN, BOB, HEAT, running
from tests.postgres import server


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[PostgresStorage]:
    async with running(PostgresStorage(server().database(tmp_path))) as storage:
        yield storage


def another(tmp_path: Path) -> PostgresStorage:
    """As a second process has it."""
    return PostgresStorage(server().database(tmp_path))


async def test_people_do_not_wait_for_one_another(storage: PostgresStorage, tmp_path: Path) -> None:
    async with running(another(tmp_path)) as other, storage.transaction() as hers:
        await hers.add_rating(ANN, HEAT, 4)

        async def his() -> None:
            async with other.transaction() as turn:
                await turn.add_rating(BOB, ALIEN, 2)

        await asyncio.wait_for(asyncio.create_task(his()), 5)
        assert [each.user_id for each in await storage.all_ratings()] == [BOB]
    assert {each.user_id for each in await storage.all_ratings()} == {ANN, BOB}


async def test_what_one_person_says_at_two_places_is_written_one_after_the_other(
    storage: PostgresStorage, tmp_path: Path
) -> None:
    async def rate(where: PostgresStorage, stars: float) -> None:
        async with where.transaction() as turn:
            await turn.add_rating(ANN, HEAT, stars)

    async with running(another(tmp_path)) as other:
        for _ in range(5):
            await asyncio.gather(
                *(rate(where, stars) for where in (storage, other) for stars in (1.0, 2.0, 3.0, 4.0))
            )
    entries = (await storage.journal(ANN))[::-1]
    assert [entry.before for entry in entries] == [None, *(entry.after for entry in entries[:-1])]
    (rated,) = (await storage.facts(ANN)).ratings
    assert rated.stars == entries[-1].after


async def test_a_person_is_erased_while_others_speak_of_the_same_films(
    storage: PostgresStorage, tmp_path: Path
) -> None:
    async def rate(number: int) -> None:
        async with storage.transaction() as turn:
            await turn.add_rating(number, HEAT, 3)

    async def go(number: int) -> None:
        async with other.transaction() as turn:
            await turn.delete_user(number)

    async with running(another(tmp_path)) as other:
        for number in range(1, 16):
            await asyncio.gather(rate(number), go(number - 1), rate(number + 100))
    rated = [each.user_id for each in await storage.all_ratings()]
    assert rated == [15, *range(101, 116)]


async def test_more_turns_than_connections_wait_and_reads_go_on(storage: PostgresStorage) -> None:
    may_end = asyncio.Event()

    async def turn(number: int) -> None:
        async with storage.transaction() as turn:
            await turn.add_rating(number, HEAT, 3)
            await may_end.wait()

    turns = [asyncio.create_task(turn(number)) for number in range(3 * module.WRITERS)]
    await asyncio.sleep(0.05)
    assert await asyncio.wait_for(storage.film(HEAT.key), 5) is None
    may_end.set()
    await asyncio.gather(*turns)
    assert len(await storage.all_ratings()) == 3 * module.WRITERS


async def test_errors_of_a_turn_s_own_are_not_taken_for_the_server_s(storage: PostgresStorage) -> None:
    async def fail(error: Exception) -> None:
        async with storage.transaction() as turn:
            await turn.add_rating(ANN, HEAT, 3)
            raise error

    for error in (TimeoutError("mine"), ConnectionResetError("mine")):
        with pytest.raises(type(error), match="mine"):
            await fail(error)
    assert await storage.all_ratings() == []


@pytest.mark.parametrize("how", ["stopped", "killed"])
async def test_a_server_that_goes_away_costs_the_turn_under_way_and_nothing_else(
    storage: PostgresStorage, how: str
) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 4)

    async def interrupted() -> None:
        async with storage.transaction() as turn:
            await turn.add_rating(ANN, ALIEN, 2)
            await asyncio.to_thread(server().stop if how == "stopped" else server().kill)
            await turn.enqueue(ANN, {"text": "noted"})

    try:
        with pytest.raises(CannotSave, match="shared on /"):
            await interrupted()
        for _ in range(2):
            with pytest.raises(CannotSave, match=r"cannot be reached|cannot be used now"):
                await storage.receive([InboxUpdate(1, ANN, "{}")])
            with pytest.raises(CannotSave):
                await storage.facts(ANN)
    finally:
        await asyncio.to_thread(server().start)
    assert await storage.receive([InboxUpdate(1, ANN, "{}")])
    assert [rated.film for rated in (await storage.facts(ANN)).ratings] == [HEAT]
    assert list(await storage.unsent()) == []


async def test_a_connection_that_the_server_cuts_is_made_anew(storage: PostgresStorage) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 4)
    server().execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'matinee'")
    await asyncio.sleep(0.1)
    assert len((await storage.facts(ANN)).ratings) == 1


async def test_a_deadlock_is_something_that_passes(storage: PostgresStorage) -> None:
    first, second = asyncio.Event(), asyncio.Event()
    async with storage.transaction() as before:
        await before.add_rating(7, HEAT, 3)

    async def turn(users: tuple[int, int], mine: asyncio.Event, other: asyncio.Event) -> None:
        async with storage.transaction() as turn:
            await turn.add_rating(users[0], HEAT, 3)
            mine.set()
            await other.wait()
            await turn.add_rating(users[1], HEAT, 3)

    outcomes = await asyncio.gather(
        turn((ANN, BOB), first, second), turn((BOB, ANN), second, first), return_exceptions=True
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["CannotSave", "NoneType"]
    assert len(await storage.all_ratings()) == 3


async def test_closing_while_the_server_is_gone_does_not_hang(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        storage = PostgresStorage(server().database(tmp_path))
        await storage.open()
        await asyncio.to_thread(server().stop)
        stack.push_async_callback(asyncio.to_thread, server().start)
        await asyncio.wait_for(storage.close(), 30)
    with pytest.raises(StorageError, match="not open"):
        await storage.facts(ANN)


async def test_connections_keep_every_commit_and_read_no_table_from_end_to_end(storage: PostgresStorage) -> None:
    async with storage.transaction() as turn:
        found = {
            name: (await turn._statements.rows(f"SHOW {name}"))[0][0]  # type: ignore[attr-defined]
            for name in ("synchronous_commit", "search_path", "enable_seqscan", "transaction_isolation")
        }
    assert found == {
        "synchronous_commit": "on",
        "search_path": "matinee",
        "enable_seqscan": "off",
        "transaction_isolation": "read committed",
    }


async def test_an_update_whose_commit_was_not_answered_is_taken_by_whoever_tries_again(
    storage: PostgresStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait = module.to_its_end

    async def lost(work: "asyncio.Future[object]") -> object:
        await wait(work)
        monkeypatch.undo()
        raise ConnectionResetError

    monkeypatch.setattr(module, "to_its_end", lost)
    with pytest.raises(CannotSave):
        await storage.receive([InboxUpdate(1, ANN, "{}")])
    assert [update.update_id for update in await storage.pending()] == [1]
    assert [await storage.receive([InboxUpdate(1, ANN, "{}")]) for _ in range(2)] == [{1}, set()]
    assert len(await storage.pending()) == 1
