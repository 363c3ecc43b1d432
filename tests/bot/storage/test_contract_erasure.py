"""A deleted person is gone, and only they."""

from bot.storage.base import Storage
from bot.storage.kept import Facts, InboxUpdate, Mark, Outcome
from tests.bot.storage.contract import ALIEN, AMELIE, ANN, BOB, HEAT, UNDATED, MakeStorage, running

EMPTY = dict.fromkeys(("users", "ratings", "journal", "suggestions", "pending", "quarantined", "unsent"), 0)


async def live(storage: Storage, user_id: int, update_id: int) -> None:
    """Leave something of a person in every corner."""
    await storage.receive([InboxUpdate(update_id, user_id, f'{{"from": {user_id}}}')])
    await storage.receive([InboxUpdate(update_id + 1, user_id, f'{{"from": {user_id}}}')])
    await storage.quarantine(update_id + 1, f'{{"from": {user_id}}}', "raised")
    async with storage.transaction() as turn:
        await turn.save_state(user_id, {"said": "hello"}, language="en")
        await turn.add_rating(user_id, HEAT, 4)
        await turn.add_rating(user_id, HEAT, 5)
        await turn.undo_last(user_id)
        await turn.add_mark(user_id, ALIEN, Mark.SAVED)
        await turn.remove_mark(user_id, ALIEN, Mark.SAVED)
        await turn.add_suggestion(user_id, AMELIE, "v1")
        await turn.settle_suggestion(user_id, AMELIE, Outcome.PASSED)
        await turn.enqueue(user_id, {"text": "hello"})


async def test_nothing_is_left_of_a_deleted_person(storage: Storage) -> None:
    await live(storage, ANN, 100)
    async with storage.transaction() as turn:
        await turn.delete_user(ANN)
    assert await storage.facts(ANN) == Facts(ANN)
    assert list(await storage.journal(ANN)) == []
    assert list(await storage.suggestions(ANN)) == []
    assert await storage.counts() == EMPTY
    assert [await storage.film(film.key) for film in (HEAT, ALIEN, AMELIE)] == [None, None, None]


async def test_the_others_keep_all_they_have(storage: Storage) -> None:
    await live(storage, BOB, 200)
    facts, counts, journal = await storage.facts(BOB), await storage.counts(), await storage.journal(BOB)
    await live(storage, ANN, 100)
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, UNDATED, 3)
        await turn.delete_user(ANN)
    assert (await storage.facts(BOB), await storage.counts(), await storage.journal(BOB)) == (facts, counts, journal)
    assert [await storage.film(film.key) for film in (HEAT, ALIEN, AMELIE)] == [HEAT, ALIEN, AMELIE]
    assert await storage.film(UNDATED.key) is None


async def test_updates_of_a_deleted_person_are_not_taken_again(storage: Storage) -> None:
    await live(storage, ANN, 100)
    async with storage.transaction() as turn:
        await turn.delete_user(ANN)
        await turn.finish(100)
    assert await storage.receive([InboxUpdate(number, ANN, "{}") for number in (100, 101, 102)]) == {102}


async def test_quarantined_updates_that_name_the_person_lose_their_content(storage: Storage) -> None:
    await storage.quarantine(1, f'{{"message": {{"from": {{"id": {ANN}}}}}}}', "no text")
    await storage.quarantine(2, f'{{"message": {{"chat": "{ANN}", ', "cut off")
    await storage.quarantine(3, "?", f"user {ANN}: no text")
    await storage.quarantine(4, f'{{"id": {ANN}7}}', "somebody whose id starts alike")
    await storage.quarantine(5, f'{{"id": 7{ANN}}}', "somebody whose id ends alike")
    async with storage.transaction() as turn:
        await turn.delete_user(ANN)
    assert (await storage.counts())["quarantined"] == 2
    assert await storage.receive([InboxUpdate(1, ANN, "{}")]) == set()


async def test_deleting_a_stranger_changes_nothing(storage: Storage) -> None:
    await live(storage, BOB, 200)
    counts = await storage.counts()
    async with storage.transaction() as turn:
        await turn.delete_user(ANN)
    assert await storage.counts() == counts


async def test_a_deletion_can_be_rolled_back(storage: Storage) -> None:
    await live(storage, ANN, 100)
    counts = await storage.counts()
    try:
        async with storage.transaction() as turn:
            await turn.delete_user(ANN)
            raise LookupError
    except LookupError:
        pass
    assert await storage.counts() == counts


async def test_a_farewell_is_still_sent_and_a_new_start_is_fresh(make_storage: MakeStorage) -> None:
    async with running(make_storage()) as storage:
        await live(storage, ANN, 100)
        async with storage.transaction() as turn:
            await turn.delete_user(ANN)
            await turn.enqueue(ANN, {"text": "goodbye"})
        assert [message.payload for message in await storage.unsent()] == [{"text": "goodbye"}]
        async with storage.transaction() as turn:
            assert await turn.undo_last(ANN) is None
            await turn.add_rating(ANN, HEAT, 1)
    async with running(make_storage()) as again:
        assert [(each.user_id, each.stars) for each in await again.all_ratings()] == [(ANN, 1.0)]
