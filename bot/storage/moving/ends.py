"""What moving asks of a database at either end, inside one transaction of it."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.storage.sql.statements import Row

ROWS_AT_ONCE = 5_000

LEFT_OUT = frozenset({"chores"})
"""Tables about the database itself: what is to be wiped from one is not in the other."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its columns, in the order in which they are moved; `key` gives the order of its rows.

    `refers` are the tables that have to be there before.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    refers: frozenset[str] = frozenset()

    @property
    def select(self) -> str:
        """SQL for all of it; its names come from the database itself."""
        columns, key = ", ".join(self.columns), ", ".join(self.key)
        return f"SELECT {columns} FROM {self.name} ORDER BY {key}"  # noqa: S608

    @property
    def counting(self) -> str:
        """SQL for the number of its rows."""
        return f"SELECT count(*) FROM {self.name}"  # noqa: S608


class Source(Protocol):
    """A database that is read as of one moment, with no bot on it."""

    async def tables(self) -> Sequence[Table]:
        """What there is to move."""

    async def count(self, table: Table) -> int:
        """How many rows a table has."""

    def rows(self, table: Table) -> AsyncIterator[list[Row]]:
        """All rows by key, some at a time."""

    async def given(self) -> Mapping[str, int]:
        """The highest id that each table has given out, of those that never give one twice."""


class Target(Source, Protocol):
    """A database that is filled; nothing of it is there until it is finished."""

    async def put(self, table: Table, rows: Sequence[Row]) -> None:
        """Add rows to a table."""

    async def go_on_from(self, given: Mapping[str, int]) -> None:
        """Give out no id again that was given out elsewhere."""

    async def finish(self) -> None:
        """Keep all of it."""


def in_order(tables: Iterable[Table]) -> list[Table]:
    """Tables, each after those that it refers to."""
    left = {table.name: table for table in tables}
    found: list[Table] = []
    while left:
        ready = sorted(name for name, table in left.items() if not (table.refers - {name}) & left.keys())
        if not ready:
            raise ValueError("tables refer to each other in a circle")
        found += [left.pop(name) for name in ready]
    return found
