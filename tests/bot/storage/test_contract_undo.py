"""Undo walks back through what somebody did, one step at a time, or takes back one action of several."""

from collections.abc import Awaitable, Callable

from bot.films import Film
from bot.storage.base import Storage, Transaction
from bot.storage.kept import Action, Mark, RatedFilm, Verb
from tests.bot.storage.contract import ALIEN, ANN, BOB, HEAT, START, FakeClock


async def undo(storage: Storage, user_id: int = ANN) -> Verb | None:
    """Undo once; the verb of the last thing that was undone."""
    async with storage.transaction() as turn:
        action = await turn.undo_last(user_id)
    return None if action is None else action.entries[-1].verb


async def do(storage: Storage, *changes: Callable[[Transaction], Awaitable[object]]) -> None:
    """Each change in a turn of its own."""
    for change in changes:
        async with storage.transaction() as turn:
            await change(turn)


def rates(film: Film, stars: float) -> Callable[[Transaction], Awaitable[object]]:
    """Ann rates a film."""
    return lambda turn: turn.add_rating(ANN, film, stars)


def marks(film: Film, mark: Mark) -> Callable[[Transaction], Awaitable[object]]:
    """Ann marks a film."""
    return lambda turn: turn.add_mark(ANN, film, mark)


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
    await do(storage, rates(HEAT, 4))
    clock.move(10)
    await do(storage, rates(ALIEN, 3), rates(HEAT, 1))
    assert await undo(storage) is Verb.RATE
    assert (await storage.facts(ANN)).ratings == (
        RatedFilm(HEAT, 4.0, START),
        RatedFilm(ALIEN, 3.0, START + 10),
    )


async def test_undo_of_a_removal_brings_the_rating_back(storage: Storage, clock: FakeClock) -> None:
    await do(storage, rates(HEAT, 4))
    clock.move(10)
    await do(storage, lambda turn: turn.remove_rating(ANN, HEAT))
    assert await undo(storage) is Verb.UNRATE
    assert (await storage.facts(ANN)).ratings == (RatedFilm(HEAT, 4.0, START),)


async def test_marks_are_undone_both_ways(storage: Storage) -> None:
    await do(storage, marks(HEAT, Mark.SAVED), marks(ALIEN, Mark.SAVED))
    await do(storage, lambda turn: turn.remove_mark(ANN, HEAT, Mark.SAVED))
    assert await undo(storage) is Verb.UNMARK
    assert (await storage.facts(ANN)).marks == {Mark.SAVED: (HEAT, ALIEN)}
    assert await undo(storage) is Verb.MARK
    assert (await storage.facts(ANN)).marks == {Mark.SAVED: (HEAT,)}


async def test_repeated_undo_walks_back_one_by_one_to_the_start(storage: Storage) -> None:
    await do(storage, rates(HEAT, 3), marks(HEAT, Mark.SEEN), rates(HEAT, 5))
    steps = [await undo(storage) for _ in range(4)]
    assert steps == [Verb.RATE, Verb.MARK, Verb.RATE, None]
    facts = await storage.facts(ANN)
    assert (facts.ratings, facts.marks) == ((), {})


async def test_what_is_done_after_an_undo_is_undone_first(storage: Storage) -> None:
    await do(storage, rates(HEAT, 3), rates(ALIEN, 4), lambda turn: turn.undo_last(ANN), rates(ALIEN, 2))
    assert await undo(storage) is Verb.RATE
    assert [rated.film for rated in (await storage.facts(ANN)).ratings] == [HEAT]
    assert await undo(storage) is Verb.RATE
    assert (await storage.facts(ANN)).ratings == ()


async def test_the_journal_names_what_was_undone(storage: Storage, clock: FakeClock) -> None:
    await do(storage, rates(HEAT, 3), rates(HEAT, 5))
    clock.move(7)
    async with storage.transaction() as turn:
        action = await turn.undo_last(ANN)
    undone, rated, _ = await storage.journal(ANN)
    assert action == Action(rated.entry_id, (rated,))
    assert (undone.verb, undone.film, undone.at, undone.undoes) == (Verb.UNDO, HEAT, START + 7, rated.entry_id)
    assert (undone.before, undone.after) == (5.0, 3.0)


async def test_one_persons_undo_leaves_the_others_alone(storage: Storage) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 3)
        await turn.add_rating(BOB, HEAT, 4)
    assert await undo(storage) is Verb.RATE
    assert [(each.user_id, each.stars) for each in await storage.all_ratings()] == [(BOB, 4.0)]


async def test_what_is_changed_in_one_turn_is_one_action_and_is_undone_as_one(storage: Storage) -> None:
    await do(storage, marks(HEAT, Mark.SAVED))
    async with storage.transaction() as turn:
        await turn.remove_mark(ANN, HEAT, Mark.SAVED)
        await turn.add_rating(ANN, HEAT, 4)
        await turn.add_rating(BOB, HEAT, 1)
    latest, first = await storage.actions(ANN)
    assert [entry.verb for entry in latest.entries] == [Verb.UNMARK, Verb.RATE]
    assert (latest.revertible, first.revertible) == (True, False)
    assert await undo(storage) is Verb.RATE
    facts = await storage.facts(ANN)
    assert (facts.ratings, facts.marks) == ((), {Mark.SAVED: (HEAT,)})
    assert [each.user_id for each in await storage.all_ratings()] == [BOB]
    assert await storage.actions(ANN) == [Action(first.action_id, first.entries)]


async def revert(storage: Storage, action_id: int, user_id: int = ANN) -> Action | None:
    async with storage.transaction() as turn:
        return await turn.undo(user_id, action_id)


async def test_any_action_that_nothing_stands_on_can_be_taken_back_and_only_once(storage: Storage) -> None:
    await do(storage, rates(HEAT, 4), rates(ALIEN, 3), marks(HEAT, Mark.SEEN))
    _, _, first = await storage.actions(ANN)
    assert await revert(storage, first.action_id) == first
    after = await storage.journal(ANN)
    assert [rated.film for rated in (await storage.facts(ANN)).ratings] == [ALIEN]
    assert await revert(storage, first.action_id) is None
    assert await storage.journal(ANN) == after


async def test_an_action_waits_until_what_stands_on_it_is_taken_back(storage: Storage) -> None:
    await do(storage, rates(HEAT, 4), rates(ALIEN, 3), rates(HEAT, 2))
    latest, _, first = await storage.actions(ANN)
    assert await revert(storage, first.action_id) is None
    assert await revert(storage, latest.action_id) is not None
    assert await revert(storage, first.action_id) is not None
    assert [rated.film for rated in (await storage.facts(ANN)).ratings] == [ALIEN]


async def test_nobody_takes_back_what_others_did_nor_what_never_was(storage: Storage) -> None:
    await do(storage, marks(ALIEN, Mark.SAVED), rates(HEAT, 4))
    async with storage.transaction() as turn:
        await turn.remove_mark(ANN, ALIEN, Mark.SAVED)
        await turn.add_rating(ANN, ALIEN, 4)
    both, rated, _ = await storage.actions(ANN)
    assert await revert(storage, rated.action_id, BOB) is None
    for no_action in (0, -1, both.entries[1].entry_id, 10**15):
        assert await revert(storage, no_action) is None
    assert len((await storage.facts(ANN)).ratings) == 2


async def test_as_many_actions_are_listed_as_asked_for_each_of_them_whole(storage: Storage) -> None:
    await do(storage, rates(HEAT, 4))
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 3)
        await turn.add_rating(ANN, ALIEN, 3)
    await do(storage, marks(HEAT, Mark.SEEN))
    listed = await storage.actions(ANN, limit=2)
    assert [len(action.entries) for action in listed] == [1, 2]
    assert [action.revertible for action in await storage.actions(ANN)] == [True, True, False]
    assert await storage.actions(BOB) == []
