"""Who is erased is in no table any more, dead rows included."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from bot.storage.kept import InboxUpdate
from bot.storage.postgres import pool, scrubbing
from bot.storage.postgres.storage import PostgresStorage
from tests.bot.storage.contract import ANN, BOB, HEAT, running
from tests.postgres import SHARED, server

DEAD = "SELECT sum(pg_stat_get_dead_tuples(oid)) FROM pg_class WHERE relnamespace = 'matinee'::regnamespace"


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[PostgresStorage]:
    async with running(PostgresStorage(server().database(tmp_path))) as storage:
        yield storage


def dead_rows() -> int:
    ((count,),) = server().execute(DEAD, SHARED)
    return int(count)


def asked_for() -> bool:
    return bool(server().execute("SELECT 1 FROM matinee.chores", SHARED))


async def rate_and_go(storage: PostgresStorage, user_id: int) -> None:
    async with storage.transaction() as turn:
        await turn.save_state(user_id, {}, language="en")
        await turn.add_rating(user_id, HEAT, 4)
    async with storage.transaction() as turn:
        await turn.delete_user(user_id)


async def test_dead_rows_are_gone_after_an_erasure(storage: PostgresStorage) -> None:
    await rate_and_go(storage, ANN)
    assert not asked_for()
    assert dead_rows() <= 1  # the note that it was asked for


async def test_a_farewell_has_it_done_once_more(storage: PostgresStorage) -> None:
    async with storage.transaction() as turn:
        await turn.delete_user(ANN)
        farewell = await turn.enqueue(ANN, {"text": "goodbye"})
    await storage.sent(farewell.outbox_id)
    assert not asked_for()
    assert dead_rows() <= 1


async def test_while_somebody_looks_back_it_is_tried_again_later(
    storage: PostgresStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr(pool, "monotonic", lambda: now)
    monkeypatch.setattr("bot.storage.postgres.scrubbing._WAIT_SECONDS", 0.05)
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 4)
    other = await asyncpg.connect(server().url(SHARED))
    try:
        async with other.transaction(isolation="repeatable_read", readonly=True):
            await other.fetch("SELECT 1 FROM matinee.ratings")
            async with storage.transaction() as turn:
                await turn.delete_user(ANN)
            assert asked_for()
            await storage.receive([InboxUpdate(1, BOB, "{}")])
            assert asked_for()  # not at every turn: that would hold everybody up
    finally:
        await other.close()
    now += 61
    await storage.receive([InboxUpdate(2, BOB, "{}")])
    assert not asked_for()


async def test_what_a_crash_left_undone_is_done_at_the_next_start(tmp_path: Path) -> None:
    url = server().database(tmp_path)
    async with running(PostgresStorage(url)) as storage:
        await rate_and_go(storage, ANN)
    server().execute("INSERT INTO matinee.chores VALUES ('scrub')", SHARED)
    async with running(PostgresStorage(url)):
        assert not asked_for()


async def test_two_who_go_at_once_are_both_scrubbed(
    storage: PostgresStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.postgres.scrubbing._WAIT_SECONDS", 60.0)
    await asyncio.gather(*(rate_and_go(storage, number) for number in range(1, 7)))
    assert not asked_for()
    assert await storage.all_ratings() == []


async def test_who_goes_as_another_scrub_ends_does_not_have_to_wait(
    storage: PostgresStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_look, real_give_back, looks = scrubbing._nobody_looks_back, pool._give_back, list[str]()
    ending, may_end, second, may_go_on = (asyncio.Event() for _ in range(4))

    async def look_back(connection: pool.Connection, moment: str) -> bool:
        looks.append(moment)
        if len(looks) == 2:  # it knows by now for whom it scrubs
            second.set()
            await may_go_on.wait()
        return await real_look(connection, moment)

    async def give_back(of: asyncpg.Pool, connection: pool.Connection) -> None:
        if len(looks) == 1 and not ending.is_set():
            ending.set()
            await may_end.wait()
        await real_give_back(of, connection)

    monkeypatch.setattr(scrubbing, "_nobody_looks_back", look_back)
    monkeypatch.setattr(pool, "_give_back", give_back)
    first = asyncio.create_task(rate_and_go(storage, 1))
    await ending.wait()
    then = asyncio.create_task(rate_and_go(storage, 2))
    await second.wait()
    may_end.set()
    await first
    await rate_and_go(storage, 3)
    may_go_on.set()
    await then
    assert not asked_for()
