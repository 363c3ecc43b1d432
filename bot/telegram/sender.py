"""The sender: one worker at a time sends what all of them say, so that order and Telegram's limits hold."""

import asyncio
import contextlib
import logging
from collections.abc import Iterable, Sequence

from bot.background import Tasks
from bot.storage.kept import OutboxMessage, StorageError
from bot.storage.sharing import News, Sharing
from bot.telegram.answering import answer_late
from bot.telegram.outbox import Outbox
from bot.telegram.working import Chore, Tools

log = logging.getLogger(__name__)

TRY_SECONDS = 0.5
"""So often a worker that does not send looks whether it has to."""

SWEEP_SECONDS = 1.0
"""So often the one that sends looks for replies, whatever was told."""

DRAINED_SECONDS = 0.02


class Sender:
    """Sends the outbox of everybody while it is this worker's part, and does the chores that go with it.

    A reply is known here from its reading until it has left the outbox. What left it while the outbox was being read
    again must not be taken for new, so ids are forgotten only by a reading that began afterwards.
    """

    def __init__(self, sharing: Sharing, tools: Tools) -> None:
        self._sharing = sharing
        self._tools = tools
        self._chores: Sequence[Chore] = ()
        self._news = sharing.heard(News.REPLIES)
        self._part = Tasks()
        self._sends = False
        self._known: set[int] = set()
        self._gone: set[int] = set()
        self._told = False

    def start(self, chores: Sequence[Chore]) -> None:
        """Stand by, and send whenever no other worker does."""
        self._chores = chores
        self._part.start(self._stand_by(), name="sender")

    def deliver(self, messages: Iterable[OutboxMessage]) -> None:
        """Tell the one that sends that there is something; it reads it from the outbox, among what others said."""
        if not any(True for _ in messages):
            return
        if self._sends:
            self._news.set()
        else:
            self._sharing.tell(News.REPLIES)

    async def drain(self, *, patience: float) -> None:
        """Send what waits for `patience` seconds, if it is this worker's part."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while self._sends and (self._known - self._gone or self._news.is_set()):  # noqa: ASYNC110
                    await asyncio.sleep(DRAINED_SECONDS)

    async def stop(self) -> None:
        """Leave the part to others."""
        await self._part.cancel()

    async def _stand_by(self) -> None:
        while True:
            try:
                async with self._sharing.sending() as lost:
                    self._told = False
                    if lost is not None:
                        await self._send(lost)
            except StorageError as error:
                if not self._told:
                    self._told = True
                    log.warning("replies have to wait until the database answers: %s", error)
            except Exception:
                log.exception("this worker gives the sending up")
            await asyncio.sleep(TRY_SECONDS)

    async def _send(self, lost: asyncio.Event) -> None:
        """Send until the part is lost; what is on its way then gets a moment, or it would surely come again."""
        self._known, self._gone = set(), set()
        outbox, beside = self._tools.outbox(gone=self._gone.add), Tasks()
        log.info("this worker sends from now on")
        self._sends = True
        try:
            await self._take_over(outbox, beside)
            while not lost.is_set():
                self._news.clear()
                outbox.deliver(await self._read())
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(SWEEP_SECONDS):
                        await self._news.wait()
            log.warning("this worker sends no more: its connection to the database is gone")
        finally:
            self._sends = False
            await beside.cancel()
            await outbox.drain(patience=0)

    async def _take_over(self, outbox: Outbox, beside: Tasks) -> None:
        """What the one before left: replies and taps first, then votes that may have come before their poll."""
        unsent = await self._read()
        outbox.deliver(unsent)
        beside.start(answer_late(self._tools.application.bot, unsent), name="late answers")
        for chat_id in await self._tools.storage.voting():
            await self._tools.poll_sent(chat_id)
        for chore in self._chores:
            beside.start(chore(), name="chore")

    async def _read(self) -> Sequence[OutboxMessage]:
        gone = set(self._gone)
        unsent = await self._sharing.unsent(self._known)
        self._known -= gone
        self._gone -= gone
        self._known |= {message.outbox_id for message in unsent}
        return unsent
