"""The one connection that writes: a transaction at a time, all of it or nothing."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import aiosqlite

from bot.storage.kept import CannotSave, StorageError
from bot.storage.sql.guarded import Guarded
from bot.storage.sql.statements import Row
from bot.storage.sqlite_connection import WritingConnection
from bot.storage.sqlite_errors import plainly

__all__ = ["SqliteStatements", "Writer", "connect_reader"]

_LOG = logging.getLogger(__name__)
_READER_SETTINGS = ("PRAGMA busy_timeout = 5000", "PRAGMA foreign_keys = ON", "PRAGMA query_only = ON")

_LAST_ENTRY = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'journal'), 0)"

MANY = 20
"""More rows than that are written in a thread."""

SCRUB_AGAIN_SECONDS = 60.0
"""After that it is tried again to rewrite a file that somebody else read."""

BREATH = 64
"""After so many statements of one transaction others have their say."""


async def connect_reader(path: Path) -> aiosqlite.Connection:
    """A connection that cannot write; each statement on it sees what was committed when the statement began."""
    connection = await aiosqlite.connect(path, isolation_level=None)
    try:
        for setting in _READER_SETTINGS:
            await connection.execute_fetchall(setting)
    except BaseException:
        await connection.close()
        raise
    return connection


class SqliteStatements(Guarded):
    """See `bot.storage.sql.statements.Statements`; one transaction of this process writes at a time anyway."""

    def __init__(self, connection: WritingConnection) -> None:
        super().__init__()
        self._connection = connection
        self._count = 0

    async def rows(self, sql: str, *values: object) -> list[Row]:
        """Run one statement that touches a few rows to its end and return its rows, those of RETURNING included."""
        with self._attempt():
            self._count += 1
            if self._count % BREATH == 0:
                await asyncio.sleep(0)
            return self._connection.now(sql, *values)

    async def run_long(self, sql: str, *values: object) -> None:
        """Run one statement that may touch many rows; the event loop does not wait for it."""
        with self._attempt():
            await self._connection.aside(sql, *values)

    async def run_many(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """Run one statement for each row of values."""
        with self._attempt():
            if len(rows) > MANY:
                await self._connection.many_aside(sql, rows)
            else:
                self._connection.many_now(sql, rows)

    async def reserve_entries(self, count: int) -> list[int]:
        """See `Statements.reserve_entries`; they are taken once they are written."""
        ((last,),) = await self.rows(_LAST_ENTRY)
        return [last + number for number in range(1, count + 1)]

    async def hold(self, user_id: int) -> None:
        """See `Statements.hold`."""

    async def hold_films(self) -> None:
        """See `Statements.hold_films`."""

    async def ask_for_scrub(self) -> None:
        """See `Statements.ask_for_scrub`: the file is rewritten."""
        await self.run("INSERT INTO chores (name) VALUES ('scrub') ON CONFLICT (name) DO NOTHING")
        self.erased_somebody = True


class Writer:
    """Serialises all writing of this process on one connection.

    One connection shared by coroutines would let one commit the other's rows, hence the lock. Each transaction is a
    savepoint of its own. Those that wait for the lock meanwhile are committed together: the disk is waited for once.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = asyncio.Lock()
        self._owner: asyncio.Task[Any] | None = None
        self._connection: WritingConnection | None = None
        self._waiting = 0
        self._group: list[asyncio.Future[None]] = []
        self._committing: asyncio.Task[None] | None = None
        self._unscrubbed = False
        self._scrub_at = 0.0

    async def open(self) -> None:
        """Connect, and do the chores that an earlier process left undone.

        Raises
        ------
        StorageError
            Where the database cannot be used.
        """
        with plainly(self._path):
            self._connection = await WritingConnection.open(self._path)
            chores = await self._connection.aside("SELECT name FROM chores WHERE name = 'scrub'")
        self._unscrubbed = bool(chores)
        await self._scrub()

    async def close(self) -> None:
        """Wait for the transaction that is under way, then disconnect; safe to call twice."""
        async with self._turn():
            if self._group:
                await self._commit()
            connection, self._connection = self._connection, None
            if connection is not None:
                await connection.close()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[SqliteStatements]:
        """What the block writes is committed when it ends; an exception or a cancellation in it rolls all back.

        A cancellation that arrives after the block's last statement does not undo it.

        Raises
        ------
        StorageError
            Where the database is closed or cannot be written, or one of the statements failed.
        """
        async with self._turn():
            with plainly(self._path):
                async with self._saved() as statements:
                    yield statements
            committed = asyncio.get_running_loop().create_future()
            self._group.append(committed)
            if not self._waiting:
                await self._commit()
            elif self._committing is None:
                self._committing = asyncio.create_task(self._commit_soon(), name="commit")
        await committed

    @asynccontextmanager
    async def _saved(self) -> AsyncIterator[SqliteStatements]:
        connection = self._opened()
        await self._begin(connection)
        statements = SqliteStatements(connection)
        try:
            yield statements
            statements.end()
            connection.now("RELEASE turn")
            self._unscrubbed = self._unscrubbed or statements.erased_somebody
        except BaseException:
            statements.drop()
            self._take_back(connection)
            raise

    async def _begin(self, connection: WritingConnection) -> None:
        try:
            if not connection.in_transaction:
                await connection.begin()
            connection.now("SAVEPOINT turn")
        except BaseException:
            if connection.in_transaction and not self._group:
                connection.now("ROLLBACK")
            raise

    def _take_back(self, connection: WritingConnection) -> None:
        """Undo one transaction, and leave those that wait for the same commit alone."""
        if not connection.in_transaction:  # a full disk, say: SQLite gave up all of it
            self._settle(CannotSave("The database could not keep what was said; try again."))
        elif self._group:
            connection.now("ROLLBACK TO turn")
            connection.now("RELEASE turn")
        else:
            connection.now("ROLLBACK")

    async def _commit_soon(self) -> None:
        """Commit what those before us in the line wrote."""
        async with self._lock:
            self._committing = None
            if self._group:
                await self._commit()

    async def _commit(self) -> None:
        """Commit all transactions that ended, and tell them; the lock is held."""
        connection = self._opened()
        try:
            with plainly(self._path):
                await connection.aside("COMMIT")
        except Exception as error:
            if connection.in_transaction:
                connection.now("ROLLBACK")
            self._settle(error)
        except BaseException:  # cancelled, and most likely committed all the same
            lost = connection.in_transaction
            if lost:
                connection.now("ROLLBACK")
            self._settle(StorageError("The database was closed before this was kept.") if lost else None)
            raise
        else:
            await self._scrub()
            self._settle(None)

    def _settle(self, error: Exception | None) -> None:
        group, self._group = self._group, []
        for committed in group:
            if committed.done():
                continue
            if error is None:
                committed.set_result(None)
            else:
                committed.set_exception(type(error)(str(error)) if isinstance(error, StorageError) else error)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        task = asyncio.current_task()
        if task is not None and self._owner is task:
            raise RuntimeError("a transaction is open in this task already; write through it")
        self._waiting += 1
        try:
            await self._lock.acquire()
        finally:
            self._waiting -= 1
        self._owner = task
        try:
            yield
        finally:
            self._owner = None
            self._lock.release()

    def _opened(self) -> WritingConnection:
        if self._connection is None:
            raise StorageError(f"The database {self._path} is not open.")
        return self._connection

    async def _scrub(self) -> None:
        """Rewrite the file after somebody was deleted.

        `secure_delete` alone is not enough: SQLite leaves copies of rows in the gaps of pages that it
        rebalanced. Where this fails, as a backup reads the file, say, the deletion stands, and it is tried again
        later, at the next start at the latest.
        """
        if not self._unscrubbed or monotonic() < self._scrub_at:
            return
        try:
            with plainly(self._path):
                await self._rewrite(self._opened())
        except StorageError as error:
            self._scrub_at = monotonic() + SCRUB_AGAIN_SECONDS
            _LOG.warning("Erased data may still be in the file; it is tried again in a minute: %s", error)
        else:
            self._unscrubbed = False

    async def _rewrite(self, connection: WritingConnection) -> None:
        await connection.aside("VACUUM")
        await self._empty_wal(connection)
        await connection.aside("DELETE FROM chores WHERE name = 'scrub'")

    async def _empty_wal(self, connection: WritingConnection) -> None:
        ((busy, *_),) = await connection.aside("PRAGMA wal_checkpoint(TRUNCATE)")
        if busy:
            raise StorageError(f"The database {self._path} is being read by another program.")
