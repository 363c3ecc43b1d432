"""Undo walks back through what somebody did, one step at a time."""

from bot.storage.base import Mark, RatedFilm, Storage, Verb
from tests.bot.storage.contract import ALIEN, ANN, BOB, HEAT, START, FakeClock


async def undo(storage: Storage, user_id: int = ANN) -> Verb | None:
    """Undo once; the verb of what was undone."""
    async with storage.transaction() as turn:
        entry = await turn.undo_last(user_id)
    return None if entry is None else entry.verb


async def test_nothing_done_means_nothing_to_undo(storage: Storage) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(BOB, HEAT, 4)
    assert await undo(storage) is None
    assert list(await storage.journal(ANN)) == []
    assert len((await storage.facts(BOB)).ratings) == 1


async def test_an_undone_rating_is_gone(storage: Storage) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 4)
    assert await undo(storage) is Verb.RATE
    assert (await storage.facts(ANN)).ratings == ()
    assert list(await storage.all_ratings()) == []


async def test_undo_brings_back_the_stars_and_the_date_and_the_place_of_before(
    storage: Storage, clock: FakeClock
) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 4)
        clock.move(10)
        await turn.add_rating(ANN, ALIEN, 3)
        await turn.add_rating(ANN, HEAT, 1)
    assert await undo(storage) is Verb.RATE
    assert (await storage.facts(ANN)).ratings == (
        RatedFilm(HEAT, 4.0, START),
        RatedFilm(ALIEN, 3.0, START + 10),
    )


async def test_undo_of_a_removal_brings_the_rating_back(storage: Storage, clock: FakeClock) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 4)
        clock.move(10)
        await turn.remove_rating(ANN, HEAT)
    assert await undo(storage) is Verb.UNRATE
    assert (await storage.facts(ANN)).ratings == (RatedFilm(HEAT, 4.0, START),)


async def test_marks_are_undone_both_ways(storage: Storage) -> None:
    async with storage.transaction() as turn:
        await turn.add_mark(ANN, HEAT, Mark.SAVED)
        await turn.add_mark(ANN, ALIEN, Mark.SAVED)
        await turn.remove_mark(ANN, HEAT, Mark.SAVED)
    assert await undo(storage) is Verb.UNMARK
    assert (await storage.facts(ANN)).marks == {Mark.SAVED: (HEAT, ALIEN)}
    assert await undo(storage) is Verb.MARK
    assert (await storage.facts(ANN)).marks == {Mark.SAVED: (HEAT,)}


async def test_repeated_undo_walks_back_one_by_one_to_the_start(storage: Storage) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 3)
        await turn.add_mark(ANN, HEAT, Mark.SEEN)
        await turn.add_rating(ANN, HEAT, 5)
    steps = [await undo(storage) for _ in range(4)]
    assert steps == [Verb.RATE, Verb.MARK, Verb.RATE, None]
    facts = await storage.facts(ANN)
    assert (facts.ratings, facts.marks) == ((), {})


async def test_what_is_done_after_an_undo_is_undone_first(storage: Storage) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 3)
        await turn.add_rating(ANN, ALIEN, 4)
        await turn.undo_last(ANN)
        await turn.add_rating(ANN, ALIEN, 2)
    assert await undo(storage) is Verb.RATE
    assert [rated.film for rated in (await storage.facts(ANN)).ratings] == [HEAT]
    assert await undo(storage) is Verb.RATE
    assert (await storage.facts(ANN)).ratings == ()


async def test_the_journal_names_what_was_undone(storage: Storage, clock: FakeClock) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 3)
        await turn.add_rating(ANN, HEAT, 5)
        clock.move(7)
        entry = await turn.undo_last(ANN)
    undone, rated, _ = await storage.journal(ANN)
    assert entry == rated
    assert (undone.verb, undone.film, undone.at, undone.undoes) == (Verb.UNDO, HEAT, START + 7, rated.entry_id)
    assert (undone.before, undone.after) == (5.0, 3.0)


async def test_one_persons_undo_leaves_the_others_alone(storage: Storage) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 3)
        await turn.add_rating(BOB, HEAT, 4)
    assert await undo(storage) is Verb.RATE
    assert [(each.user_id, each.stars) for each in await storage.all_ratings()] == [(BOB, 4.0)]
