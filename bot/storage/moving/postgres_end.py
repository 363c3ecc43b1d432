"""A database on a PostgreSQL server as the end of a move."""

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

from asyncpg.transaction import Transaction

from bot.storage.kept import StorageError
from bot.storage.moving.ends import LEFT_OUT, ROWS_AT_ONCE, Table
from bot.storage.postgres.address import Address
from bot.storage.postgres.connecting import IN_USE, OURS, SCHEMA, Connection, connect
from bot.storage.postgres.errors import plainly
from bot.storage.postgres.schema import prepare, shipped_steps, version_of
from bot.storage.sql.statements import Row

_NOT_OURS = LEFT_OUT | {"schema_version", "lanes"}  # made with the schema, and telling of nobody
_COLUMNS = """
    SELECT table_name, column_name, is_identity = 'YES' FROM information_schema.columns
    WHERE table_schema = $1 AND table_name IN
        (SELECT table_name FROM information_schema.tables WHERE table_schema = $1 AND table_type = 'BASE TABLE')
    ORDER BY table_name, column_name COLLATE "C" """
_KEYS = """
    SELECT c.relname, a.attname FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indrelid
        CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
        JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = k.attnum
    WHERE i.indisprimary AND c.relnamespace = to_regnamespace($1) ORDER BY c.relname, k.place"""
_REFERS = """
    SELECT c.relname, r.relname FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
        JOIN pg_class AS r ON r.oid = k.confrelid
    WHERE k.contype = 'f' AND c.relnamespace = to_regnamespace($1)"""

_SEQUENCE = "SELECT pg_get_serial_sequence($1, $2)"


class PostgresEnd:
    """`bot.storage.moving.ends.Target` on one connection, which has a transaction open."""

    def __init__(self, connection: Connection, transaction: Transaction, address: Address) -> None:
        self._connection = connection
        self._transaction = transaction
        self._address = address

    async def tables(self) -> Sequence[Table]:
        """See `Source.tables`."""
        columns: defaultdict[str, list[str]] = defaultdict(list)
        keys: defaultdict[str, list[str]] = defaultdict(list)
        refers: defaultdict[str, set[str]] = defaultdict(set)
        with plainly(self._address):
            for table, column, _ in await self._connection.fetch(_COLUMNS, SCHEMA):
                columns[table].append(column)
            for table, column in await self._connection.fetch(_KEYS, SCHEMA):
                keys[table].append(column)
            for table, other in await self._connection.fetch(_REFERS, SCHEMA):
                refers[table].add(other)
        names = [name for name in columns if name not in _NOT_OURS]
        return [Table(n, tuple(columns[n]), tuple(keys[n]), frozenset(refers[n])) for n in names]

    async def count(self, table: Table) -> int:
        """See `Source.count`."""
        with plainly(self._address):
            return int(await self._connection.fetchval(table.counting))

    async def rows(self, table: Table) -> AsyncIterator[list[Row]]:
        """See `Source.rows`."""
        with plainly(self._address):
            cursor = await self._connection.cursor(table.select)
            while rows := await cursor.fetch(ROWS_AT_ONCE):
                yield [tuple(row) for row in rows]

    async def given(self) -> Mapping[str, int]:
        """See `Source.given`."""
        found = {}
        for table, _, sequence in await self._sequences():
            sql = f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}"  # noqa: S608
            with plainly(self._address):
                found[table] = int(await self._connection.fetchval(sql))
        return found

    async def put(self, table: Table, rows: Sequence[Row]) -> None:
        """See `Target.put`."""
        with plainly(self._address):
            await self._connection.copy_records_to_table(
                table.name, schema_name=SCHEMA, columns=table.columns, records=rows
            )

    async def go_on_from(self, given: Mapping[str, int]) -> None:
        """See `Target.go_on_from`."""
        for table, column, sequence in await self._sequences():
            with plainly(self._address):
                highest = await self._connection.fetchval(f"SELECT max({column}) FROM {table}")  # noqa: S608
                if last := max(highest or 0, given.get(table, 0)):
                    await self._connection.execute("SELECT setval($1::text::regclass, $2)", sequence, last)

    async def finish(self) -> None:
        """See `Target.finish`."""
        tables = ", ".join(f"{SCHEMA}.{table.name}" for table in await self.tables())
        with plainly(self._address):
            await self._transaction.commit()
            await self._connection.execute(f"ANALYZE {tables}")

    async def _sequences(self) -> list[tuple[str, str, str]]:
        """Table, column and sequence of each column that gives out ids."""
        with plainly(self._address):
            columns = await self._connection.fetch(_COLUMNS, SCHEMA)
            return [
                (table, column, await self._connection.fetchval(_SEQUENCE, f"{SCHEMA}.{table}", column))
                for table, column, gives_out in columns
                if gives_out
            ]


@asynccontextmanager
async def postgres_source(address: Address) -> AsyncIterator[PostgresEnd]:
    """A database of the newest schema, held so that no bot can run on it.

    Raises
    ------
    StorageError
        Where it is none of that, or a bot runs on it.
    """
    async with _held(address) as connection:
        with plainly(address):
            transaction = connection.transaction(isolation="repeatable_read", readonly=True)
            await transaction.start()
            newest = shipped_steps()[-1].number
            version = await version_of(connection, address, newest=newest)
        if not version:
            raise StorageError(f"The database {address} has no tables of Matinee; check the address.")
        if version != newest:
            raise StorageError(
                f"The database {address} is of an older Matinee (schema {version}, this one has {newest}); "
                "start this one on it once, then try again."
            )
        yield PostgresEnd(connection, transaction, address)


@asynccontextmanager
async def postgres_target(address: Address) -> AsyncIterator[PostgresEnd]:
    """A database without any row of Matinee's, its tables made where they are missing.

    Raises
    ------
    StorageError
        Where it is not empty, or a bot runs on it.
    """
    async with _held(address) as connection:
        with plainly(address):
            transaction = connection.transaction()
            await transaction.start()
            await prepare(connection, address, shipped_steps())
        end = PostgresEnd(connection, transaction, address)
        for table in await end.tables():
            if rows := await end.count(table):
                raise StorageError(
                    f"The database {address} is not empty ({table.name}: {rows}); choose an empty one."
                )
        yield end


@asynccontextmanager
async def _held(address: Address) -> AsyncIterator[Connection]:
    """A connection that has the database to itself; whatever was not finished on it is rolled back as it closes."""
    connection = await connect(address.url)
    try:
        with plainly(address):
            alone = await connection.fetchval("SELECT pg_try_advisory_lock($1, $2)", OURS, IN_USE)
        if not alone:
            raise StorageError(f"A bot runs on the database {address}; stop it, then try again.")
        yield connection
    finally:
        await connection.close()
