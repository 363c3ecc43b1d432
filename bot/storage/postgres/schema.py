"""Brings a PostgreSQL database to the newest schema, or refuses it and leaves it as it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

from bot.storage.kept import StorageError
from bot.storage.postgres.address import Address
from bot.storage.postgres.connecting import OURS, SCHEMA, SCHEMA_CHANGE, Connection

FIRST = 8
"""Number of the first migration: those of before are SQLite's alone."""

_FILE_NAME = re.compile(r"(\d{4})_\w+\.sql")
_TABLES = "SELECT count(*) FROM pg_class WHERE relnamespace = to_regnamespace($1)"
_HAS_VERSION = "SELECT to_regclass($1) IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the schema: its number, and its statements as one script."""

    number: int
    sql: str


def shipped_steps() -> tuple[Step, ...]:
    """The migrations that come with this version of Matinee, lowest number first.

    Raises
    ------
    ValueError
        Where the numbers do not run 8, 9, 10, ...
    """
    folder = files("bot.storage") / "migrations_postgres"
    numbered = ((_FILE_NAME.fullmatch(file.name), file) for file in folder.iterdir())
    found = sorted((int(name[1]), file.read_text("utf-8")) for name, file in numbered if name is not None)
    if [number for number, _ in found] != list(range(FIRST, FIRST + len(found))):
        raise ValueError("migrations are not numbered one by one")
    return tuple(Step(number, sql) for number, sql in found)


async def prepare(connection: Connection, address: Address, steps: Sequence[Step]) -> None:
    """Make the tables, or bring older ones up to date; all missing steps apply together or none does.

    Of several programs that start at once one does it, and the others wait for it.

    Raises
    ------
    StorageError
        Where the schema is another program's, or from a newer version of Matinee.
    """
    async with connection.transaction():
        await connection.execute("SELECT pg_advisory_xact_lock($1, $2)", OURS, SCHEMA_CHANGE)
        version = await version_of(connection, address, newest=steps[-1].number)
        if version == 0:
            if not await connection.fetchval("SELECT to_regnamespace($1) IS NOT NULL", SCHEMA):
                await connection.execute(f"CREATE SCHEMA {SCHEMA}")
            await connection.execute("CREATE TABLE schema_version (version BIGINT NOT NULL)")
            await connection.execute("INSERT INTO schema_version VALUES (0)")
        missing = [step for step in steps if step.number > version]
        for step in missing:
            await connection.execute(step.sql)
            await connection.execute("UPDATE schema_version SET version = $1", step.number)


async def version_of(connection: Connection, address: Address, *, newest: int) -> int:
    """The schema's number, 0 where there is none yet; nothing is written. Nobody may be about to make one.

    Raises
    ------
    StorageError
        Where the schema is another program's, or from a newer version of Matinee.
    """
    if not await connection.fetchval(_HAS_VERSION, f"{SCHEMA}.schema_version"):
        if await connection.fetchval(_TABLES, SCHEMA):
            raise StorageError(
                f"The schema {SCHEMA} of the database {address} is another program's; use a database of its own."
            )
        return 0
    version = await connection.fetchval(f"SELECT version FROM {SCHEMA}.schema_version")  # noqa: S608
    if not isinstance(version, int):
        raise StorageError(f"The schema {SCHEMA} of the database {address} is damaged; restore a dump of it.")
    if version > newest:
        raise StorageError(
            f"The database {address} comes from a newer version of Matinee (schema {version}, this one knows "
            f"{newest}); install that version, or use another database."
        )
    return version
