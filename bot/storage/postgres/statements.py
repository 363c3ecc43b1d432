"""The shared SQL on one connection to PostgreSQL, inside one transaction."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.storage.postgres.address import Address
from bot.storage.postgres.connecting import Connection
from bot.storage.postgres.errors import plainly
from bot.storage.sql.guarded import Guarded
from bot.storage.sql.statements import Row

_PLACEHOLDER = re.compile(r"\?(?=\d)")
_RESERVE = """
    SELECT nextval(pg_get_serial_sequence('matinee.journal', 'entry_id'))
    FROM generate_series(1, CAST($1 AS BIGINT))"""

# Written anew each time, so that whoever is at it notices that somebody else asked meanwhile.
_ASK = """
    INSERT INTO chores (name) VALUES ('scrub') ON CONFLICT (name) DO UPDATE SET name = excluded.name"""


@lru_cache(maxsize=1024)
def translated(sql: str) -> str:
    """SQL with its placeholders `?1` as PostgreSQL writes them: `$1`."""
    return _PLACEHOLDER.sub("$", sql)


async def fetched(connection: Connection, sql: str, *values: object) -> list[Row]:
    """The rows of one statement."""
    return [tuple(row) for row in await connection.fetch(translated(sql), *values)]


class PostgresStatements(Guarded):
    """See `bot.storage.sql.statements.Statements`."""

    def __init__(self, connection: Connection, address: Address) -> None:
        super().__init__()
        self._connection = connection
        self._address = address
        self._held: set[int] = set()

    async def rows(self, sql: str, *values: object) -> list[Row]:
        """See `Statements.rows`."""
        with self._attempt(), plainly(self._address):
            return await fetched(self._connection, sql, *values)

    async def run_long(self, sql: str, *values: object) -> None:
        """See `Statements.run_long`."""
        await self.rows(sql, *values)

    async def run_many(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """See `Statements.run_many`."""
        with self._attempt(), plainly(self._address):
            await self._connection.executemany(translated(sql), rows)

    async def reserve_entries(self, count: int) -> list[int]:
        """See `Statements.reserve_entries`; those of a transaction that is rolled back are never used."""
        return sorted(row[0] for row in await self.rows(_RESERVE, count))

    async def hold(self, user_id: int) -> None:
        """See `Statements.hold`."""
        if user_id not in self._held:
            self._held.add(user_id)
            await self.run("SELECT pg_advisory_xact_lock(?1)", user_id)

    async def hold_films(self) -> None:
        """See `Statements.hold_films`: everybody who speaks of one writes to that table first."""
        await self.run("LOCK TABLE films IN SHARE ROW EXCLUSIVE MODE")

    async def ask_for_scrub(self) -> None:
        """See `Statements.ask_for_scrub`: the tables are vacuumed."""
        await self.run(_ASK)
        self.erased_somebody = True
