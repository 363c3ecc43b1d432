"""Wake-ups wait for the person's own turn, and a failure of one look does not end the next."""

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from typing import Any

import pytest

from bot.conversation import Outcome
from bot.storage.kept import OutboxMessage, Wakeup
from bot.telegram.lanes import Lanes
from bot.telegram.waking import Waking
from bot.wakeups import WakeupKind

WAKEUP = Wakeup(7, WakeupKind.WEEKLY, 100)


class FakeConversation:
    """Has one wake-up due until it was answered; may fail a few times first."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.waiting = [WAKEUP]
        self.woke = asyncio.Event()

    async def due(self) -> Sequence[Wakeup]:
        if self.failures:
            self.failures -= 1
            raise OSError("the disk is busy")
        return list(self.waiting)

    async def wake(self, wakeup: Wakeup) -> Outcome:
        self.waiting.remove(wakeup)
        self.woke.set()
        return Outcome((OutboxMessage(1, wakeup.user_id, {}),))


class FakeOutbox:
    def __init__(self) -> None:
        self.delivered: list[OutboxMessage] = []

    def deliver(self, messages: Any) -> None:
        self.delivered += messages


async def test_what_is_due_is_answered_and_delivered_once() -> None:
    conversation, outbox = FakeConversation(), FakeOutbox()
    waking = Waking(conversation, outbox, Lanes().lane)  # type: ignore[arg-type]
    assert (await waking.look(), await waking.look()) == (1, 0)
    assert [message.chat_id for message in outbox.delivered] == [7]


async def test_a_wakeup_waits_for_the_turn_that_is_under_way() -> None:
    conversation, lanes = FakeConversation(), Lanes()
    waking = Waking(conversation, FakeOutbox(), lanes.lane)  # type: ignore[arg-type]
    async with lanes.lane(7):
        looking = asyncio.create_task(waking.look())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert not conversation.woke.is_set()
    assert await looking == 1


async def test_a_failed_look_is_told_and_followed_by_the_next(caplog: pytest.LogCaptureFixture) -> None:
    conversation = FakeConversation(failures=2)
    running = asyncio.create_task(Waking(conversation, FakeOutbox(), Lanes().lane).run(every=0))  # type: ignore[arg-type]
    with caplog.at_level(logging.ERROR):
        await asyncio.wait_for(conversation.woke.wait(), timeout=5)
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    assert "the next look" in caplog.text
