"""Wake-ups: the bot speaks first, at the hour that somebody chose, in the order of that person's own updates."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from bot.conversation import Conversation
from bot.storage.kept import CannotSave
from bot.telegram.outbox import Letters

log = logging.getLogger(__name__)

Lane = Callable[[int], AbstractAsyncContextManager[None]]

LOOK_EVERY = 30.0
"""Seconds between looks for wake-ups that are due."""


class Waking:
    """Looks for wake-ups that are due and has them answered.

    Parameters
    ----------
    lane
        Keeps a wake-up from running beside a turn of the same person.
    """

    def __init__(self, conversation: Conversation, letters: Letters, lane: Lane) -> None:
        self._conversation = conversation
        self._letters = letters
        self._lane = lane

    async def run(self, *, every: float = LOOK_EVERY) -> None:
        """Until cancelled."""
        while True:
            try:
                await self.look()
            except CannotSave as error:
                log.warning("wake-ups have to wait for the next look: %s", error)
            except Exception:
                log.exception("wake-ups have to wait for the next look")
            await asyncio.sleep(every)

    async def look(self) -> int:
        """Answer what is due now; returns how many."""
        due = await self._conversation.due()
        for wakeup in due:
            async with self._lane(wakeup.user_id):
                outcome = await self._conversation.wake(wakeup)
            self._letters.deliver(outcome.messages)
        return len(due)
