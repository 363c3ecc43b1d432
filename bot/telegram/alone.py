"""Work done by one process: every update is its own, and so is every reply."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from telegram import Update

from bot.background import Tasks
from bot.telegram.answering import answer_late
from bot.telegram.outbox import Outbox
from bot.telegram.starting import App
from bot.telegram.working import Chore, Tools

log = logging.getLogger(__name__)

ALONE_SECONDS = 5.0
"""So long everybody waits for an update that was there when the bot died more than once."""


class Alone:
    """See `Work`: updates come through the queue, and replies go straight to the outbox."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._outbox = tools.outbox()
        self._beside = Tasks()

    @property
    def letters(self) -> Outbox:
        """See `Work.letters`."""
        return self._outbox

    def lane(self, lane: int) -> AbstractAsyncContextManager[None]:
        """See `Work.lane`."""
        return self._tools.lanes.lane(lane)

    async def take_up(self) -> None:
        """See `Work.take_up`; replies, taps, votes and updates, in this order."""
        tools = self._tools
        unsent = await tools.storage.unsent()
        self._outbox.deliver(unsent)
        self._beside.start(answer_late(tools.application.bot, unsent), name="late answers")
        for chat_id in await tools.storage.voting():
            await tools.poll_sent(chat_id)
        replayed = await tools.queue.replay(
            tools.application.bot, alone=lambda update: _ran_alone(tools.application, update)
        )
        if replayed:
            log.info("taking up %d updates that were received before", replayed)

    @asynccontextmanager
    async def looking_after(self, *chores: Chore) -> AsyncIterator[None]:
        """See `Work.looking_after`."""
        for chore in chores:
            self._beside.start(chore(), name="chore")
        try:
            yield
        finally:
            await self._beside.cancel()

    async def close(self, *, patience: float) -> None:
        """See `Work.close`."""
        await self._beside.cancel()
        await self._tools.lanes.close(patience=patience)

    async def drain(self, *, patience: float) -> None:
        """See `Work.drain`."""
        await self._outbox.drain(patience=patience)

    async def rest(self) -> None:
        """See `Work.rest`."""
        await self._tools.queue.rest()


async def _ran_alone(application: App, update: Update) -> bool:
    try:
        await asyncio.wait_for(application.process_update(update), ALONE_SECONDS)
    except TimeoutError:
        return False
    return True
