"""A storage on a database that knows SQL; what is its own is how it connects."""

import time
from abc import abstractmethod
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from bot.nights import Posted
from bot.storage.base import Transaction
from bot.storage.kept import InboxUpdate
from bot.storage.sql import inbox, nights, trainings
from bot.storage.sql.reading import SqlReads
from bot.storage.sql.statements import Statements
from bot.storage.sql.transaction import Clock, SqlTransaction

INBOX_KEPT = 100_000
"""Updates whose ids are remembered; Telegram gives up on an update after a day."""

_FORGET_REPLY = "DELETE FROM outbox WHERE outbox_id = ?1 RETURNING is_farewell"
_ATTEMPTED = "UPDATE outbox SET attempts = attempts + 1 WHERE outbox_id = ?1"


def unix_seconds() -> int:
    """Seconds since 1970."""
    return int(time.time())


class SqlStorage(SqlReads):
    """`bot.storage.base.Storage` but for opening and closing.

    Parameters
    ----------
    clock
        Seconds since 1970, for the dates of ratings, marks and suggestions.
    inbox_kept
        How many received updates are remembered before the ids of finished ones are forgotten, oldest first.
    """

    def __init__(self, *, clock: Clock = unix_seconds, inbox_kept: int = INBOX_KEPT) -> None:
        self._clock = clock
        self._inbox_kept = inbox_kept

    @abstractmethod
    def _writing(self) -> AbstractAsyncContextManager[Statements]:
        """A transaction: committed when the block ends, rolled back where it raises."""

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """See `Storage.transaction`.

        A failed effect cannot be shrugged off: once one raised, the block's end rolls back, even if it was caught.

        Raises
        ------
        StorageError
            Where the database is closed, or the disk does not take the effects.
        RuntimeError
            Where this task has a transaction open already: waiting for itself would never end.
        """
        async with self._writing() as statements:
            yield SqlTransaction(statements, self._clock)

    async def receive(self, updates: Sequence[InboxUpdate]) -> set[int]:
        """See `Storage.receive`."""
        if not updates:
            return set()
        async with self._writing() as statements:
            return await inbox.receive(statements, updates, now=self._clock(), keep=self._inbox_kept)

    async def quarantine(self, update_id: int, payload: str, reason: str) -> None:
        """See `Storage.quarantine`."""
        async with self._writing() as statements:
            await inbox.quarantine(statements, update_id, payload, reason, keep=self._inbox_kept)

    async def reopen(self, update_id: int, lane: int) -> bool:
        """See `Storage.reopen`."""
        async with self._writing() as statements:
            return await inbox.reopen(statements, update_id, lane, now=self._clock())

    async def note_tries(self, update_ids: Iterable[int]) -> None:
        """See `Storage.note_tries`."""
        async with self._writing() as statements:
            await inbox.note_tries(statements, list(update_ids))

    async def forget_tries(self) -> None:
        """See `Storage.forget_tries`."""
        async with self._writing() as statements:
            await statements.run(inbox.FORGET_TRIES)

    async def attempted(self, outbox_id: int) -> None:
        """See `Storage.attempted`."""
        async with self._writing() as statements:
            await statements.run(_ATTEMPTED, outbox_id)

    async def sent(self, outbox_id: int, posted: Posted | None = None) -> None:
        """See `Storage.sent`."""
        async with self._writing() as statements:
            row = await statements.first(_FORGET_REPLY, outbox_id)
            if row is not None and row[0]:
                await statements.ask_for_scrub()
            if posted is not None:
                await nights.keep_posted(statements, posted)

    async def training_lives(self, training_id: int, message_id: int | None) -> None:
        """See `Storage.training_lives`."""
        async with self._writing() as statements:
            await statements.run(trainings.LIVES, training_id, self._clock(), message_id)
