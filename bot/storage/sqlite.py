"""The storage of Matinee in one SQLite file."""

import asyncio
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import aiosqlite

from bot.storage.kept import StorageError
from bot.storage.migrate import prepare, shipped_migrations
from bot.storage.sql import imports
from bot.storage.sql.statements import Row, Statements
from bot.storage.sql.storage import INBOX_KEPT, SqlStorage, unix_seconds
from bot.storage.sql.transaction import Clock
from bot.storage.sqlite_errors import plainly
from bot.storage.sqlite_writer import Writer, connect_reader


class SqliteStorage(SqlStorage):
    """`bot.storage.base.Storage` on one SQLite file, with one connection that writes and one that reads.

    Parameters
    ----------
    path
        The database file. It and its folder are made where they are missing.
    clock, inbox_kept
        See `SqlStorage`.
    """

    def __init__(self, path: Path, *, clock: Clock = unix_seconds, inbox_kept: int = INBOX_KEPT) -> None:
        super().__init__(clock=clock, inbox_kept=inbox_kept)
        self._path = path
        self._writer = Writer(path)
        self._reader: aiosqlite.Connection | None = None

    async def open(self) -> None:
        """See `Storage.open`; opening what is open does nothing.

        Raises
        ------
        StorageError
            Where the file is no database of Matinee, is damaged, comes from a newer version, or cannot be written.
        """
        if self._reader is not None:
            return
        await asyncio.to_thread(prepare, self._path, shipped_migrations())
        try:
            await self._writer.open()
            async with self._writer.transaction() as statements:
                await imports.expire(statements, self._clock())
            with plainly(self._path):
                self._reader = await connect_reader(self._path)
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """See `Storage.close`; a transaction under way in another task ends first."""
        reader, self._reader = self._reader, None
        try:
            if reader is not None:
                await reader.close()
        finally:
            await self._writer.close()  # last, so that it is the one to empty the WAL

    def _writing(self) -> AbstractAsyncContextManager[Statements]:
        return self._writer.transaction()

    async def _read(self, sql: str, *values: object) -> list[Row]:
        """One statement on the reading connection; it sees what is committed, and nothing of what is not."""
        if self._reader is None:
            raise StorageError(f"The database {self._path} is not open.")
        with plainly(self._path):
            return [tuple(row) for row in await self._reader.execute_fetchall(sql, values)]

    async def _read_together(self, statements: Sequence[str], *values: object) -> list[list[Row]]:
        """Several statements as of one moment, on a connection of their own, so that a turn never waits for them."""
        if self._reader is None:
            raise StorageError(f"The database {self._path} is not open.")
        with plainly(self._path):
            reader = await connect_reader(self._path)
            try:
                await reader.execute_fetchall("BEGIN")
                found = [await reader.execute_fetchall(sql, values) for sql in statements]
            finally:
                await reader.close()
        return [[tuple(row) for row in rows] for rows in found]
