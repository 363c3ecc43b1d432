"""Files that people bring: they wait, are taken over together, and are undone together."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from bot.exchange.packing import pack
from bot.exchange.reading import read_file
from bot.films import Film
from bot.stations import KeptStation
from bot.storage.base import Storage
from bot.storage.belongings import Belongings
from bot.storage.imports import WAITS_SECONDS, Changes, Incoming, Question, WaitingImport
from bot.storage.kept import Action, Mark, RatedFilm, Verb
from bot.wakeups import WakeupKind
from tests.bot.exchange.belongings import belongings
from tests.bot.storage.contract import (
    ALIEN,
    AMELIE,
    ANN,
    BOB,
    HEAT,
    START,
    UNDATED,
    FakeClock,
    MakeStorage,
    film,
    running,
)

WAITING = WaitingImport(
    "t1",
    "imdb",
    (Incoming(HEAT, 4.5, at=START - 500), Incoming(UNDATED, mark=Mark.SAVED)),
    (Question(1, (ALIEN, AMELIE)),),
    {"sure": 1, "doubtful": 1},
    b"\x00zip",
)
OLD = START - 1000


async def apply(storage: Storage, changes: Changes, user_id: int = ANN, token: str = "t1") -> None:
    async with storage.transaction() as turn:
        await turn.apply_import(user_id, token, changes)


async def undo(storage: Storage, user_id: int = ANN, token: str = "t1") -> None:
    async with storage.transaction() as turn:
        await turn.undo_import(user_id, token)


async def test_what_waits_is_there_after_a_restart(make_storage: MakeStorage) -> None:
    async with running(make_storage()) as storage, storage.transaction() as turn:
        await turn.keep_import(ANN, WAITING)
    async with running(make_storage()) as storage:
        assert await storage.waiting_import(ANN) == WAITING
        assert await storage.waiting_import(BOB) is None


async def test_a_new_file_takes_the_place_of_the_one_that_waits(storage: Storage) -> None:
    async with storage.transaction() as turn:
        await turn.keep_import(ANN, WAITING)
        await turn.keep_import(ANN, replace(WAITING, token="t2", questions=()))
    waiting = await storage.waiting_import(ANN)
    assert waiting is not None
    assert (waiting.token, waiting.questions) == ("t2", ())
    async with storage.transaction() as turn:
        await turn.drop_import(ANN)
    assert await storage.waiting_import(ANN) is None


async def test_nothing_waits_for_ever(make_storage: MakeStorage, clock: FakeClock) -> None:
    async with running(make_storage()) as storage:
        async with storage.transaction() as turn:
            await turn.keep_import(ANN, WAITING)
        clock.move(WAITS_SECONDS)
        assert await storage.waiting_import(ANN) is None
    async with running(make_storage()):
        pass
    clock.move(-WAITS_SECONDS)
    async with running(make_storage()) as storage:
        assert await storage.waiting_import(ANN) is None


async def test_ratings_keep_the_date_that_the_file_tells(storage: Storage, clock: FakeClock) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 2)
    clock.move(60)
    added = (Incoming(HEAT, 5.0, at=START + 30), Incoming(ALIEN, 4.0, at=OLD), Incoming(AMELIE, 3.5))
    await apply(storage, Changes((*added, Incoming(UNDATED, mark=Mark.SAVED, at=OLD))))
    facts = await storage.facts(ANN)
    assert facts.ratings == (
        RatedFilm(ALIEN, 4.0, OLD),
        RatedFilm(HEAT, 5.0, START + 30),
        RatedFilm(AMELIE, 3.5, START + 60),
    )
    assert facts.marks == {Mark.SAVED: (UNDATED,)}
    assert await storage.imported(ANN, "t1") == 4
    assert await storage.imported(BOB, "t1") == 0
    assert [len(action.entries) for action in await storage.actions(ANN)] == [4, 1]


async def test_what_was_imported_can_be_exported(storage: Storage) -> None:
    async with storage.transaction() as turn:
        await turn.save_state(ANN, {}, language="en")
    await apply(storage, Changes((Incoming(HEAT, 5.0, at=OLD), Incoming(ALIEN, mark=Mark.SEEN, at=OLD))))
    kept = await storage.belongings(ANN)
    assert kept is not None
    assert read_file("x.zip", pack(kept, readme="x")).belongings == kept


async def test_an_import_is_undone_as_one_and_what_was_before_is_back(storage: Storage, clock: FakeClock) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 2)
        await turn.add_mark(ANN, ALIEN, Mark.SAVED)
        await turn.add_rating(BOB, ALIEN, 1)
    before = await storage.facts(ANN), await storage.facts(BOB)
    clock.move(60)
    added = (Incoming(HEAT, 5.0, at=START + 30), Incoming(ALIEN, 4.0), Incoming(AMELIE, mark=Mark.SEEN))
    await apply(storage, Changes(added, ((ALIEN, Mark.SAVED),)))
    changed = await storage.facts(ANN)
    assert (len(changed.ratings), changed.marks) == (2, {Mark.SEEN: (AMELIE,)})
    await undo(storage)
    assert (await storage.facts(ANN), await storage.facts(BOB)) == before
    assert await storage.imported(ANN, "t1") == 0
    await undo(storage)
    assert (await storage.facts(ANN), await storage.facts(BOB)) == before


async def test_the_last_undo_takes_a_whole_import_back(storage: Storage) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 2)
    before = await storage.facts(ANN)
    await apply(storage, Changes((Incoming(ALIEN, 4.0), Incoming(AMELIE, 3.0))))
    async with storage.transaction() as turn:
        action = await turn.undo_last(ANN)
    assert action is not None
    assert len(action.entries) == 2
    assert await storage.facts(ANN) == before
    async with storage.transaction() as turn:
        action = await turn.undo_last(ANN)
        assert action is not None
        assert [(entry.verb, entry.film) for entry in action.entries] == [(Verb.RATE, HEAT)]
        assert await turn.undo_last(ANN) is None


async def test_what_was_said_after_an_import_stays_when_it_is_undone(storage: Storage, clock: FakeClock) -> None:
    await apply(storage, Changes((Incoming(HEAT, 4.0, at=OLD), Incoming(ALIEN, 3.0, at=OLD))))
    clock.move(60)
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 1)
    await undo(storage)
    assert (await storage.facts(ANN)).ratings == (RatedFilm(HEAT, 1.0, START + 60),)


async def rate(storage: Storage, stars: float, film_: Film = HEAT) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, film_, stars)


async def undo_last(storage: Storage) -> Action | None:
    async with storage.transaction() as turn:
        return await turn.undo_last(ANN)


async def test_undoing_what_was_said_later_does_not_bring_back_an_import_that_was_taken_back(
    storage: Storage,
) -> None:
    await apply(storage, Changes((Incoming(HEAT, 4.0, at=OLD),)))
    await rate(storage, 1)
    await undo(storage)
    (told,) = await storage.actions(ANN)
    assert (told.entries[0].before, told.entries[0].after) == (None, 1.0)
    assert await undo_last(storage) == told
    assert (await storage.facts(ANN)).ratings == ()


async def test_under_an_import_that_was_taken_back_is_what_was_said_before_it(storage: Storage) -> None:
    await rate(storage, 2)
    before = (await storage.facts(ANN)).ratings
    await apply(storage, Changes((Incoming(HEAT, 4.0, at=START + 30),)))
    await rate(storage, 1)
    await undo(storage)
    told = await undo_last(storage)
    assert told is not None
    assert told.entries[0].before == 2.0
    assert (await storage.facts(ANN)).ratings == before
    assert await undo_last(storage) is not None
    assert (await storage.facts(ANN)).ratings == ()


async def test_imports_over_one_another_are_taken_back_in_any_order(storage: Storage) -> None:
    for token, stars in (("t1", 3.0), ("t2", 4.0), ("t3", 5.0)):
        await apply(storage, Changes((Incoming(HEAT, stars, at=OLD),)), token=token)
    await undo(storage, token="t1")
    await undo(storage, token="t2")
    assert [rated.stars for rated in (await storage.facts(ANN)).ratings] == [5.0]
    await undo(storage, token="t3")
    assert (await storage.facts(ANN)).ratings == ()


async def test_a_film_that_was_taken_from_the_saved_ones_later_does_not_come_back_with_an_import(
    storage: Storage,
) -> None:
    async with storage.transaction() as turn:
        await turn.add_mark(ANN, HEAT, Mark.SAVED)
    await apply(storage, Changes((Incoming(HEAT, 4.0, at=OLD),), ((HEAT, Mark.SAVED),)))
    async with storage.transaction() as turn:
        await turn.add_mark(ANN, HEAT, Mark.SAVED)
    async with storage.transaction() as turn:
        await turn.remove_mark(ANN, HEAT, Mark.SAVED)
    await undo(storage)
    facts = await storage.facts(ANN)
    assert (facts.ratings, facts.marks) == ((), {})


async def test_undoing_a_later_rating_brings_the_imported_one_back_with_its_date(
    storage: Storage, clock: FakeClock
) -> None:
    await apply(storage, Changes((Incoming(HEAT, 4.0, at=OLD),)))
    clock.move(60)
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 1)
    async with storage.transaction() as turn:
        await turn.undo_last(ANN)
    assert (await storage.facts(ANN)).ratings == (RatedFilm(HEAT, 4.0, OLD),)


async def test_films_of_a_file_lend_ids_that_were_missing(storage: Storage) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, ALIEN, 2)
    await apply(storage, Changes((Incoming(film("Alien", 1979, imdb_id=78748), 4.0),)))
    assert await storage.film(ALIEN.key) == film("Alien", 1979, imdb_id=78748)


async def test_thousands_of_ratings_are_taken_over_and_undone_at_once(storage: Storage) -> None:
    many = tuple(Incoming(film(f"Film {n}", 1950), 4.0, at=OLD + n) for n in range(5_000))
    await apply(storage, Changes(many))
    assert len((await storage.facts(ANN)).ratings) == 5_000
    await undo(storage)
    assert (await storage.facts(ANN)).ratings == ()


async def test_stations_come_with_an_import_and_go_with_it(storage: Storage) -> None:
    own = KeptStation("0000000a", "Heat", (HEAT,), played=(ALIEN.key,))
    async with storage.transaction() as turn:
        await turn.keep_station(ANN, own)
    other = KeptStation("0000000b", "Alien", (ALIEN,), ("genre:horror",))
    for token in ("t1", "t2"):
        await apply(storage, Changes(stations=(other,)), token=token)
        assert list(await storage.stations(ANN)) == [own, other]
        assert await storage.imported(ANN, token) == 1
        await undo(storage, token=token)
        assert await storage.imported(ANN, token) == 0
        assert list(await storage.stations(ANN)) == [own]


async def test_the_last_undo_takes_the_stations_of_an_import_too_and_no_other(storage: Storage) -> None:
    mine, theirs = KeptStation("0000000a", "Heat", (HEAT,)), KeptStation("0000000b", "Alien", (ALIEN,))
    async with storage.transaction() as turn:
        await turn.keep_station(ANN, mine)
        await turn.keep_station(BOB, theirs)
    await apply(storage, Changes((Incoming(HEAT, 4.0, at=OLD),), stations=(theirs,)))
    await rate(storage, 2, ALIEN)
    await undo_last(storage)
    assert list(await storage.stations(ANN)) == [mine, theirs]
    await undo_last(storage)
    assert (list(await storage.stations(ANN)), list(await storage.stations(BOB))) == ([mine], [theirs])
    assert await storage.imported(ANN, "t1") == 0


async def test_a_station_that_was_played_since_it_was_imported_stays(storage: Storage) -> None:
    other = KeptStation("0000000b", "Alien", (ALIEN,))
    await apply(storage, Changes(stations=(other,)))
    played = other.playing(HEAT.key)
    async with storage.transaction() as turn:
        await turn.keep_station(ANN, played)
    await undo(storage)
    assert list(await storage.stations(ANN)) == [played]


async def test_imported_ratings_end_the_questions_about_their_films(storage: Storage) -> None:
    async with storage.transaction() as turn:
        await turn.save_state(ANN, {}, language="en")
        for film_ in (HEAT, ALIEN):
            await turn.wake_at(ANN, WakeupKind.HOW_WAS_IT, START, film_)
        await turn.wake_at(BOB, WakeupKind.HOW_WAS_IT, START, HEAT)
        await turn.save_state(BOB, {}, language="en")
    await apply(storage, Changes((Incoming(HEAT, 4.0, at=OLD), Incoming(ALIEN, mark=Mark.SAVED))))
    due = {(wakeup.user_id, wakeup.film) for wakeup in await storage.due(START)}
    assert due == {(ANN, ALIEN), (BOB, HEAT)}


async def test_a_stranger_has_no_belongings(storage: Storage) -> None:
    assert await storage.belongings(ANN) is None
    assert set((await storage.possessions(ANN)).values()) == {0}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(belongings())
async def test_everything_of_a_person_moves_to_another_database_as_it_was(
    make_storage: MakeStorage, kept: Belongings
) -> None:
    async with running(make_storage()) as storage:
        async with storage.transaction() as turn:
            await turn.delete_user(ANN)
            await turn.save_state(ANN, {}, language="en")
            await turn.restore(ANN, "t1", kept)
        moved = await storage.belongings(ANN)
        assert moved is not None
        assert read_file("x.zip", pack(moved, readme="x")).belongings == moved
        assert _sorted(moved) == _sorted(kept)
        await undo(storage)
        facts = await storage.facts(ANN)
        assert (facts.ratings, facts.marks, facts.shown) == ((), {}, ())
        assert list(await storage.stations(ANN)) == []


def _sorted(belongings: Belongings) -> Belongings:
    """Ratings and marks in the order of their entries, as a database gives them."""
    ratings = sorted(belongings.ratings, key=lambda r: (r.step, r.film.key))
    marks = sorted(belongings.marks, key=lambda m: (m.step, m.film.key, m.mark.value))
    return replace(belongings, ratings=tuple(ratings), marks=tuple(marks))
