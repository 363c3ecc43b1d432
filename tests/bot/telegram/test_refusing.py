"""What is said to somebody who sends more than can be read."""

import asyncio
import logging
from typing import Any

import pytest
from telegram import Update

from bot.conversation import Outcome
from bot.dialogue.events import Event
from bot.storage.kept import OutboxMessage
from bot.telegram.refusing import Refusing
from tests.bot.telegram.test_waking import FakeOutbox
from tests.bot.telegram.updates import parsed, said, tapped


class FakeConversation:
    """Has a word for everybody; may be broken."""

    def __init__(self, *, broken: bool = False) -> None:
        self.broken = broken

    async def slow_down(self, event: Event) -> Outcome:
        if self.broken:
            raise OSError("the disk is busy")
        return Outcome((OutboxMessage(1, event.place.chat_id, {}),))

    async def hold_on(self, event: Event) -> str:
        return "wait"


class FakeQuery:
    """Takes the answers to a tap."""

    def __init__(self, update: Update) -> None:
        self.answers: list[str | None] = []
        query: Any = update.callback_query
        self.__dict__.update({name: getattr(query, name) for name in ("id", "from_user", "message", "data")})
        self.inline_message_id = None

    async def answer(self, text: str | None) -> None:
        self.answers.append(text)


def refusing(outbox: FakeOutbox, *, broken: bool = False) -> Refusing:
    return Refusing(FakeConversation(broken=broken), outbox)  # type: ignore[arg-type]


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_the_first_message_too_many_is_answered_and_the_others_are_not() -> None:
    outbox = FakeOutbox()
    refuse = refusing(outbox)
    for number in range(4):
        refuse(parsed(said(number, "heat", sender=5)), first=number == 0)
    await settled()
    assert [message.chat_id for message in outbox.delivered] == [5]


async def test_taps_too_many_are_answered_once_a_second_and_nothing_is_said_in_the_chat() -> None:
    outbox = FakeOutbox()
    refuse = refusing(outbox)
    update = parsed(tapped(1, "like:1", sender=5))
    query = FakeQuery(update)
    with update._unfrozen():
        update.callback_query = query  # type: ignore[assignment]
    for number in range(4):
        refuse(update, first=number == 0)
    await settled()
    assert query.answers == ["wait"]
    assert outbox.delivered == []


async def test_where_nothing_can_be_said_the_bot_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    refuse = refusing(FakeOutbox(), broken=True)
    with caplog.at_level(logging.ERROR):
        refuse(parsed(said(1, "heat", sender=5)), first=True)
        await settled()
    assert "could not be told" in caplog.text
    await refuse.stop()
