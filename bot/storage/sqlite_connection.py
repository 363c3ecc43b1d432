"""A connection that writes: short statements at once in the event loop, what may take long in a thread."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from bot.storage.sql.statements import Row
from bot.storage.uninterrupted import to_its_end

T = TypeVar("T")

_PATIENT, _IMPATIENT = "PRAGMA busy_timeout = 5000", "PRAGMA busy_timeout = 0"
SETTINGS = (
    _PATIENT,
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
)


class WritingConnection:
    """One connection for one coroutine at a time.

    A statement that touches a few rows takes microseconds. Sent to a thread and back it takes a whole round of the
    event loop, in which every other chat has its say, and the writer's lock is held all the while. So only what may
    wait for the disk or for another program goes there, or what touches many rows.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite-writer")

    @classmethod
    async def open(cls, path: Path) -> "WritingConnection":
        """Connect.

        Raises
        ------
        sqlite3.Error
            Where the file cannot be used.
        """
        made = cls(sqlite3.connect(path, isolation_level=None, check_same_thread=False))
        try:
            for setting in SETTINGS:
                await made.aside(setting)
        except BaseException:
            await made.close()
            raise
        return made

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open; SQLite may have rolled it back on its own after an error."""
        return self._connection.in_transaction

    def now(self, sql: str, *values: object) -> list[Row]:
        """Run a short statement here and now."""
        return self._connection.execute(sql, values).fetchall()

    def many_now(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a short statement for each of a few rows of values."""
        self._connection.executemany(sql, rows).close()

    async def aside(self, sql: str, *values: object) -> list[Row]:
        """Run a statement in the thread. A cancellation is heeded once it is over: it cannot be stopped half-way."""
        return await self._in_thread(lambda: self.now(sql, *values))

    async def many_aside(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement for each row of values in the thread."""
        await self._in_thread(lambda: self.many_now(sql, rows))

    async def begin(self) -> None:
        """Open a transaction, waiting in the thread where another program writes."""
        self.now(_IMPATIENT)
        try:
            self.now("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            self.now(_PATIENT)
            await self.aside("BEGIN IMMEDIATE")
        else:
            self.now(_PATIENT)

    async def close(self) -> None:
        """Disconnect."""
        try:
            await self._in_thread(self._connection.close)
        finally:
            self._thread.shutdown(wait=False)

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await to_its_end(asyncio.get_running_loop().run_in_executor(self._thread, work))
