"""The durable inbox: an update is committed before Telegram is told that it was received."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any

from telegram import Bot, Update
from telegram.ext import BaseUpdateProcessor

from bot.storage.base import Storage
from bot.telegram.incoming import lane_of

log = logging.getLogger(__name__)

WORKERS = 24
"""Turns at once; more than 32 only wait for each other's connections."""

MOST_WAITING = 4096
"""Updates that may wait in their lanes; beyond that the queue fills up and polling slows down."""


class DurableQueue(asyncio.Queue[object]):
    """An update queue whose `put` commits to storage first.

    The updater fetches the next updates, and thereby acknowledges these, only after `put` has returned. An update
    that was received before is dropped here.
    """

    def __init__(self, storage: Storage) -> None:
        super().__init__()
        self._storage = storage

    async def put(self, item: object) -> None:
        """Commit an update, then queue it; an inline query is of no use later and goes straight on."""
        if (
            isinstance(item, Update)
            and item.inline_query is None
            and not await self._storage.receive(item.update_id, lane_of(item), item.to_json())
        ):
            return
        await super().put(item)

    async def replay(self, bot: Bot) -> int:
        """Queue what was received and not done when the process ended; returns how many."""
        waiting = await self._storage.pending()
        for stored in waiting:
            update = parse_update(json.loads(stored.payload), bot)
            if update is None:
                await self._storage.quarantine(stored.update_id, stored.payload, "cannot be read again")
                continue
            await super().put(update)
        return len(waiting)


def parse_update(data: Any, bot: Bot | None) -> Update | None:
    """An update from plain data, or None where it cannot be parsed."""
    try:
        return Update.de_json(data, bot)
    except Exception as error:  # whatever a strange update makes the parser raise
        log.warning("an update cannot be parsed: %s", type(error).__name__)
        return None


class Lanes(BaseUpdateProcessor):
    """Runs updates of different people side by side, and those of one person in their order."""

    def __init__(self, *, workers: int = WORKERS) -> None:
        super().__init__(MOST_WAITING)
        self._workers = asyncio.Semaphore(workers)
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the person's earlier updates, then for a free worker; locks are fair, so order holds."""
        async with self.lane(lane_of(update) if isinstance(update, Update) else 0):
            await coroutine

    @asynccontextmanager
    async def lane(self, lane: int) -> AsyncIterator[None]:
        """Hold a person's lane: their updates wait until the block ends."""
        lock, waiting = self._locks.get(lane, (asyncio.Lock(), 0))
        self._locks[lane] = (lock, waiting + 1)
        try:
            async with lock, self._workers:
                yield
        finally:
            lock, waiting = self._locks[lane]
            if waiting == 1:
                del self._locks[lane]
            else:
                self._locks[lane] = (lock, waiting - 1)

    async def initialize(self) -> None:
        """Nothing to set up."""

    async def shutdown(self) -> None:
        """Nothing to tear down."""
