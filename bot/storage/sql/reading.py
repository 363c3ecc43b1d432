"""What is read outside of turns: each verb is one SELECT, or a few."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

from bot.added.film import MOST_WANTED, AddedFilm, WantedFilm
from bot.films import Film
from bot.nights import Night
from bot.stations import KeptStation
from bot.stats.tally import Halves, Tally
from bot.storage.belongings import Belongings
from bot.storage.imports import WAITS_SECONDS, WaitingImport
from bot.storage.kept import (
    GUESSES_KEPT,
    Action,
    Facts,
    InboxUpdate,
    JournalEntry,
    KeptTraining,
    OutboxMessage,
    SetAside,
    Shown,
    UserRating,
    Waits,
    Wakeup,
)
from bot.storage.sql import (
    actions,
    added,
    belongings,
    imports,
    inbox,
    nights,
    reads,
    stations,
    statistics,
    trainings,
    wakeups,
)
from bot.storage.sql.journal import LATEST, entry_of
from bot.storage.sql.statements import Row
from bot.storage.sql.transaction import Clock
from bot.wakeups import FARTHEST

_ROWS_AT_ONCE = 2_000


class SqlReads(ABC):
    """The part of `bot.storage.base.Storage` that reads."""

    _clock: Clock

    @abstractmethod
    async def _read(self, sql: str, *values: object) -> list[Row]:
        """One SELECT; it sees what is committed, and nothing of what is not."""

    @abstractmethod
    async def _read_together(self, statements: Sequence[str], *values: object) -> list[list[Row]]:
        """Several SELECTs as of one moment, so that a turn never waits for them."""

    async def facts(self, user_id: int) -> Facts:
        """See `Storage.facts`."""
        return reads.facts_of(user_id, await self._read(reads.FACTS, user_id, GUESSES_KEPT))

    async def film(self, key: str) -> Film | None:
        """See `Storage.film`."""
        rows = await self._read(reads.FILM, key)
        return Film(*rows[0]) if rows else None

    async def journal(self, user_id: int, *, limit: int = 50) -> Sequence[JournalEntry]:
        """See `Storage.journal`."""
        return [entry_of(row) for row in await self._read(LATEST, user_id, limit)]

    async def actions(self, user_id: int, *, limit: int = 50) -> Sequence[Action]:
        """See `Storage.actions`."""
        return actions.actions_of(await self._read(actions.LATEST, user_id, limit))

    async def suggestions(self, user_id: int, *, limit: int = 50) -> Sequence[Shown]:
        """See `Storage.suggestions`."""
        rows = await self._read(reads.SUGGESTIONS, user_id, limit)
        return [reads.shown_of(row) for row in rows]

    async def tally(self, now: int, weeks: int | None, *, most: int | None = None) -> Tally:
        """See `Storage.tally`."""
        return await statistics.tally(self._read_together, now, weeks, most)

    async def halves(self, current: str, other: str, *, since: int, until: int) -> Halves:
        """See `Storage.halves`."""
        return await statistics.halves(self._read_together, current, other, since, until)

    async def due(self, now: int, *, limit: int = 100) -> Sequence[Wakeup]:
        """See `Storage.due`."""
        return [wakeups.wakeup_of(row) for row in await self._read(wakeups.DUE, now, limit, FARTHEST)]

    async def stations(self, user_id: int) -> Sequence[KeptStation]:
        """See `Storage.stations`."""
        return [stations.station_of(row) for row in await self._read(stations.OF_USER, user_id)]

    async def waiting_import(self, user_id: int) -> WaitingImport | None:
        """See `Storage.waiting_import`."""
        rows = await self._read(imports.WAITING, user_id, self._clock() - WAITS_SECONDS)
        return await asyncio.to_thread(imports.waiting_of, rows[0]) if rows else None

    async def imported(self, user_id: int, token: str) -> int:
        """See `Storage.imported`."""
        ((standing,),) = await self._read(imports.STANDING, user_id, token)
        return int(standing)

    async def belongings(self, user_id: int) -> Belongings | None:
        """See `Storage.belongings`."""
        (user, *tables) = await self._read_together(belongings.ALL, user_id)
        return await asyncio.to_thread(belongings.belongings_of, user[0], *tables) if user else None

    async def possessions(self, user_id: int) -> Mapping[str, int]:
        """See `Storage.possessions`."""
        (row,) = await self._read(belongings.POSSESSIONS, user_id)
        return dict(zip(belongings.POSSESSED, row, strict=True))

    async def all_ratings(self) -> Sequence[UserRating]:
        """See `Storage.all_ratings`; by user, and each user's oldest first.

        Reads on a connection of its own, so that a turn never waits for it.
        """
        films, ratings = await self._read_together((reads.ALL_FILMS, reads.ALL_RATINGS))
        by_key = {row[0]: Film(*row) for row in films}
        found: list[UserRating] = []
        for start in range(0, len(ratings), _ROWS_AT_ONCE):
            found += reads.user_ratings_of(by_key, ratings[start : start + _ROWS_AT_ONCE])
            await asyncio.sleep(0)  # a large table must not hold up the event loop
        return found

    async def added_films(self) -> Sequence[AddedFilm]:
        """See `Storage.added_films`."""
        return [added.film_of(row) for row in await self._read(added.ALL)]

    async def catalog_revision(self) -> int:
        """See `Storage.catalog_revision`."""
        ((revision,),) = await self._read(added.REVISION)
        return int(revision)

    async def wanted(self, *, limit: int = MOST_WANTED) -> Sequence[WantedFilm]:
        """See `Storage.wanted`."""
        return [added.wanted_of(row) for row in await self._read(added.WANTED, limit)]

    async def pending(self) -> Sequence[InboxUpdate]:
        """See `Storage.pending`."""
        return inbox.pending_of(await self._read(inbox.PENDING))

    async def quarantined(self, *, limit: int = 100) -> Sequence[SetAside]:
        """See `Storage.quarantined`."""
        return inbox.aside_of(await self._read(inbox.ASIDE, limit))

    async def waits(self) -> Waits:
        """See `Storage.waits`."""
        (row,) = await self._read(inbox.WAITING, self._clock())
        return Waits(*(None if seconds is None else max(0, seconds) for seconds in row))

    async def unsent(self) -> Sequence[OutboxMessage]:
        """See `Storage.unsent`."""
        return [reads.message_of(row) for row in await self._read(reads.UNSENT)]

    async def night(self, chat_id: int) -> Night | None:
        """See `Storage.night`."""
        return await nights.night_of(self._read, chat_id)

    async def chat_of_poll(self, poll_id: str, user_id: int) -> int | None:
        """See `Storage.chat_of_poll`."""
        return await nights.chat_of_poll(self._read, poll_id, user_id)

    async def polls(self, chat_id: int, number: int, round_: int) -> Sequence[int]:
        """See `Storage.polls`."""
        return [row[0] for row in await self._read(nights.POLLS, chat_id, number, round_)]

    async def voting(self) -> Sequence[int]:
        """See `Storage.voting`."""
        return [row[0] for row in await self._read(nights.VOTING)]

    async def training(self) -> KeptTraining | None:
        """See `Storage.training`."""
        rows = await self._read(trainings.UNDER_WAY)
        return trainings.training_of(rows[0]) if rows else None

    async def trainings(self) -> Sequence[KeptTraining]:
        """See `Storage.trainings`."""
        return [trainings.training_of(row) for row in await self._read(trainings.OVER)]

    async def news(self, since: int) -> int:
        """See `Storage.news`."""
        ((changed,),) = await self._read(trainings.NEWS, since)
        return int(changed)

    async def counts(self) -> Mapping[str, int]:
        """See `Storage.counts`."""
        (row,) = await self._read(reads.COUNTS)
        return dict(zip(reads.COUNTED, row, strict=True))
