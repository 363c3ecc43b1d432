"""The storage of Matinee on a PostgreSQL server."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager

from bot.storage.kept import CannotSave, InboxUpdate
from bot.storage.postgres.address import Address
from bot.storage.postgres.pool import Pool
from bot.storage.postgres.statements import fetched
from bot.storage.sql import imports
from bot.storage.sql.statements import Row, Statements
from bot.storage.sql.storage import INBOX_KEPT, SqlStorage, unix_seconds
from bot.storage.sql.transaction import Clock

_MOST_IN_DOUBT = 10_000


class PostgresStorage(SqlStorage):
    """`bot.storage.base.Storage` on one database of a PostgreSQL server, in the schema `matinee`.

    Several processes may use it at once. Each transaction has a connection to itself and sees what others committed
    (READ COMMITTED); those that change what one person said wait for each other.

    Parameters
    ----------
    url
        `postgresql://user:password@host:port/name`.
    clock, inbox_kept
        See `SqlStorage`.

    Raises
    ------
    ValueError
        Where the URL is none.
    """

    def __init__(self, url: str, *, clock: Clock = unix_seconds, inbox_kept: int = INBOX_KEPT) -> None:
        super().__init__(clock=clock, inbox_kept=inbox_kept)
        self._pool = Pool(Address.of(url))
        self._in_doubt: set[int] = set()

    async def open(self) -> None:
        """See `Storage.open`; opening what is open does nothing.

        Raises
        ------
        StorageError
            Where the server cannot be reached, or the database is another program's or from a newer version.
        """
        if self._pool.is_open:
            return
        try:
            await self._pool.open()
            async with self._writing() as statements:
                await imports.expire(statements, self._clock())
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """See `Storage.close`; a transaction under way in another task ends first."""
        await self._pool.close()

    async def receive(self, updates: Sequence[InboxUpdate]) -> set[int]:
        """See `Storage.receive`.

        Where the connection broke before the server answered, they may be kept or not. They are new to whoever tries
        again in both cases, as nobody has begun them; one that was done elsewhere meanwhile finds out as it ends.
        """
        ids = {update.update_id for update in updates}
        try:
            fresh = await super().receive(updates)
        except CannotSave:
            if len(self._in_doubt) < _MOST_IN_DOUBT:
                self._in_doubt |= ids
            raise
        doubtful = self._in_doubt & ids
        self._in_doubt -= ids
        return fresh | doubtful

    def _writing(self) -> AbstractAsyncContextManager[Statements]:
        return self._pool.transaction()

    async def _read(self, sql: str, *values: object) -> list[Row]:
        async with self._pool.reading() as connection:
            return await fetched(connection, sql, *values)

    async def _read_together(self, statements: Sequence[str], *values: object) -> list[list[Row]]:
        async with self._pool.reading_one_moment() as connection:
            return [await fetched(connection, sql, *values) for sql in statements]
