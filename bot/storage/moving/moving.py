"""Every table copied in one transaction, read back and compared; then, and not before, it is there."""

import hashlib
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass

from bot.storage.kept import StorageError
from bot.storage.moving.ends import Source, Table, Target, in_order
from bot.storage.moving.sqlite_end import sqlite_source, sqlite_target
from bot.storage.opening import need_postgres
from bot.storage.places import Place
from bot.storage.postgres.address import Address
from bot.storage.sql.statements import Row
from bot.storage.sql.text import storable

Progress = Callable[[str, float], None]
"""Called with what is being done, and the share of it that is done, 0 to 1."""

COPYING, COMPARING = "copying", "comparing"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a table holds: the number of its rows, and a checksum of all of them in their order."""

    rows: int
    checksum: str


class _Counting:
    """A table on its way."""

    def __init__(self) -> None:
        self._rows, self._hash = 0, hashlib.sha256()

    def take(self, rows: Iterable[Row]) -> None:
        """Count rows, in their order."""
        for row in rows:
            self._rows += 1
            self._hash.update(repr(row).encode())

    def summary(self) -> Summary:
        """What was counted."""
        return Summary(self._rows, self._hash.hexdigest())


async def moved(
    source: Place, target: Place, *, progress: Progress = lambda what, done: None
) -> Mapping[str, Summary]:
    """Copy a database into an empty one of whatever kind; the source stays as it is.

    Returns
    -------
    Mapping
        What each table holds, at both ends alike.

    Raises
    ------
    StorageError
        Where a bot runs on either, the source is none or of another schema, the target is not empty, or what was
        read back differs. The target is as it was then.
    """
    if source == target:
        raise StorageError(f"The database {source} cannot be moved to itself; name two.")
    async with AsyncExitStack() as stack:
        there = await stack.enter_async_context(_source(source))
        here = await stack.enter_async_context(_target(target))
        tables = _alike(await there.tables(), await here.tables())
        total = sum([await there.count(table) for table in tables])
        copied = await _passed(there, tables, _told(progress, COPYING, total), put=here.put)
        await here.go_on_from(await there.given())
        found = await _passed(here, tables, _told(progress, COMPARING, total))
        for name, summary in copied.items():
            if found[name] != summary:
                raise StorageError(f"The table {name} differs after it was copied; nothing of it was kept.")
        await here.finish()
    return found


async def _passed(
    end: Source,
    tables: Iterable[Table],
    told: Callable[[int], None],
    *,
    put: Callable[[Table, Sequence[Row]], Awaitable[None]] | None = None,
) -> dict[str, Summary]:
    """Read every table and, where there is somewhere to, put it there; what each holds."""
    found, done = {}, 0
    for table in tables:
        counting = _Counting()
        async for read in end.rows(table):
            rows = [_storable(row) for row in read]
            counting.take(rows)
            if put is not None:
                await put(table, rows)
            done += len(rows)
            told(done)
        found[table.name] = counting.summary()
    return found


def _storable(row: Row) -> Row:
    """A row as every database takes it: what an older Matinee kept may hold what PostgreSQL has not."""
    return tuple(storable(value) if isinstance(value, str) else value for value in row)


def _alike(there: Iterable[Table], here: Iterable[Table]) -> list[Table]:
    """The tables, in an order in which they can be filled."""
    ours = {table.name: table for table in here}
    theirs = {table.name: table for table in there}
    if {name: (t.columns, t.key) for name, t in ours.items()} != {n: (t.columns, t.key) for n, t in theirs.items()}:
        raise ValueError("the schemas of the two databases differ")
    return in_order(ours.values())


def _told(progress: Progress, what: str, total: int) -> Callable[[int], None]:
    return lambda done: progress(what, done / total if total else 1.0)


def _source(place: Place) -> AbstractAsyncContextManager[Source]:
    if not isinstance(place, Address):
        return sqlite_source(place)
    need_postgres()
    from bot.storage.moving.postgres_end import postgres_source

    return postgres_source(place)


def _target(place: Place) -> AbstractAsyncContextManager[Target]:
    if not isinstance(place, Address):
        return sqlite_target(place)
    need_postgres()
    from bot.storage.moving.postgres_end import postgres_target

    return postgres_target(place)
