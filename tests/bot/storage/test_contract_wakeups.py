"""Wake-ups: at most one a person at a time, the earliest first, and none for somebody who is gone."""

from bot.storage.base import Storage
from bot.storage.kept import Wakeup
from bot.wakeups import FARTHEST, WakeupKind
from tests.bot.storage.contract import ALIEN, ANN, BOB, HEAT, MakeStorage, running

WEEKLY, HOW = WakeupKind.WEEKLY, WakeupKind.HOW_WAS_IT


async def known(storage: Storage) -> None:
    async with storage.transaction() as turn:
        await turn.save_state(ANN, {}, language="es")
        await turn.save_state(BOB, {}, language="en")


async def test_a_wakeup_is_due_at_its_time_and_not_before(storage: Storage) -> None:
    await known(storage)
    async with storage.transaction() as turn:
        await turn.wake_at(ANN, WEEKLY, 500)
    assert await storage.due(499) == []
    assert await storage.due(500) == [Wakeup(ANN, WEEKLY, 500, None, "es")]


async def test_of_several_only_the_earliest_of_each_person_comes(storage: Storage) -> None:
    await known(storage)
    async with storage.transaction() as turn:
        await turn.wake_at(ANN, HOW, 300, HEAT)
        await turn.wake_at(ANN, HOW, 200, ALIEN)
        await turn.wake_at(ANN, WEEKLY, 250)
        await turn.wake_at(BOB, WEEKLY, 100)
    assert await storage.due(1000) == [Wakeup(BOB, WEEKLY, 100), Wakeup(ANN, HOW, 200, ALIEN, "es")]
    async with storage.transaction() as turn:
        await turn.let_sleep(ANN, HOW, ALIEN)
        await turn.postpone(ANN, HOW, 900)
        await turn.postpone(ANN, HOW, 800)
    assert (await storage.due(1000))[1:] == [Wakeup(ANN, WEEKLY, 250, None, "es")]
    async with storage.transaction() as turn:
        await turn.let_sleep(ANN, WEEKLY)
    assert (await storage.due(1000))[1:] == [Wakeup(ANN, HOW, 900, HEAT, "es")]


async def test_a_later_call_moves_a_wakeup(storage: Storage) -> None:
    await known(storage)
    async with storage.transaction() as turn:
        await turn.wake_at(ANN, WEEKLY, 500)
        await turn.wake_at(ANN, WEEKLY, 700)
    assert await storage.due(600) == []
    assert [w.due_at for w in await storage.due(700)] == [700]


async def test_all_of_a_kind_can_sleep(storage: Storage) -> None:
    await known(storage)
    async with storage.transaction() as turn:
        await turn.wake_at(ANN, HOW, 300, HEAT)
        await turn.wake_at(ANN, HOW, 200, ALIEN)
        await turn.let_sleep(ANN, HOW)
    assert await storage.due(1000) == []


async def test_wakeups_survive_a_restart_and_end_with_the_person(make_storage: MakeStorage) -> None:
    async with running(make_storage()) as storage:
        await known(storage)
        async with storage.transaction() as turn:
            await turn.wake_at(ANN, HOW, 300, HEAT)
    async with running(make_storage()) as storage:
        assert len(await storage.due(300)) == 1
        async with storage.transaction() as turn:
            await turn.delete_user(ANN)
        assert await storage.due(300) == []
        assert await storage.film(HEAT.key) is None


async def test_one_that_a_wrong_clock_put_far_ahead_is_due(storage: Storage) -> None:
    await known(storage)
    async with storage.transaction() as turn:
        await turn.wake_at(ANN, WEEKLY, 500 + FARTHEST)
        await turn.wake_at(BOB, WEEKLY, 501 + FARTHEST)
    assert [wakeup.user_id for wakeup in await storage.due(500)] == [BOB]
    async with storage.transaction() as turn:
        await turn.wake_at(BOB, HOW, 501, HEAT)
    assert await storage.due(500) == []  # the nearer one comes first
