"""A database opened for a look by a command, beside a bot that may run on it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.storage.base import Storage
from bot.storage.sqlite import SqliteStorage


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Storage | None]:
    """The storage while the block runs; None where there is no database, and none is made; see `opened_to_write`.

    Raises
    ------
    StorageError
        Where there is one that cannot be read.
    """
    if not await asyncio.to_thread(path.exists):
        yield None
        return
    async with opened_to_write(path) as storage:
        yield storage


@asynccontextmanager
async def opened_to_write(path: Path) -> AsyncIterator[Storage]:
    """The same where there need not be a database yet: it is made.

    Raises
    ------
    StorageError
        Where there is one that cannot be used, or none can be made.
    """
    storage = SqliteStorage(path)
    try:
        await storage.open()
        yield storage
    finally:
        await storage.close()
