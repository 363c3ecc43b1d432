"""The one connection that writes: a transaction at a time, all of it or nothing."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import aiosqlite

from bot.storage.base import StorageError
from bot.storage.sqlite_errors import plainly

Row = tuple[Any, ...]

_LOG = logging.getLogger(__name__)
_BUSY_MILLISECONDS = "PRAGMA busy_timeout = 5000"
_WRITER_SETTINGS = (
    _BUSY_MILLISECONDS,
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)
_READER_SETTINGS = (_BUSY_MILLISECONDS, "PRAGMA foreign_keys = ON", "PRAGMA query_only = ON")


async def connect_reader(path: Path) -> aiosqlite.Connection:
    """A connection that cannot write; each statement on it sees what was committed when the statement began."""
    return await _connect(path, _READER_SETTINGS)


async def _connect(path: Path, settings: tuple[str, ...]) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, isolation_level=None)
    try:
        for setting in settings:
            await connection.execute_fetchall(setting)
    except BaseException:
        await connection.close()
        raise
    return connection


class Statements:
    """SQL inside one transaction; of no use after its end, nor after a statement that failed or was interrupted."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._over = False
        self._broken = False
        self.erased_somebody = False

    async def rows(self, sql: str, *values: object) -> list[Row]:
        """Run one statement to its end and return its rows, those of RETURNING included."""
        with self._attempt():
            return [tuple(row) for row in await self._connection.execute_fetchall(sql, values)]

    async def first(self, sql: str, *values: object) -> Row | None:
        """The first row of one statement, or None."""
        rows = await self.rows(sql, *values)
        return rows[0] if rows else None

    async def run(self, sql: str, *values: object) -> None:
        """Run one statement for its effect."""
        await self.rows(sql, *values)

    async def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for each row of values."""
        with self._attempt():
            async with self._connection.executemany(sql, rows):
                pass

    @contextmanager
    def _attempt(self) -> Iterator[None]:
        self._check()
        try:
            yield
        except BaseException:
            self._broken = True  # half of an effect may stand, or SQLite may have rolled back on its own
            raise

    def end(self) -> None:
        """Take no further statements; raises where one of them failed, even if the failure was caught."""
        self._check()
        self.drop()

    def drop(self) -> None:
        """Take no further statements: outside of a transaction each would commit itself."""
        self._over = True

    def _check(self) -> None:
        if self._over:
            raise RuntimeError("the transaction is over")
        if self._broken:
            raise StorageError("An effect of this turn failed, so that none of them was kept; try again.")


class Writer:
    """Serialises all writing of this process on one connection.

    One connection shared by coroutines would let one commit the other's rows, hence the lock.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = asyncio.Lock()
        self._owner: asyncio.Task[Any] | None = None
        self._connection: aiosqlite.Connection | None = None
        self._unscrubbed = False

    async def open(self) -> None:
        """Connect, and do the chores that an earlier process left undone.

        Raises
        ------
        StorageError
            Where the database cannot be used.
        """
        with plainly(self._path):
            self._connection = await _connect(self._path, _WRITER_SETTINGS)
            chores = await self._connection.execute_fetchall("SELECT name FROM chores WHERE name = 'scrub'")
        self._unscrubbed = bool(list(chores))
        await self._scrub()

    async def close(self) -> None:
        """Wait for the transaction that is under way, then disconnect; safe to call twice."""
        async with self._turn():
            connection, self._connection = self._connection, None
            if connection is not None:
                await connection.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Statements]:
        """What the block writes is committed when it ends; an exception or a cancellation in it rolls all back.

        A cancellation that arrives while the commit is under way does not undo it.

        Raises
        ------
        StorageError
            Where the database is closed or cannot be written, or one of the statements failed.
        """
        async with self._turn():
            with plainly(self._path):
                async with self._begun() as statements:
                    yield statements
            await self._scrub()

    @asynccontextmanager
    async def _begun(self) -> AsyncIterator[Statements]:
        connection = self._opened()
        statements = Statements(connection)
        # The connection runs what it is given in order, so a rollback that nobody waits for any more (a second
        # cancellation) still comes before the next BEGIN, and after a commit that went through it does nothing.
        try:
            await connection.execute_fetchall("BEGIN IMMEDIATE")
            yield statements
            statements.end()
            self._unscrubbed = self._unscrubbed or statements.erased_somebody
            await connection.commit()
        except BaseException:
            statements.drop()
            await connection.rollback()
            raise

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        task = asyncio.current_task()
        if task is not None and self._owner is task:
            raise RuntimeError("a transaction is open in this task already; write through it")
        async with self._lock:
            self._owner = task
            try:
                yield
            finally:
                self._owner = None

    def _opened(self) -> aiosqlite.Connection:
        if self._connection is None:
            raise StorageError(f"The database {self._path} is not open.")
        return self._connection

    async def _scrub(self) -> None:
        """Rewrite the file after somebody was deleted.

        `secure_delete` alone is not enough: SQLite leaves copies of rows in the gaps of pages that it
        rebalanced. Where this fails the deletion stands, and it is tried again at the next start.
        """
        if not self._unscrubbed:
            return
        self._unscrubbed = False
        try:
            with plainly(self._path):
                await self._rewrite(self._opened())
        except StorageError as error:
            _LOG.warning("Erased data may still be in the file until the next start: %s", error)

    async def _rewrite(self, connection: aiosqlite.Connection) -> None:
        await connection.execute_fetchall("VACUUM")
        await self._empty_wal(connection)
        await connection.execute_fetchall("DELETE FROM chores WHERE name = 'scrub'")

    async def _empty_wal(self, connection: aiosqlite.Connection) -> None:
        ((busy, *_),) = await connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        if busy:
            raise StorageError(f"The database {self._path} is being read by another program.")
