"""The connections of one process: a transaction has one to itself, and reads never wait for all of those."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from time import monotonic
from typing import Any, Final

import asyncpg

from bot.storage.kept import StorageError
from bot.storage.postgres.address import Address
from bot.storage.postgres.connecting import Connection, options, set_up
from bot.storage.postgres.errors import explained, plainly
from bot.storage.postgres.schema import prepare, shipped_steps
from bot.storage.postgres.scrubbing import is_asked_for, scrub
from bot.storage.postgres.statements import PostgresStatements
from bot.storage.uninterrupted import to_its_end

_LOG = logging.getLogger(__name__)

WRITERS, READERS = 6, 4
"""So many transactions and so many reads run at once in one process; further ones wait for their turn."""

STATEMENT_SECONDS, CLOSE_SECONDS = 60.0, 10.0
SCRUB_AGAIN_SECONDS = 60.0
"""After that it is tried again to get rid of rows that somebody else still saw."""

# A plan made while a table was empty is kept, and must not read it from end to end once it is full. A turn that hangs
# because its process was halted must not hold others up for ever.
_OF_TURNS: Final = {"enable_seqscan": "off", "idle_in_transaction_session_timeout": "60s"}
_AS_OF_ONE_MOMENT: Final = {"isolation": "repeatable_read", "readonly": True}


class Pool:
    """Connects when it has to: one that the server dropped is made anew for the next turn."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._pool: asyncpg.Pool | None = None
        self._writers = asyncio.Semaphore(WRITERS)
        self._owners: set[asyncio.Task[Any] | None] = set()
        self._unscrubbed = False
        self._scrub_at = 0.0

    @property
    def is_open(self) -> bool:
        """Whether `open` succeeded, and `close` was not called since."""
        return self._pool is not None

    async def open(self) -> None:
        """Connect, bring the schema up to date, and do the chores that an earlier process left undone.

        Raises
        ------
        StorageError
            Where the database cannot be used.
        """
        how = options(seconds=STATEMENT_SECONDS, settings=_OF_TURNS)
        most = WRITERS + READERS
        with plainly(self._address):
            self._pool = await asyncpg.create_pool(
                self._address.url, min_size=0, max_size=most, max_inactive_connection_lifetime=0, init=set_up, **how
            )
        async with self.reading() as connection:
            await prepare(connection, self._address, shipped_steps())
            self._unscrubbed = await is_asked_for(connection)
        await self._scrub()

    async def close(self) -> None:
        """Wait for what is under way, then disconnect; safe to call twice."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        try:
            await asyncio.wait_for(pool.close(), CLOSE_SECONDS)
        except Exception as error:
            pool.terminate()
            _LOG.warning("connections to the database were cut off: %s", explained(self._address, error) or error)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        """A connection on which each statement sees what is committed when it begins."""
        pool = self._opened()
        with plainly(self._address):
            connection = await pool.acquire()
            try:
                yield connection
            finally:
                await _give_back(pool, connection)

    @asynccontextmanager
    async def reading_one_moment(self) -> AsyncIterator[Connection]:
        """A connection on which all statements see what was committed when the first began."""
        async with self.reading() as connection, connection.transaction(**_AS_OF_ONE_MOMENT):
            yield connection

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[PostgresStatements]:
        """What the block writes is committed when it ends; an exception or a cancellation in it rolls all back.

        A cancellation that arrives after the block's last statement does not undo it.

        Raises
        ------
        StorageError
            Where the database is closed or cannot be reached, or one of the statements failed.
        """
        async with self._turn():
            pool = self._opened()
            with plainly(self._address):
                connection = await pool.acquire()
            try:
                async with self._all_or_nothing(connection) as statements:
                    yield statements
            finally:
                await _give_back(pool, connection)
            self._unscrubbed = self._unscrubbed or statements.erased_somebody
        await self._scrub()

    @asynccontextmanager
    async def _all_or_nothing(self, connection: Connection) -> AsyncIterator[PostgresStatements]:
        with plainly(self._address):
            await connection.execute("BEGIN")
        statements = PostgresStatements(connection, self._address)
        try:
            yield statements
            statements.end()
            with plainly(self._address):
                await to_its_end(asyncio.ensure_future(connection.execute("COMMIT")))
        except BaseException:
            statements.drop()
            await _take_back(connection)
            raise

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        task = asyncio.current_task()
        if task in self._owners:
            raise RuntimeError("a transaction is open in this task already; write through it")
        async with self._writers:
            self._owners.add(task)
            try:
                yield
            finally:
                self._owners.discard(task)

    def _opened(self) -> asyncpg.Pool:
        if self._pool is None:
            raise StorageError(f"The database {self._address} is not open.")
        return self._pool

    async def _scrub(self) -> None:
        """Get rid of erased rows; where that cannot be done now, it is tried again later."""
        if not self._unscrubbed or monotonic() < self._scrub_at:
            return
        self._unscrubbed, done = False, False  # whoever is erased from here on asks for it anew
        try:
            async with self.reading() as connection:
                done = await scrub(connection)
        except StorageError as error:
            _LOG.warning("Erased rows may still be in the tables; it is tried again in a minute: %s", error)
        finally:
            if not done:
                self._unscrubbed, self._scrub_at = True, monotonic() + SCRUB_AGAIN_SECONDS


async def _take_back(connection: Connection) -> None:
    """Roll back; where a connection cannot any more, it is gone, and the server rolls back by itself."""
    try:
        if connection.is_in_transaction():
            await to_its_end(asyncio.ensure_future(connection.execute("ROLLBACK")))
    except Exception:
        with suppress(Exception):
            connection.terminate()


async def _give_back(pool: asyncpg.Pool, connection: Connection) -> None:
    """Let others have a connection; one that failed is given up, and whatever was done on it stays done."""
    with suppress(Exception):
        await pool.release(connection)
