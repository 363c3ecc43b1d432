"""What every database's `Statements` have in common: none is taken after the end, nor after one that failed."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager

from bot.storage.kept import StorageError
from bot.storage.sql.statements import Row


class Guarded(ABC):
    """Tells when the statements of a transaction are over, or one of them failed or was interrupted."""

    erased_somebody = False

    def __init__(self) -> None:
        self._over = False
        self._broken = False

    @abstractmethod
    async def rows(self, sql: str, *values: object) -> list[Row]:
        """See `Statements.rows`."""

    async def first(self, sql: str, *values: object) -> Row | None:
        """See `Statements.first`."""
        rows = await self.rows(sql, *values)
        return rows[0] if rows else None

    async def run(self, sql: str, *values: object) -> None:
        """See `Statements.run`."""
        await self.rows(sql, *values)

    @contextmanager
    def _attempt(self) -> Iterator[None]:
        self._check()
        try:
            yield
        except BaseException:
            self._broken = True  # half of an effect may stand, or the database may have rolled back on its own
            raise

    def end(self) -> None:
        """Take no further statements; raises where one of them failed, even if the failure was caught."""
        self._check()
        self.drop()

    def drop(self) -> None:
        """Take no further statements: outside of a transaction each would commit itself."""
        self._over = True

    def _check(self) -> None:
        if self._over:
            raise RuntimeError("the transaction is over")
        if self._broken:
            raise StorageError("An effect of this turn failed, so that none of them was kept; try again.")
