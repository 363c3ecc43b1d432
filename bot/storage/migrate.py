"""Brings a database file to the newest schema, or refuses it and leaves it as it is."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from bot.storage.kept import StorageError
from bot.storage.sqlite_errors import damaged, plainly
from bot.storage.sqlite_file import inspect, make_room

_FILE_NAME = re.compile(r"(\d{4})_\w+\.sql")
_LOCK_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema; its SQL sets `user_version` to its number itself."""

    number: int
    sql: str

    def statements(self) -> Iterator[str]:
        """The statements one by one: `executescript` would commit before it starts."""
        statement = ""
        for line in self.sql.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                yield statement
                statement = ""
        if statement.strip():
            yield statement


def shipped_migrations() -> tuple[Migration, ...]:
    """The migrations that come with this version of Matinee, lowest number first.

    Raises
    ------
    ValueError
        Where the numbers do not run 1, 2, 3, ...
    """
    folder = files("bot.storage") / "migrations"
    numbered = ((_FILE_NAME.fullmatch(file.name), file) for file in folder.iterdir())
    found = sorted((int(name[1]), file.read_text("utf-8")) for name, file in numbered if name is not None)
    if [number for number, _ in found] != list(range(1, len(found) + 1)):
        raise ValueError("migrations are not numbered one by one")
    return tuple(Migration(number, sql) for number, sql in found)


def prepare(path: Path, migrations: Sequence[Migration]) -> None:
    """Create the database, or bring an older one up to date; all missing migrations apply together or none does.

    Parameters
    ----------
    path
        The database file; its folder is made where it is missing.
    migrations
        All migrations from number 1 on.

    Raises
    ------
    StorageError
        Where the file is no database of Matinee, is damaged, comes from a newer version, or cannot be written. It
        is left as it was.
    """
    with plainly(path):
        make_room(path)
        version = inspect(path, newest=len(migrations))
        with closing(sqlite3.connect(path, isolation_level=None, timeout=_LOCK_SECONDS)) as connection:
            _use_wal(connection, path)
            if version < len(migrations):
                _migrate(connection, path, migrations)


def _use_wal(connection: sqlite3.Connection, path: Path) -> None:
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise StorageError(f"The database {path} is on a network disk; set MATINEE_HOME to a folder on a local one.")


def _migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> None:
    """One transaction for all steps: after a failure half-way the older program still finds what it knew."""
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("BEGIN IMMEDIATE")
    try:
        for migration in migrations[_version(connection) :]:  # read under the lock: another process may have migrated
            _apply(connection, migration)
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise StorageError(damaged(path, "rows refer to rows that are missing"))
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def _apply(connection: sqlite3.Connection, migration: Migration) -> None:
    for statement in migration.statements():
        connection.execute(statement)
    if _version(connection) != migration.number:
        raise ValueError(f"migration {migration.number} does not set user_version to its number")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
