"""The machine's clock jumps, back or forth: what people said stays, in its order, and nobody waits for ever."""

import pytest

from bot.dialogue.nudges import DAY, WEEK
from tests.bot.chatting import Chat, House

YEAR = 365 * DAY


@pytest.mark.parametrize("jump", [-YEAR, -30, YEAR])
async def test_the_last_thing_done_is_the_first_taken_back(home: House, ann: Chat, jump: int) -> None:
    await ann.rate("heat")
    home.now += jump
    await ann.rate("alien")
    assert len(await ann.stars()) == 2
    for left in (1, 0):
        await ann.say("/undo")
        assert len(await ann.stars()) == left
        assert "Heat" in ann.text or left


@pytest.mark.parametrize("jump", [-YEAR, YEAR])
async def test_the_weekly_film_comes_again_within_a_week_after_the_clock_was_wrong(
    home: House, ann: Chat, jump: int
) -> None:
    await ann.say("/weekly")
    right = home.now
    home.now = right + jump
    await ann.tap("📅")
    home.now = right
    said = [await woken(home, ann)]  # set when the clock was wrong: nothing is said at a wrong hour
    (due,) = await home.storage.due(right + WEEK + DAY)
    assert said == [None]
    assert right < due.due_at <= right + WEEK + DAY
    home.now = due.due_at
    assert (await woken(home, ann) or "").startswith("📅 Your film of the week")


async def test_how_was_it_is_asked_some_days_after_the_clock_was_put_right(home: House, ann: Chat) -> None:
    await ann.say("/weekly")
    await ann.tap("💬")
    home.now += YEAR
    await ann.say("alien")
    await ann.tap("🔖")
    home.now -= YEAR
    assert await woken(home, ann) is None
    home.now += 4 * DAY
    assert "You saved this one" in (await woken(home, ann) or "")


async def woken(home: House, ann: Chat) -> str | None:
    """What is said to a wake-up that is due now."""
    (due,) = await home.storage.due(home.now)
    return ann.see(await home.conversation.wake(due))
