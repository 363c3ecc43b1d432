"""Stations: what is kept is found again, the last that was removed can come back, and a deleted person has none."""

from dataclasses import replace

from bot.stations import KeptStation
from bot.storage.base import Storage
from bot.storage.belongings import Belongings
from tests.bot.storage.contract import ALIEN, ANN, BOB, HEAT, UNDATED, FakeClock, MakeStorage, running

CRIME = KeptStation("aaaa1111", "Heat & Alien", (HEAT, ALIEN), (), ("k1", "k2"))
SUNDAY = KeptStation("bbbb2222", "sunday <b>\ud83c 🎈", (UNDATED,), ("genre:comedy", "word:feel good"))


async def keep(storage: Storage, user_id: int, *stations: KeptStation) -> None:
    async with storage.transaction() as turn:
        for station in stations:
            await turn.keep_station(user_id, station)


async def remove(storage: Storage, user_id: int, code: str) -> None:
    async with storage.transaction() as turn:
        await turn.remove_station(user_id, code)


async def test_a_stranger_has_no_stations(storage: Storage) -> None:
    assert list(await storage.stations(ANN)) == []


async def test_stations_are_found_after_a_restart_the_one_kept_last_first(
    make_storage: MakeStorage, clock: FakeClock
) -> None:
    async with running(make_storage()) as storage:
        await keep(storage, ANN, CRIME, SUNDAY)
    async with running(make_storage()) as again:
        assert list(await again.stations(ANN)) == [SUNDAY, CRIME]
        clock.move()
        played = replace(CRIME.playing("k3"), name="Crime")
        await keep(again, ANN, played)
        assert list(await again.stations(ANN)) == [played, SUNDAY]


async def test_two_people_have_stations_of_one_code_side_by_side(storage: Storage) -> None:
    await keep(storage, ANN, CRIME)
    await keep(storage, BOB, replace(SUNDAY, code=CRIME.code))
    await remove(storage, BOB, CRIME.code)
    assert list(await storage.stations(ANN)) == [CRIME]


async def test_the_last_station_that_was_removed_can_be_kept_again(storage: Storage) -> None:
    await keep(storage, ANN, CRIME, SUNDAY)
    await remove(storage, ANN, CRIME.code)
    assert list(await storage.stations(ANN)) == [SUNDAY, replace(CRIME, removed=True)]
    await keep(storage, ANN, CRIME)
    assert {each.code: each.removed for each in await storage.stations(ANN)} == {
        CRIME.code: False,
        SUNDAY.code: False,
    }
    await remove(storage, ANN, CRIME.code)
    await remove(storage, ANN, SUNDAY.code)
    assert list(await storage.stations(ANN)) == [replace(SUNDAY, removed=True)]


async def test_removing_what_is_not_there_changes_nothing(storage: Storage) -> None:
    await keep(storage, ANN, CRIME)
    await remove(storage, ANN, "nowhere0")
    await remove(storage, BOB, CRIME.code)
    assert list(await storage.stations(ANN)) == [CRIME]


async def restore(storage: Storage) -> None:
    async with storage.transaction() as turn:
        await turn.save_state(ANN, {}, language="en")
        await turn.restore(ANN, "t1", Belongings(stations=(CRIME, SUNDAY)))


async def test_stations_of_another_database_come_and_go_with_their_import(storage: Storage) -> None:
    await restore(storage)
    assert list(await storage.stations(ANN)) == [SUNDAY, CRIME]
    belongings = await storage.belongings(ANN)
    assert belongings is not None
    assert belongings.stations == (CRIME, SUNDAY)
    await keep(storage, ANN, CRIME.playing("k3"))
    async with storage.transaction() as turn:
        await turn.undo_import(ANN, "t1")
    assert list(await storage.stations(ANN)) == [CRIME.playing("k3")]  # played since, so it is the person's own


async def test_a_station_that_is_kept_already_stays_as_it_is(storage: Storage) -> None:
    await keep(storage, ANN, CRIME.playing("k3"))
    await restore(storage)
    assert list(await storage.stations(ANN)) == [CRIME.playing("k3"), SUNDAY]


async def test_nothing_is_left_of_a_deleted_person_s_stations(storage: Storage) -> None:
    await keep(storage, ANN, CRIME, SUNDAY)
    await keep(storage, BOB, CRIME)
    await remove(storage, ANN, SUNDAY.code)
    async with storage.transaction() as turn:
        await turn.delete_user(ANN)
    assert list(await storage.stations(ANN)) == []
    assert list(await storage.stations(BOB)) == [CRIME]
