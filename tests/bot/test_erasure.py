"""Whoever is erased stays so, whatever was under way at that moment."""

from pathlib import Path

from bot.conversation import Outcome
from bot.dialogue.events import Said, Tapped
from bot.dialogue.taps import Tap, tap_data
from bot.storage.kept import InboxUpdate
from tests.bot.chatting import GROUP, UPDATES, Chat, House, house
from tests.bot.small import key
from tests.bot.storage.test_sqlite_erasure import files_with, traces_of

EVE, NAME = 7_345_678_901, "Zyzzyva"
FORTNIGHT = 14 * 86_400


async def erased(eve: Chat, update_id: int | None = None) -> None:
    """Erase her, and say so."""
    await eve.say("/delete")
    data = next(button.data for row in eve.screen.rows for button in row if button.label.startswith("🗑 Yes"))
    event = Tapped(eve.sender, eve.place, eve.latest, data)
    outcome = await eve.conversation.handle(next(UPDATES) if update_id is None else update_id, event)
    for message in outcome.messages:
        await eve.storage.sent(message.outbox_id)


def eve_of(home: House) -> Chat:
    return home.chat(EVE, first_name=NAME)


async def test_a_wake_up_that_came_due_just_before_says_and_keeps_nothing(home: House) -> None:
    eve = eve_of(home)
    await eve.rate("Heat")
    await eve.say("/weekly")
    await eve.tap("📅")
    await eve.tap_data(tap_data(Tap.NUDGE, "how"))
    await eve.say("/recommend")
    await eve.tap("🔖")
    home.now += FORTNIGHT
    due = await home.conversation.due()
    assert due
    await erased(eve)
    for wakeup in due:
        assert await home.conversation.wake(wakeup) == Outcome()
    assert not (await eve.facts()).known


async def test_nothing_comes_of_updates_that_waited_behind_the_erasure(home: House) -> None:
    eve = eve_of(home)
    await eve.rate("Heat")
    for update_id in (9001, 9002, 9003, 9004):
        await home.storage.receive([InboxUpdate(update_id, EVE, "{}")])
    await erased(eve, 9001)
    said = Said(eve.sender, eve.place, "Alien")
    assert await home.conversation.handle(9002, said) == Outcome()
    rated = Tapped(eve.sender, eve.place, eve.latest, tap_data(Tap.RATE, key(1), 10, "l"))
    assert await home.conversation.handle(9003, rated) == Outcome()
    assert await home.conversation.apologise(9004, said, why="KeyError") == Outcome()
    assert not (await eve.facts()).known
    await home.storage.receive([InboxUpdate(9005, EVE, "{}")])
    assert (await home.conversation.handle(9005, said)).messages


async def test_a_group_is_told_nothing_more_of_her_and_all_of_others(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        eve, bob = home.chat(EVE, chat_id=GROUP, first_name=NAME), home.chat(72, chat_id=GROUP, first_name="Bob")
        await eve.say("/movienight")
        await eve.tap("🙋")
        await bob.say("/recommend")
        assert NAME in eve.text
        await erased(eve_of(home))
        assert [message.payload["about"] for message in await home.storage.unsent()] == [[72]]
        assert files_with(tmp_path, *traces_of(EVE), NAME.encode()) == []


async def test_what_is_said_to_her_later_leaves_no_trace_once_it_is_sent(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        await erased(eve_of(home))
        async with home.storage.transaction() as tx:
            late = await tx.enqueue(EVE, {"screen": {}})
        await home.storage.sent(late.outbox_id)
        assert files_with(tmp_path, *traces_of(EVE)) == []
