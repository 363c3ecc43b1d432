"""From where a database is to the storage that keeps it: the one place that knows every kind."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.storage.base import Storage
from bot.storage.kept import StorageError
from bot.storage.places import Place
from bot.storage.postgres.address import Address
from bot.storage.sharing import Sharing
from bot.storage.sqlite import SqliteStorage
from bot.storage.sqlite_lock import held


def storage_at(place: Place) -> Storage:
    """The storage of a place, not opened yet.

    Raises
    ------
    StorageError
        Where its driver is not installed.
    """
    if not isinstance(place, Address):
        return SqliteStorage(place)
    need_postgres()
    from bot.storage.postgres.storage import PostgresStorage

    return PostgresStorage(place.url)


def need_postgres() -> None:
    """See whether PostgreSQL can be reached at all.

    Raises
    ------
    StorageError
        Where its driver is not installed.
    """
    try:
        import asyncpg  # noqa: F401
    except ImportError:
        raise StorageError(
            "A database on PostgreSQL needs one more package; install it with: pip install 'matinee[postgres]'"
        ) from None


@asynccontextmanager
async def kept_to_one_bot(place: Place) -> AsyncIterator[None]:
    """Hold a database for one bot while the block runs.

    Raises
    ------
    StorageError
        Where another bot is on it, or it cannot be reached.
    """
    if not isinstance(place, Address):
        with held(place):
            yield
        return
    need_postgres()
    from bot.storage.postgres.sharing import alone

    async with alone(place):
        yield


@asynccontextmanager
async def shared_by_workers(place: Address) -> AsyncIterator[Sharing]:
    """Be one of several workers on a database while the block runs.

    Raises
    ------
    StorageError
        Where a bot is on it that shares it with nobody, or it cannot be reached.
    """
    need_postgres()
    from bot.storage.postgres.sharing import PostgresSharing

    sharing = PostgresSharing(place)
    await sharing.open()
    try:
        yield sharing
    finally:
        await sharing.close()


@asynccontextmanager
async def opened(place: Place) -> AsyncIterator[Storage | None]:
    """The storage while the block runs; None where there is no database, and none is made; see `opened_to_write`.

    Raises
    ------
    StorageError
        Where there is one that cannot be read.
    """
    if not await _is_there(place):
        yield None
        return
    async with opened_to_write(place) as storage:
        yield storage


@asynccontextmanager
async def opened_to_write(place: Place) -> AsyncIterator[Storage]:
    """The same where there need not be a database yet: it is made.

    Raises
    ------
    StorageError
        Where there is one that cannot be used, or none can be made.
    """
    storage = storage_at(place)
    try:
        await storage.open()
        yield storage
    finally:
        await storage.close()


async def _is_there(place: Place) -> bool:
    if not isinstance(place, Address):
        return await asyncio.to_thread(place.exists)
    need_postgres()
    from bot.storage.postgres.looking import looked_at

    return (await looked_at(place)).version > 0
