"""Claims: this worker handles the updates of people whom no other worker has in hand."""

import asyncio
import contextlib
import logging

from telegram import Update

from bot.background import Tasks
from bot.storage.kept import InboxUpdate, StorageError
from bot.storage.sharing import Claim, News, Sharing
from bot.telegram.incoming import lane_of
from bot.telegram.working import Tools

log = logging.getLogger(__name__)

SWEEP_SECONDS = 1.0
"""So often it is looked for what nobody holds, whatever was told: a worker may have died."""

AGAIN_SECONDS = 1.0
"""Before a turn is tried again that could not be saved."""


class Claims:
    """Takes lanes that wait, and handles all that waits in each of them, oldest first.

    Whose turn it is follows from the inbox alone: the oldest update of a lane that is not done comes next, whoever
    does it. So it does not matter who received it, and nobody has to be told anything when a worker dies.
    """

    def __init__(self, sharing: Sharing, tools: Tools) -> None:
        self._sharing = sharing
        self._tools = tools
        self._free = asyncio.Semaphore(sharing.most)
        self._news = sharing.heard(News.UPDATES)
        self._serving = Tasks()
        self._looking = Tasks()
        self._closed = False
        self._told = False

    def start(self) -> None:
        """Look for work from now on."""
        self._looking.start(self._look(), name="claims")
        self._looking.start(self._count(), name="what waits")

    async def onward(self, update: Update) -> None:
        """An update is in the inbox; where this worker has its hands full, another one may take it."""
        if self._free.locked():
            self._sharing.tell(News.UPDATES)
        self._news.set()

    async def close(self, *, patience: float) -> None:
        """Begin no turn any more, and give those under way `patience` seconds; then they are broken off."""
        self._closed = True
        await self._looking.cancel()
        await self._serving.wait(patience=patience)
        await self._serving.cancel()

    async def _look(self) -> None:
        while True:
            await self._free.acquire()
            self._news.clear()
            found: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
            self._serving.start(self._serve(found), name="claim")
            if not await found:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(SWEEP_SECONDS):
                        await self._news.wait()

    async def _serve(self, found: asyncio.Future[bool]) -> None:
        """Take a lane, if there is one, and tell by `found`; once it is let go, look for what came meanwhile."""
        held = False
        try:
            async with self._sharing.claim() as claim:
                held = claim is not None
                if not found.done():  # whoever looks is broken off as all ends
                    found.set_result(held)
                self._told = False
                if claim is not None:
                    await self._handle_all(claim)
        except StorageError as error:
            if not self._told:
                self._told = True
                log.warning("updates have to wait until the database answers: %s", error)
        except Exception:
            log.exception("a lane is let go")
        finally:
            if held:
                self._news.set()
            elif not found.done():
                found.set_result(False)
            self._free.release()

    async def _handle_all(self, claim: Claim) -> None:
        before: InboxUpdate | None = None
        while not self._closed and (stored := await claim.next()) is not None:
            if before is not None and stored.update_id == before.update_id:  # it could not be saved
                await claim.put_back(before)
                await asyncio.sleep(AGAIN_SECONDS)
                return
            await self._handle(claim, stored)
            before = stored

    async def _handle(self, claim: Claim, stored: InboxUpdate) -> None:
        tools = self._tools
        if await tools.queue.is_deadly(stored):
            return
        update = await tools.queue.reread(stored, tools.application.bot)
        if update is None:
            return
        try:
            await tools.application.process_update(update)
        except asyncio.CancelledError:
            with contextlib.suppress(StorageError):
                await claim.put_back(stored)
            raise
        finally:
            tools.gate.leave(lane_of(update))

    async def _count(self) -> None:
        """Tell the gate what waits, wherever it came in."""
        while True:
            with contextlib.suppress(StorageError):
                self._tools.gate.counted(await self._sharing.waiting())
            await asyncio.sleep(SWEEP_SECONDS)
