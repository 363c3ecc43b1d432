"""The storage of Matinee in one SQLite file."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiosqlite

from bot.films import Film
from bot.nights import Night, Posted
from bot.stations import KeptStation
from bot.storage import (
    sqlite_actions,
    sqlite_belongings,
    sqlite_erasure,
    sqlite_imports,
    sqlite_inbox,
    sqlite_nights,
    sqlite_reads,
    sqlite_stations,
    sqlite_wakeups,
)
from bot.storage.base import Transaction
from bot.storage.belongings import Belongings
from bot.storage.imports import WAITS_SECONDS, WaitingImport
from bot.storage.kept import (
    GUESSES_KEPT,
    Action,
    Facts,
    InboxUpdate,
    JournalEntry,
    OutboxMessage,
    SetAside,
    Shown,
    StorageError,
    UserRating,
    Waits,
    Wakeup,
)
from bot.storage.migrate import prepare, shipped_migrations
from bot.storage.sqlite_errors import plainly
from bot.storage.sqlite_journal import LATEST, entry_of
from bot.storage.sqlite_transaction import Clock, SqliteTransaction
from bot.storage.sqlite_writer import Row, Writer, connect_reader
from bot.wakeups import FARTHEST

INBOX_KEPT = 100_000
"""Updates whose ids are remembered; Telegram gives up on an update after a day."""

_ROWS_AT_ONCE = 2_000
_FORGET_REPLY = "DELETE FROM outbox WHERE outbox_id = ? RETURNING is_farewell"


def unix_seconds() -> int:
    """Seconds since 1970."""
    return int(time.time())


class SqliteStorage:
    """`bot.storage.base.Storage` on one SQLite file, with one connection that writes and one that reads.

    Parameters
    ----------
    path
        The database file. It and its folder are made where they are missing.
    clock
        Seconds since 1970, for the dates of ratings, marks and suggestions.
    inbox_kept
        How many received updates are remembered before the ids of finished ones are forgotten, oldest first.
    """

    def __init__(self, path: Path, *, clock: Clock = unix_seconds, inbox_kept: int = INBOX_KEPT) -> None:
        self._path = path
        self._clock = clock
        self._inbox_kept = inbox_kept
        self._writer = Writer(path)
        self._reader: aiosqlite.Connection | None = None

    async def open(self) -> None:
        """See `Storage.open`; opening what is open does nothing.

        Raises
        ------
        StorageError
            Where the file is no database of Matinee, is damaged, comes from a newer version, or cannot be written.
        """
        if self._reader is not None:
            return
        await asyncio.to_thread(prepare, self._path, shipped_migrations())
        try:
            await self._writer.open()
            async with self._writer.transaction() as statements:
                await sqlite_imports.expire(statements, self._clock())
            with plainly(self._path):
                self._reader = await connect_reader(self._path)
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """See `Storage.close`; a transaction under way in another task ends first."""
        reader, self._reader = self._reader, None
        try:
            if reader is not None:
                await reader.close()
        finally:
            await self._writer.close()  # last, so that it is the one to empty the WAL

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
        async with self._writer.transaction() as statements:
            yield SqliteTransaction(statements, self._clock)

    async def facts(self, user_id: int) -> Facts:
        """See `Storage.facts`."""
        return sqlite_reads.facts_of(user_id, await self._read(sqlite_reads.FACTS, user_id, GUESSES_KEPT))

    async def film(self, key: str) -> Film | None:
        """See `Storage.film`."""
        rows = await self._read(sqlite_reads.FILM, key)
        return Film(*rows[0]) if rows else None

    async def journal(self, user_id: int, *, limit: int = 50) -> Sequence[JournalEntry]:
        """See `Storage.journal`."""
        return [entry_of(row) for row in await self._read(LATEST, user_id, limit)]

    async def actions(self, user_id: int, *, limit: int = 50) -> Sequence[Action]:
        """See `Storage.actions`."""
        return sqlite_actions.actions_of(await self._read(sqlite_actions.LATEST, user_id, limit))

    async def suggestions(self, user_id: int, *, limit: int = 50) -> Sequence[Shown]:
        """See `Storage.suggestions`."""
        rows = await self._read(sqlite_reads.SUGGESTIONS, user_id, limit)
        return [sqlite_reads.shown_of(row) for row in rows]

    async def due(self, now: int, *, limit: int = 100) -> Sequence[Wakeup]:
        """See `Storage.due`."""
        return [sqlite_wakeups.wakeup_of(row) for row in await self._read(sqlite_wakeups.DUE, now, limit, FARTHEST)]

    async def stations(self, user_id: int) -> Sequence[KeptStation]:
        """See `Storage.stations`."""
        return [sqlite_stations.station_of(row) for row in await self._read(sqlite_stations.OF_USER, user_id)]

    async def waiting_import(self, user_id: int) -> WaitingImport | None:
        """See `Storage.waiting_import`."""
        rows = await self._read(sqlite_imports.WAITING, user_id, self._clock() - WAITS_SECONDS)
        return await asyncio.to_thread(sqlite_imports.waiting_of, rows[0]) if rows else None

    async def imported(self, user_id: int, token: str) -> int:
        """See `Storage.imported`."""
        ((standing,),) = await self._read(sqlite_imports.STANDING, user_id, token)
        return int(standing)

    async def belongings(self, user_id: int) -> Belongings | None:
        """See `Storage.belongings`."""
        (user, *tables) = await self._read_together(sqlite_belongings.ALL, user_id)
        return await asyncio.to_thread(sqlite_belongings.belongings_of, user[0], *tables) if user else None

    async def possessions(self, user_id: int) -> Mapping[str, int]:
        """See `Storage.possessions`."""
        (row,) = await self._read(sqlite_belongings.POSSESSIONS, user_id)
        return dict(zip(sqlite_belongings.POSSESSED, row, strict=True))

    async def all_ratings(self) -> Sequence[UserRating]:
        """See `Storage.all_ratings`; by user, and each user's oldest first.

        Reads on a connection of its own, so that a turn never waits for it.
        """
        films, ratings = await self._read_together((sqlite_reads.ALL_FILMS, sqlite_reads.ALL_RATINGS))
        by_key = {row[0]: Film(*row) for row in films}
        found: list[UserRating] = []
        for start in range(0, len(ratings), _ROWS_AT_ONCE):
            found += sqlite_reads.user_ratings_of(by_key, ratings[start : start + _ROWS_AT_ONCE])
            await asyncio.sleep(0)  # a large table must not hold up the event loop
        return found

    async def receive(self, update_id: int, lane: int, payload: str) -> bool:
        """See `Storage.receive`."""
        async with self._writer.transaction() as statements:
            return await sqlite_inbox.receive(
                statements, update_id, lane, payload, now=self._clock(), keep=self._inbox_kept
            )

    async def pending(self) -> Sequence[InboxUpdate]:
        """See `Storage.pending`."""
        return sqlite_inbox.pending_of(await self._read(sqlite_inbox.PENDING))

    async def quarantine(self, update_id: int, payload: str, reason: str) -> None:
        """See `Storage.quarantine`."""
        async with self._writer.transaction() as statements:
            await sqlite_inbox.quarantine(statements, update_id, payload, reason, keep=self._inbox_kept)

    async def quarantined(self, *, limit: int = 100) -> Sequence[SetAside]:
        """See `Storage.quarantined`."""
        return sqlite_inbox.aside_of(await self._read(sqlite_inbox.ASIDE, limit))

    async def reopen(self, update_id: int, lane: int) -> bool:
        """See `Storage.reopen`."""
        async with self._writer.transaction() as statements:
            return await sqlite_inbox.reopen(statements, update_id, lane, now=self._clock())

    async def note_tries(self, update_ids: Iterable[int]) -> None:
        """See `Storage.note_tries`."""
        async with self._writer.transaction() as statements:
            await sqlite_inbox.note_tries(statements, list(update_ids))

    async def forget_tries(self) -> None:
        """See `Storage.forget_tries`."""
        async with self._writer.transaction() as statements:
            await statements.run(sqlite_inbox.FORGET_TRIES)

    async def waits(self) -> Waits:
        """See `Storage.waits`."""
        (row,) = await self._read(sqlite_inbox.WAITING, self._clock())
        return Waits(*(None if seconds is None else max(0, seconds) for seconds in row))

    async def unsent(self) -> Sequence[OutboxMessage]:
        """See `Storage.unsent`."""
        return [sqlite_reads.message_of(row) for row in await self._read(sqlite_reads.UNSENT)]

    async def attempted(self, outbox_id: int) -> None:
        """See `Storage.attempted`."""
        async with self._writer.transaction() as statements:
            await statements.run("UPDATE outbox SET attempts = attempts + 1 WHERE outbox_id = ?", outbox_id)

    async def sent(self, outbox_id: int, posted: Posted | None = None) -> None:
        """See `Storage.sent`."""
        async with self._writer.transaction() as statements:
            row = await statements.first(_FORGET_REPLY, outbox_id)
            if row is not None and row[0]:
                await sqlite_erasure.ask_for_scrub(statements)
            if posted is not None:
                await sqlite_nights.keep_posted(statements, posted)

    async def night(self, chat_id: int) -> Night | None:
        """See `Storage.night`."""
        return await sqlite_nights.night_of(self._read, chat_id)

    async def chat_of_poll(self, poll_id: str, user_id: int) -> int | None:
        """See `Storage.chat_of_poll`."""
        return await sqlite_nights.chat_of_poll(self._read, poll_id, user_id)

    async def polls(self, chat_id: int, number: int, round_: int) -> Sequence[int]:
        """See `Storage.polls`."""
        return [row[0] for row in await self._read(sqlite_nights.POLLS, chat_id, number, round_)]

    async def voting(self) -> Sequence[int]:
        """See `Storage.voting`."""
        return [row[0] for row in await self._read(sqlite_nights.VOTING)]

    async def counts(self) -> Mapping[str, int]:
        """See `Storage.counts`."""
        (row,) = await self._read(sqlite_reads.COUNTS)
        return dict(zip(sqlite_reads.COUNTED, row, strict=True))

    async def _read(self, sql: str, *values: object) -> list[Row]:
        """One statement on the reading connection; it sees what is committed, and nothing of what is not."""
        if self._reader is None:
            raise StorageError(f"The database {self._path} is not open.")
        with plainly(self._path):
            return [tuple(row) for row in await self._reader.execute_fetchall(sql, values)]

    async def _read_together(self, statements: Sequence[str], *values: object) -> list[list[Row]]:
        """Several statements as of one moment, on a connection of their own, so that a turn never waits for them."""
        if self._reader is None:
            raise StorageError(f"The database {self._path} is not open.")
        with plainly(self._path):
            reader = await connect_reader(self._path)
            try:
                await reader.execute_fetchall("BEGIN")
                found = [await reader.execute_fetchall(sql, values) for sql in statements]
            finally:
                await reader.close()
        return [[tuple(row) for row in rows] for rows in found]
