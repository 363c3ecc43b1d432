"""A real PostgreSQL for tests, started once a session."""

import atexit
from functools import cache
from pathlib import Path
from typing import Any

import asyncpg

from benchmarks.postgres import LocalServer
from bot.storage.postgres.storage import PostgresStorage

SHARED = "shared"
STRICT, PASSWORD = "strict", "a/secret:of@mine%41"
"""The one user whom the server asks for a password."""

_OF_MATINEE = "SELECT relname FROM pg_class WHERE relnamespace = 'matinee'::regnamespace"
_TABLES = f"{_OF_MATINEE} AND relkind = 'r' AND relname NOT IN ('schema_version', 'lanes')"
_SEQUENCES = f"{_OF_MATINEE} AND relkind = 'S'"
_QUICK = """
fsync = off
full_page_writes = off
synchronous_commit = off
autovacuum = off
max_connections = 200
deadlock_timeout = 50ms
"""


@cache
def server() -> "Server":
    """The server of this session; it ends with the process."""
    made = Server()
    atexit.register(made.close)
    return made


class Server(LocalServer):
    """One server with a database that many tests share, one after the other."""

    def __init__(self) -> None:
        super().__init__(settings=_QUICK, rules=f"local all {STRICT} scram-sha-256")
        self._folder: Path | None = None
        self.run(self._make_shared())
        self.execute(f"CREATE ROLE {STRICT} LOGIN PASSWORD '{PASSWORD}'")

    def database(self, folder: Path) -> str:
        """The address of a database with Matinee's tables, empty where it is asked for in another folder than before.

        It is one database for one test after the other: making one takes a hundred times longer than emptying it.
        """
        if folder != self._folder:
            self._folder = folder
            self.run(self._empty())
        return self.url(SHARED)

    async def _make_shared(self) -> list[Any]:
        await self._execute(f"CREATE DATABASE {SHARED}", "postgres")
        storage = PostgresStorage(self.url(SHARED))
        await storage.open()
        await storage.close()
        return []

    async def _empty(self) -> list[Any]:
        connection = await asyncpg.connect(self.url(SHARED))
        try:
            await connection.execute("SET session_replication_role = replica")  # foreign keys hold nothing up
            for (table,) in await connection.fetch(_TABLES):
                await connection.execute(f"DELETE FROM matinee.{table}")
            for (sequence,) in await connection.fetch(_SEQUENCES):
                await connection.execute(f"ALTER SEQUENCE matinee.{sequence} RESTART")
        finally:
            await connection.close()
        return []
