"""The bot speaks first only to those who asked for it, at their hour, and never twice."""

import pytest

from bot.dialogue.language import words
from bot.dialogue.nudges import DAY, WEEK
from bot.storage.kept import Mark
from tests.bot.chatting import BOB, GROUP, Chat, House

FAR = 4_000_000_000


async def wake(home: House, chat: Chat, *, late: int = 0) -> str | None:
    """Answer the next wake-up, as if its time had come; what is said, or None."""
    (due, *_) = await home.storage.due(FAR)
    home.now = due.due_at + late
    outcome = await home.conversation.wake(due)
    return chat.see(outcome)


async def test_nothing_is_sent_unasked(home: House, ann: Chat) -> None:
    await ann.rate("heat")
    await ann.say("alien")
    await ann.tap("🔖")
    assert await home.storage.due(FAR) == []


async def test_a_film_comes_every_week_once_it_is_asked_for(home: House, ann: Chat) -> None:
    assert "only speak when spoken to" in (await ann.say("/weekly") or "")
    await ann.rate("heat")
    await ann.say("/weekly")
    assert "Friday at 18:00" in (await ann.tap("📅") or "")
    (first,) = await home.storage.due(FAR)
    said = await wake(home, ann)
    assert said is not None
    assert said.startswith("📅 Your film of the week")
    assert words("button-like") in ann.labels
    (second,) = await home.storage.due(FAR)
    assert second.due_at == first.due_at + WEEK


async def test_what_is_too_late_is_passed_over(home: House, ann: Chat) -> None:
    await ann.say("/weekly")
    await ann.tap("📅")
    (first,) = await home.storage.due(FAR)
    assert await wake(home, ann, late=DAY) is None
    assert (await home.storage.due(FAR))[0].due_at == first.due_at + WEEK


async def test_day_hour_and_clock_are_set_by_taps_that_may_come_twice(home: House, ann: Chat) -> None:
    await ann.say("/weekly")
    await ann.tap("📅")
    await ann.tap("🕕")
    saturday = next(b.data for row in ann.screen.rows for b in row if b.label == "Saturday ›")
    await ann.tap_data(saturday)
    await ann.tap_data(saturday)
    await ann.tap("19:00")
    assert "Saturday at 19:00" in ann.text
    before = (await home.storage.due(FAR))[0].due_at
    late = next(label for label in ann.labels[::-1] if label.startswith("It's "))
    await ann.tap(late)
    assert (await home.storage.due(FAR))[0].due_at in (before - 3600, before - 3600 + WEEK)
    await ann.tap("‹ Back")
    assert "📅 A film every week ✓" in ann.labels


async def test_quiet_ends_everything(home: House, ann: Chat) -> None:
    await ann.say("/weekly")
    await ann.tap("📅")
    await ann.tap("💬")
    assert await ann.say("/quiet") == words("quiet-now")
    assert await home.storage.due(FAR) == []
    assert await ann.say("/quiet") == words("quiet-already")


async def test_a_saved_film_is_asked_about_once_and_a_rating_ends_it(home: House, ann: Chat) -> None:
    await ann.say("/weekly")
    await ann.tap("💬")
    for title in ("heat", "alien"):
        await ann.say(title)
        await ann.tap("🔖")
    said = await wake(home, ann)
    assert said is not None
    assert said.startswith("You saved this one a while ago.")
    assert "How was it?" in said
    (other,) = await home.storage.due(FAR)
    assert abs(other.due_at - home.now - DAY) < 10  # never two questions on one day
    await ann.tap("😍 Loved it")
    assert list((await ann.stars()).values()) == [5.0]
    await ann.rate("alien", "heat")
    assert await wake(home, ann) is None
    assert await home.storage.due(FAR) == []


async def test_not_yet_asks_again_in_a_week(home: House, ann: Chat) -> None:
    await ann.say("/weekly")
    await ann.tap("💬")
    await ann.say("heat")
    await ann.tap("🔖")
    await wake(home, ann)
    assert "Enjoy Heat (1995)" in (await ann.tap("🕐") or "")
    assert await ann.under(Mark.SAVED) == ["Heat"]
    (again,) = await home.storage.due(FAR)
    assert abs(again.due_at - home.now - WEEK) < 10


async def test_somebody_who_does_not_want_the_question_ends_it_there(home: House, ann: Chat) -> None:
    await ann.say("/weekly")
    await ann.tap("💬")
    await ann.say("heat")
    await ann.tap("🔖")
    await wake(home, ann)
    await ann.tap("🔕")
    assert await home.storage.due(FAR) == []
    assert "💬 Ask how saved films were" in ann.labels


@pytest.mark.parametrize("data", ["nudge", "nudge:xyz", "nudge:day:99", "nudge:hour:99", "nudge:clock:99999"])
async def test_strange_settings_are_answered_and_stay_within_bounds(ann: Chat, data: str) -> None:
    await ann.tap_data(data)
    assert ann.answer
    state = (await ann.facts()).state.get("nudges", {})
    assert state.get("weekday", 4) in range(7)
    assert state.get("hour", 18) in range(24)
    assert -720 <= state.get("clock", 0) <= 840


async def test_a_group_is_not_the_place_for_it(home: House) -> None:
    assert await home.chat(BOB, chat_id=GROUP).say("/weekly") == words("in-private")
