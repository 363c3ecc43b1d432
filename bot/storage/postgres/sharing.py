"""Work shared by workers on one PostgreSQL: row locks say who has whose updates in hand."""

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Final

import asyncpg

from bot.storage.kept import InboxUpdate, OutboxMessage, StorageError
from bot.storage.postgres.address import Address
from bot.storage.postgres.connecting import Connection, options
from bot.storage.postgres.ear import ALIVE, Ear
from bot.storage.postgres.errors import plainly
from bot.storage.sharing import Claim, News
from bot.storage.sql.reads import message_of
from bot.storage.sql.statements import Row

MOST: Final = 6
"""Lanes that one worker holds at once, each by a connection of its own."""

SPARE: Final = 2
"""Connections for what is asked in between."""

LANES: Final = 1 << 14
"""Rows of the table of lanes. People share one by chance, and then wait for each other: nobody can be told by it."""

STATEMENT_SECONDS: Final = 10.0
_SETTINGS: Final = {
    **ALIVE,
    "idle_in_transaction_session_timeout": "60s",  # a worker that stands still holds nobody's lane for ever
    "synchronous_commit": "off",  # of all that is written here, tries, some may be forgotten when the server dies
}

_CLAIM = """
    SELECT l.lane FROM inbox AS i JOIN lanes AS l ON l.lane = i.lane & $1
    WHERE i.status = 'pending' ORDER BY i.arrival LIMIT 1 FOR UPDATE OF l SKIP LOCKED"""
_HOLD = "SELECT lane FROM lanes WHERE lane = $1 FOR UPDATE"
_NEXT = """
    UPDATE inbox SET tries = tries + 1 WHERE arrival = (
        SELECT arrival FROM inbox WHERE status = 'pending' AND lane & $1 = $2 ORDER BY arrival LIMIT 1)
    RETURNING update_id, lane, payload, tries - 1"""
_PUT_BACK = "UPDATE inbox SET tries = $2 WHERE update_id = $1 AND status = 'pending'"
_WAITING = "SELECT lane, count(*) FROM inbox WHERE status = 'pending' GROUP BY lane"
_UNSENT = """
    SELECT outbox_id, chat_id, payload, attempts FROM outbox
    WHERE outbox_id <> ALL (CAST($1 AS BIGINT[])) ORDER BY outbox_id"""


class PostgresSharing:
    """See `bot.storage.sharing.Sharing`.

    Parameters
    ----------
    address
        The database; its schema is brought up to date by the storage, before anything is asked here.
    """

    most = MOST

    def __init__(self, address: Address) -> None:
        self._address = address
        self._ear = Ear(self._address)
        self._pool: asyncpg.Pool | None = None

    async def open(self) -> None:
        """See `Sharing.open`."""
        await self._ear.open()
        try:
            with plainly(self._address):
                self._pool = await asyncpg.create_pool(
                    self._address.url,
                    min_size=1,
                    max_size=MOST + SPARE,
                    **options(seconds=STATEMENT_SECONDS, settings=_SETTINGS),
                )
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """See `Sharing.close`."""
        await self._ear.close()
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.terminate()  # all that is still held is to be let go, and nothing is lost by it

    @asynccontextmanager
    async def claim(self) -> AsyncIterator[Claim | None]:
        """See `Sharing.claim`."""
        async with self._holding(_CLAIM, LANES - 1) as lane:
            yield None if lane is None else _Claim(self, lane)

    @asynccontextmanager
    async def lane(self, lane: int) -> AsyncIterator[None]:
        """See `Sharing.lane`."""
        async with self._holding(_HOLD, lane & (LANES - 1)):
            yield

    async def waiting(self) -> Mapping[int, int]:
        """See `Sharing.waiting`."""
        return {int(lane): int(count) for lane, count in await self.rows(_WAITING)}

    def sending(self) -> AbstractAsyncContextManager[asyncio.Event | None]:
        """See `Sharing.sending`."""
        return self._ear.sending()

    async def unsent(self, known: Collection[int]) -> Sequence[OutboxMessage]:
        """See `Sharing.unsent`."""
        return [message_of(row) for row in await self.rows(_UNSENT, list(known))]

    def tell(self, news: News) -> None:
        """See `Sharing.tell`."""
        self._ear.tell(news)

    def heard(self, news: News) -> asyncio.Event:
        """See `Sharing.heard`."""
        return self._ear.heard[news]

    async def rows(self, sql: str, *values: object) -> list[Row]:
        """The rows of a statement that is a transaction of its own.

        Raises
        ------
        StorageError
            Where the database does not answer.
        """
        with plainly(self._address):
            return [tuple(row) for row in await self._opened().fetch(sql, *values)]

    @asynccontextmanager
    async def _holding(self, sql: str, value: int) -> AsyncIterator[int | None]:
        """What a locking statement finds; the lock is held until the block ends or its connection is gone."""
        pool = self._opened()
        with plainly(self._address):
            connection = await pool.acquire()
        try:
            with plainly(self._address):
                await connection.execute("BEGIN")
                lane = await connection.fetchval(sql, value)
            yield lane
        finally:
            await asyncio.shield(_let_go(pool, connection))

    def _opened(self) -> asyncpg.Pool:
        if self._pool is None:
            raise StorageError(f"The database {self._address} is not open.")
        return self._pool


async def _let_go(pool: asyncpg.Pool, connection: Connection) -> None:
    """End the transaction with its lock; where that cannot be done any more, the connection ends."""
    try:
        await connection.execute("ROLLBACK")
    except Exception:
        with suppress(Exception):
            connection.terminate()
    with suppress(Exception):
        await pool.release(connection)


class _Claim:
    """See `Claim`."""

    def __init__(self, sharing: PostgresSharing, lane: int) -> None:
        self._sharing = sharing
        self._lane = lane

    async def next(self) -> InboxUpdate | None:
        """See `Claim.next`."""
        rows = await self._sharing.rows(_NEXT, LANES - 1, self._lane)
        return InboxUpdate(*rows[0]) if rows else None

    async def put_back(self, update: InboxUpdate) -> None:
        """See `Claim.put_back`."""
        await self._sharing.rows(_PUT_BACK, update.update_id, update.tries)


@asynccontextmanager
async def alone(address: Address) -> AsyncIterator[None]:
    """Have a database for this bot alone while the block runs.

    Raises
    ------
    StorageError
        Where another bot is on it, or it cannot be reached.
    """
    ear = Ear(address, together=False)
    await ear.open()
    try:
        yield
    finally:
        await ear.close()
