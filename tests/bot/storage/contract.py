"""What every storage is run through: `test_contract_*.py` run against each backend named here.

A new backend adds one line to `BACKENDS`: a function that makes a storage, not yet opened, in a folder. Called again
with the same folder it makes one that finds what the first one committed.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.films import Film, film_key
from bot.storage.base import Storage
from bot.storage.postgres.storage import PostgresStorage
from bot.storage.sqlite import SqliteStorage
from tests.postgres import server

START = 1_700_000_000


@dataclass
class FakeClock:
    """Stands still until it is moved."""

    now: int = START

    def __call__(self) -> int:
        return self.now

    def move(self, seconds: int = 60) -> None:
        """Let time pass."""
        self.now += seconds


S = TypeVar("S", bound=Storage)
MakeStorage = Callable[[], Storage]


def make_sqlite(folder: Path, clock: FakeClock) -> Storage:
    """The default backend."""
    return SqliteStorage(folder / "matinee.db", clock=clock)


@asynccontextmanager
async def running(storage: S) -> AsyncIterator[S]:
    """An open storage, closed at the end whatever happens: a connection left open would hang the test run."""
    try:
        await storage.open()
        yield storage
    finally:
        await storage.close()


def make_postgres(folder: Path, clock: FakeClock) -> Storage:
    """On a server of this test session."""
    return PostgresStorage(server().database(folder), clock=clock)


BACKENDS: dict[str, Callable[[Path, FakeClock], Storage]] = {"sqlite": make_sqlite, "postgres": make_postgres}


def film(title: str, year: int | None = None, *, imdb_id: int | None = None, tmdb_id: int | None = None) -> Film:
    """A film under its own key."""
    return Film(film_key(title, year), title, year, imdb_id, tmdb_id)


HEAT = film("Heat", 1995, imdb_id=113277, tmdb_id=949)
ALIEN = film("Alien", 1979)
AMELIE = film("Amélie", 2001)
UNDATED = film("Untitled & Undated")

ANN, BOB = 4_611_686, 5_764_607
