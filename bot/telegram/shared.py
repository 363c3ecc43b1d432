"""Work shared by several workers on one database."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from bot.storage.sharing import Sharing
from bot.telegram.claims import Claims
from bot.telegram.sender import Sender
from bot.telegram.working import Chore, Tools


class Shared:
    """See `Work`: updates are claimed lane by lane, and replies sent by one worker for all."""

    def __init__(self, tools: Tools, sharing: Sharing) -> None:
        self._tools = tools
        self._sharing = sharing
        self._claims = Claims(sharing, tools)
        self._sender = Sender(sharing, tools)
        tools.queue.passing_on(self._claims.onward)

    @property
    def letters(self) -> Sender:
        """See `Work.letters`."""
        return self._sender

    def lane(self, lane: int) -> AbstractAsyncContextManager[None]:
        """See `Work.lane`."""
        return self._sharing.lane(lane)

    async def take_up(self) -> None:
        """See `Work.take_up`; what waits is claimed and sent as all the rest."""

    @asynccontextmanager
    async def looking_after(self, *chores: Chore) -> AsyncIterator[None]:
        """See `Work.looking_after`; the chores are done by whoever sends."""
        self._claims.start()
        self._sender.start(chores)
        yield

    async def close(self, *, patience: float) -> None:
        """See `Work.close`; inline queries are in the lanes of this process."""
        await self._claims.close(patience=patience)
        await self._tools.lanes.close(patience=0)

    async def drain(self, *, patience: float) -> None:
        """See `Work.drain`."""
        await self._sender.drain(patience=patience)

    async def rest(self) -> None:
        """See `Work.rest`."""
        await self._sender.stop()
