"""Workers on one database, in one process: a stand-in for what PostgreSQL does between them."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from bot.storage.base import Storage
from bot.storage.kept import CannotSave, InboxUpdate, OutboxMessage
from bot.storage.sharing import Claim, News


@dataclass
class Common:
    """What all workers see."""

    storage: Storage
    held: set[int] = field(default_factory=set)
    tries: Counter[int] = field(default_factory=Counter)
    workers: list["FakeSharing"] = field(default_factory=list)
    sender: "FakeSharing | None" = None
    is_away: bool = False


class FakeSharing:
    """See `Sharing`."""

    def __init__(self, common: Common, *, most: int = 4) -> None:
        self.most = most
        self.lost: asyncio.Event | None = None
        self._common = common
        self._heard = {news: asyncio.Event() for news in News}
        common.workers.append(self)

    async def open(self) -> None:
        """Nothing to connect to."""

    async def close(self) -> None:
        self._common.workers.remove(self)

    @asynccontextmanager
    async def claim(self) -> AsyncIterator[Claim | None]:
        waiting = await self._waiting()
        lane = next((update.lane for update in waiting if update.lane not in self._common.held), None)
        if lane is None:
            yield None
            return
        self._common.held.add(lane)
        try:
            yield FakeClaim(self, lane)
        finally:
            self._common.held.discard(lane)

    @asynccontextmanager
    async def lane(self, lane: int) -> AsyncIterator[None]:
        while lane in self._common.held:  # noqa: ASYNC110
            await asyncio.sleep(0)
        self._common.held.add(lane)
        yield
        self._common.held.discard(lane)

    async def waiting(self) -> Mapping[int, int]:
        return Counter(update.lane for update in await self._waiting())

    @asynccontextmanager
    async def sending(self) -> AsyncIterator[asyncio.Event | None]:
        self._reach()
        if self._common.sender is not None:
            yield None
            return
        self._common.sender, self.lost = self, asyncio.Event()
        try:
            yield self.lost
        finally:
            if self._common.sender is self:
                self._common.sender = None

    async def unsent(self, known: Collection[int]) -> Sequence[OutboxMessage]:
        self._reach()
        return [message for message in await self._common.storage.unsent() if message.outbox_id not in known]

    def tell(self, news: News) -> None:
        for worker in self._common.workers:
            if worker is not self:
                worker._heard[news].set()

    def heard(self, news: News) -> asyncio.Event:
        return self._heard[news]

    def lose(self) -> None:
        """The connection is gone, and with it the part of sending."""
        assert self.lost is not None
        self._common.sender = None
        self.lost.set()
        self._heard[News.REPLIES].set()

    def _reach(self) -> None:
        if self._common.is_away:
            raise CannotSave("The database is away.")

    async def _waiting(self) -> Sequence[InboxUpdate]:
        self._reach()
        return await self._common.storage.pending()


class FakeClaim:
    """See `Claim`."""

    def __init__(self, sharing: FakeSharing, lane: int) -> None:
        self._sharing = sharing
        self._lane = lane

    async def next(self) -> InboxUpdate | None:
        tries = self._sharing._common.tries
        for update in await self._sharing._waiting():
            if update.lane == self._lane:
                tries[update.update_id] += 1
                return replace(update, tries=tries[update.update_id] - 1)
        return None

    async def put_back(self, update: InboxUpdate) -> None:
        self._sharing._common.tries[update.update_id] = update.tries
