"""Inbox and outbox: taken once, in order, kept until done."""

import json

from bot.storage.base import Storage
from bot.storage.kept import InboxUpdate, OutboxMessage
from tests.bot.storage.contract import ANN, BOB, HEAT


async def test_an_update_is_received_once(storage: Storage) -> None:
    assert await storage.receive([InboxUpdate(10, ANN, '{"first": 1}')]) == {10}
    assert await storage.receive([InboxUpdate(10, ANN, '{"again": 1}')]) == set()
    assert list(await storage.pending()) == [InboxUpdate(10, ANN, '{"first": 1}')]


async def test_updates_wait_in_the_order_they_came_even_where_ids_jump(storage: Storage) -> None:
    for update_id in (900, 901, 17, 18):
        await storage.receive([InboxUpdate(update_id, ANN, "{}")])
    assert [update.update_id for update in await storage.pending()] == [900, 901, 17, 18]


async def test_a_finished_update_does_not_wait_and_is_not_taken_again(storage: Storage) -> None:
    await storage.receive([InboxUpdate(1, ANN, "{}")])
    await storage.receive([InboxUpdate(2, BOB, "{}")])
    async with storage.transaction() as turn:
        assert [await turn.finish(update_id) for update_id in (1, 1, 99)] == [True, False, True]
    assert [update.update_id for update in await storage.pending()] == [2]
    assert await storage.receive([InboxUpdate(1, ANN, "{}")]) == set()


async def test_an_update_is_done_only_if_its_effects_are_kept(storage: Storage) -> None:
    await storage.receive([InboxUpdate(1, ANN, "{}")])
    try:
        async with storage.transaction() as turn:
            await turn.add_rating(ANN, HEAT, 4)
            await turn.enqueue(ANN, {"text": "noted"})
            await turn.finish(1)
            raise LookupError
    except LookupError:
        pass
    assert [update.update_id for update in await storage.pending()] == [1]
    assert list(await storage.unsent()) == []


async def test_a_quarantined_update_counts_as_received(storage: Storage) -> None:
    await storage.quarantine(5, "not JSON", "cannot be parsed")
    await storage.quarantine(5, "not JSON", "cannot be parsed")
    assert await storage.receive([InboxUpdate(5, ANN, "{}")]) == set()
    assert list(await storage.pending()) == []
    assert (await storage.counts())["quarantined"] == 1


async def test_a_pending_update_can_be_quarantined_but_not_a_finished_one(storage: Storage) -> None:
    await storage.receive([InboxUpdate(5, ANN, "{}")])
    await storage.receive([InboxUpdate(6, ANN, "{}")])
    async with storage.transaction() as turn:
        await turn.finish(6)
    await storage.quarantine(5, "{}", "raised again and again")
    await storage.quarantine(6, "{}", "too late")
    assert list(await storage.pending()) == []
    assert (await storage.counts())["quarantined"] == 1


async def test_half_an_emoji_is_received_as_the_escape_that_json_has_for_it(storage: Storage) -> None:
    await storage.receive([InboxUpdate(1, ANN, '{"text": "\ud83c and \u0000"}')])
    await storage.quarantine(2, "\ud83c", "\udfac")
    (update,) = await storage.pending()
    assert json.loads(update.payload, strict=False) == {"text": "\ud83c and \u0000"}


async def test_replies_wait_in_order_until_they_are_sent(storage: Storage) -> None:
    async with storage.transaction() as turn:
        first = await turn.enqueue(ANN, {"text": "one ✓", "buttons": [["a", 1]]})
        second = await turn.enqueue(BOB, {"text": "two"})
    assert first == OutboxMessage(first.outbox_id, ANN, {"text": "one ✓", "buttons": [["a", 1]]})
    assert list(await storage.unsent()) == [first, second]
    await storage.sent(first.outbox_id)
    assert list(await storage.unsent()) == [second]


async def test_a_reply_reported_as_sent_twice_takes_no_other_with_it(storage: Storage) -> None:
    async with storage.transaction() as turn:
        first = await turn.enqueue(ANN, {"text": "one"})
    await storage.sent(first.outbox_id)
    async with storage.transaction() as turn:
        second = await turn.enqueue(ANN, {"text": "two"})
    await storage.sent(first.outbox_id)
    assert list(await storage.unsent()) == [second]


async def test_failed_deliveries_are_counted(storage: Storage) -> None:
    async with storage.transaction() as turn:
        message = await turn.enqueue(ANN, {"text": "one"})
    await storage.attempted(message.outbox_id)
    await storage.attempted(message.outbox_id)
    assert [unsent.attempts for unsent in await storage.unsent()] == [2]


async def test_updates_are_received_together_and_each_is_new_once(storage: Storage) -> None:
    await storage.receive([InboxUpdate(2, ANN, "{}")])
    assert await storage.receive([InboxUpdate(number, ANN, str(number)) for number in (3, 2, 1, 3)]) == {3, 1}
    assert [(update.update_id, update.payload) for update in await storage.pending()] == [
        (2, "{}"),
        (3, "3"),
        (1, "1"),
    ]
    assert await storage.receive([]) == set()
