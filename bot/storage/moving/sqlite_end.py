"""A SQLite file as the end of a move."""

import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

from bot.storage.kept import StorageError
from bot.storage.migrate import prepare, shipped_migrations
from bot.storage.moving.ends import LEFT_OUT, ROWS_AT_ONCE, Table
from bot.storage.sql.statements import Row
from bot.storage.sqlite_backup import name_finished
from bot.storage.sqlite_copy import flush, partial, verified
from bot.storage.sqlite_errors import plainly
from bot.storage.sqlite_lock import held

_NAMES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name"
_COUNTED = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'"


class SqliteEnd:
    """`bot.storage.moving.ends.Target` on one connection, which has a transaction open."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    async def tables(self) -> Sequence[Table]:
        """See `Source.tables`."""
        return [self._table(name) for (name,) in self._rows(_NAMES) if name not in LEFT_OUT]

    async def count(self, table: Table) -> int:
        """See `Source.count`."""
        return int(self._rows(table.counting)[0][0])

    async def rows(self, table: Table) -> AsyncIterator[list[Row]]:
        """See `Source.rows`."""
        with plainly(self._path):
            cursor = self._connection.execute(table.select)
            while rows := cursor.fetchmany(ROWS_AT_ONCE):
                yield rows

    async def given(self) -> Mapping[str, int]:
        """See `Source.given`."""
        return {name: int(last) for name, last in self._rows("SELECT name, seq FROM sqlite_sequence")}

    async def put(self, table: Table, rows: Sequence[Row]) -> None:
        """See `Target.put`."""
        places = ", ".join(f"?{number}" for number in range(1, len(table.columns) + 1))
        sql = f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({places})"  # noqa: S608
        with plainly(self._path):
            self._connection.executemany(sql, rows)

    async def go_on_from(self, given: Mapping[str, int]) -> None:
        """See `Target.go_on_from`."""
        known = await self.given()
        for (name,) in self._rows(_COUNTED):
            last = max(known.get(name, 0), given.get(name, 0))
            self._rows("DELETE FROM sqlite_sequence WHERE name = ?1", name)
            if last:
                self._rows("INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)", name, last)

    async def finish(self) -> None:
        """See `Target.finish`."""
        self._rows("COMMIT")

    def _table(self, name: str) -> Table:
        columns = self._rows(f"PRAGMA table_info({name})")
        key = sorted((place, column) for _, column, _, _, _, place in columns if place)
        refers = frozenset(row[2] for row in self._rows(f"PRAGMA foreign_key_list({name})"))
        names = sorted(column for _, column, *_ in columns)
        return Table(name, tuple(names), tuple(column for _, column in key), refers)

    def _rows(self, sql: str, *values: object) -> list[Row]:
        with plainly(self._path):
            return self._connection.execute(sql, values).fetchall()


@asynccontextmanager
async def sqlite_source(path: Path) -> AsyncIterator[SqliteEnd]:
    """A file that is there, whole and of the newest schema, held so that no bot can run on it.

    Raises
    ------
    StorageError
        Where it is none of that, or a bot runs on it.
    """
    _need_file(path)
    with held(path):
        _need_newest(path)
        with _connected(path) as connection:
            connection.execute("BEGIN")
            yield SqliteEnd(connection, path)


@asynccontextmanager
async def sqlite_target(path: Path) -> AsyncIterator[SqliteEnd]:
    """A file that is made under a hidden name, and gets its own once it is whole.

    Raises
    ------
    StorageError
        Where a file of that name is there, or the folder cannot be written.
    """
    with held(path):
        _need_room(path)
        with partial(path) as made:
            prepare(made, shipped_migrations())
            with _connected(made) as connection:
                connection.execute("PRAGMA foreign_keys = ON")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("BEGIN IMMEDIATE")
                yield SqliteEnd(connection, path)
                connection.execute("PRAGMA journal_mode = DELETE")
            verified(made, path)
            flush(made)
            name_finished(made, path)
            flush(path.parent)


def _need_file(path: Path) -> None:
    if not path.is_file():
        raise StorageError(f"There is no database {path}; check the path.")


def _need_newest(path: Path) -> None:
    version, newest = verified(path, in_use=True).version, len(shipped_migrations())
    if version != newest:
        raise StorageError(
            f"The database {path} is of an older Matinee (schema {version}, this one has {newest}); "
            "start this one on it once, then try again."
        )


def _need_room(path: Path) -> None:
    if path.exists():
        raise StorageError(f"The database {path} is there already; move it away, or choose another name.")


@contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    with plainly(path), closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection
