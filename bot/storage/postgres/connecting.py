"""Connections to PostgreSQL, each with the settings that Matinee needs."""

from collections.abc import Mapping
from typing import Any, Final

import asyncpg

from bot.storage.kept import CannotSave
from bot.storage.postgres.address import Address
from bot.storage.postgres.errors import plainly

SCHEMA: Final = "matinee"
"""Matinee's tables stand in a schema of their own, whatever else the database holds."""

OURS: Final = 0x4D544E45
"""First half of the keys of our advisory locks on all of a database; a person's lock is their id, in one piece."""

IN_USE: Final = 1
"""Second half: held shared by every connection of a bot, alone by whoever copies the whole database."""

SCHEMA_CHANGE: Final = 2
"""Second half: held by whoever brings the schema up to date."""

CONNECT_SECONDS = 10.0
STATEMENTS_CACHED = 500
_SESSION: Final = {
    "application_name": "matinee",
    "search_path": SCHEMA,
    "jit": "off",
    "synchronous_commit": "on",
    "client_min_messages": "warning",
}


class Connection(asyncpg.Connection):  # type: ignore[misc]
    """A connection that keeps its advisory locks and settings when it goes back to its pool."""

    __slots__ = ()

    def get_reset_query(self) -> str:
        """Nothing: no statement of ours changes a session, and one more round trip a turn costs."""
        return ""


def options(*, seconds: float | None = None, settings: Mapping[str, str] | None = None) -> dict[str, Any]:
    """How to connect, for asyncpg.

    Parameters
    ----------
    seconds
        After that a statement is given up; None waits.
    settings
        Of the session, beside those that every one has.
    """
    return {
        "timeout": CONNECT_SECONDS,
        "command_timeout": seconds,
        "statement_cache_size": STATEMENTS_CACHED,
        "max_cached_statement_lifetime": 0,
        "connection_class": Connection,
        "server_settings": {**_SESSION, **(settings or {})},
    }


async def connect(url: str) -> Connection:
    """A session of its own, for what a pool is not for: notifications, and locks that outlive a transaction.

    Raises
    ------
    StorageError
        One plain line where the server, the database or the password is not right; `CannotSave` where that may pass.
    """
    address = Address.of(url)
    with plainly(address):
        connection: Connection = await asyncpg.connect(url, **options())
    return connection


async def set_up(connection: Connection) -> None:
    """Make a connection of a bot ready: sums are numbers as on SQLite, and the database is known to be in use.

    Raises
    ------
    CannotSave
        Where somebody copies the whole database.
    """
    await connection.set_type_codec("numeric", schema="pg_catalog", encoder=str, decoder=_number, format="text")
    await say_in_use(connection)


async def say_in_use(connection: Connection) -> None:
    """Hold the database as long as this connection lasts, together with other bots.

    Raises
    ------
    CannotSave
        Where somebody copies the whole database.
    """
    if not await connection.fetchval("SELECT pg_try_advisory_lock_shared($1, $2)", OURS, IN_USE):
        raise CannotSave("The database is being moved by `matinee migrate-storage`; wait until that is done.")


def _number(text: str) -> int | float:
    """A sum of whole numbers is a whole one."""
    return float(text) if "." in text else int(text)
