"""Wake-ups: the bot speaks first, at the hour that somebody chose, in the order of that person's own updates."""

import asyncio
import logging

from bot.conversation import Conversation
from bot.storage.kept import CannotSave
from bot.telegram.inbox import Lanes
from bot.telegram.outbox import Outbox

log = logging.getLogger(__name__)

LOOK_EVERY = 30.0
"""Seconds between looks for wake-ups that are due."""


class Waking:
    """Looks for wake-ups that are due and has them answered.

    Parameters
    ----------
    lanes
        Keeps a wake-up from running beside a turn of the same person.
    """

    def __init__(self, conversation: Conversation, outbox: Outbox, lanes: Lanes) -> None:
        self._conversation = conversation
        self._outbox = outbox
        self._lanes = lanes

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
            async with self._lanes.lane(wakeup.user_id):
                outcome = await self._conversation.wake(wakeup)
            self._outbox.deliver(outcome.messages)
        return len(due)
