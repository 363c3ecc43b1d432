"""`python -m benchmarks.storage`: moved there and back, identical or not, and a turn's time on both.

Both wait for the disk at each commit.
"""

import argparse
import asyncio
import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from benchmarks.postgres import LocalServer
from benchmarks.storage.filling import fill
from benchmarks.storage.turns import measured
from bot.exchange.packing import pack
from bot.storage.base import Storage
from bot.storage.moving.moving import moved
from bot.storage.places import Place, place_of
from bot.storage.postgres.storage import PostgresStorage
from bot.storage.sqlite import SqliteStorage


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ratings", type=int, default=100_000)
    parser.add_argument("--turns", type=int, default=400)
    asked = parser.parse_args()
    server = LocalServer()
    try:
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(_run(Path(folder), server, ratings=asked.ratings, turns=asked.turns))
    finally:
        server.close()


async def _run(folder: Path, server: LocalServer, *, ratings: int, turns: int) -> None:
    path, back, there = folder / "m.sqlite3", folder / "back.sqlite3", place_of(server.new_database("bench"))
    people = await _filled(path, ratings)
    before, exported = _tables(path), await _exported(SqliteStorage(path), people)
    rows = sum(len(each) for each in before.values())
    print(f"{ratings:,} ratings of {people:,} people, {rows:,} rows, {path.stat().st_size / 1e6:.0f} MB in SQLite")
    print(f"SQLite -> PostgreSQL  {await _timed(path, there):6.1f} s, read back and compared")
    print(f"PostgreSQL -> SQLite  {await _timed(there, back):6.1f} s, read back and compared")
    print(f"every table identical     {'yes' if _tables(back) == before else 'NO'}")
    for name, storage in (("PostgreSQL", PostgresStorage(server.url("bench"))), ("back again", SqliteStorage(back))):
        same = await _exported(storage, people) == exported
        print(f"every export identical    {'yes' if same else 'NO'} ({name}, {people:,} zips)")
    for name, storage in (("SQLite", SqliteStorage(back)), ("PostgreSQL", PostgresStorage(server.url("bench")))):
        found = await _turns(storage, turns)
        print(f"a turn on {name:<10}  {found}")


async def _filled(path: Path, ratings: int) -> int:
    storage = SqliteStorage(path)
    await storage.open()
    try:
        return await fill(storage, ratings=ratings)
    finally:
        await storage.close()


async def _timed(source: Place, target: Place) -> float:
    began = time.perf_counter()
    await moved(source, target)
    return time.perf_counter() - began


def _tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, in an order that hangs on nothing but what they say."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
        return {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for (name,) in names}


async def _exported(storage: Storage, people: int) -> list[bytes]:
    """What `/export` would give each person."""
    await storage.open()
    try:
        found = [await storage.belongings(number) for number in range(1, people + 1)]
    finally:
        await storage.close()
    return [pack(each, readme="") for each in found if each is not None]


async def _turns(storage: Storage, count: int) -> str:
    await storage.open()
    try:
        found = await measured(storage, count=count)
    finally:
        await storage.close()
    return f"{found.median:6.1f} ms (p95 {found.p95:.1f} ms) alone; {found.per_second:.0f} a second, 8 people at once"


if __name__ == "__main__":
    main()
