"""What the shared SQL asks of a database: statements of one transaction, and what each database does its own way."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol

Row = tuple[Any, ...]
"""The columns of one row."""

Read = Callable[..., Awaitable[list[Row]]]
"""Runs one SELECT with its values."""


class Statements(Protocol):
    """SQL inside one transaction; of no use after its end, nor after a statement that failed or was interrupted.

    All SQL is written in what SQLite and PostgreSQL have in common: placeholders are `?1`, `?2`, ..., each with
    one type; `ON CONFLICT` names its columns and qualifies the table's own; NULLs are compared by
    `IS NOT DISTINCT FROM`.
    """

    async def rows(self, sql: str, *values: object) -> list[Row]:
        """Run one statement that touches a few rows to its end and return its rows, those of RETURNING included."""

    async def first(self, sql: str, *values: object) -> Row | None:
        """The first row of one statement, or None."""

    async def run(self, sql: str, *values: object) -> None:
        """Run one statement for its effect."""

    async def run_long(self, sql: str, *values: object) -> None:
        """Run one statement that may touch many rows; the event loop does not wait for it."""

    async def run_many(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """Run one statement for each row of values."""

    async def reserve_entries(self, count: int) -> list[int]:
        """Ids for journal entries that this transaction is about to write, increasing; ask once for all of them."""

    async def hold(self, user_id: int) -> None:
        """Keep other transactions from changing what this person said until this one ends."""

    async def hold_films(self) -> None:
        """Wait for transactions that speak of films, and keep others from it until this one ends."""

    async def ask_for_scrub(self) -> None:
        """Have no erased row left in the database once this is committed, at the next start at the latest."""
