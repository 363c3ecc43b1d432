"""Loads what some turns need besides the facts: files from the chat, what waits, everything of a person."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from bot.condition import Condition, Host, Nowhere, Prospect
from bot.dialogue.events import Event, SentFile, Tapped
from bot.dialogue.language import phrase
from bot.dialogue.taps import parse_tap
from bot.exchange.inspecting import Inspected, inspect
from bot.exchange.limits import MOST_BYTES
from bot.exchange.packing import pack
from bot.exchange.reading import read_file
from bot.exchange.records import Problem, Unreadable
from bot.outside import NoPosters, Outside
from bot.serving import Served, Serving
from bot.stats.report import Report, Trial
from bot.storage.base import Storage
from bot.storage.belongings import Belongings
from bot.trying import concerns, tried
from bot.turns.extras import Extras, Need, needed
from bot.turns.stats import weeks_of
from bot.turns.stats_words import MOST_PERIODS
from bot.versions import Version
from recengine.errors import MatineeError

AT_ONCE = 2
"""Files in memory at once, whoever sends them."""


class FileUnavailable(MatineeError):
    """The bytes of a file cannot be fetched now."""


class Files(Protocol):
    """Where the bytes of files are that people sent."""

    async def fetch(self, file_id: str, *, most: int) -> bytes:
        """The bytes of a file.

        Raises
        ------
        FileUnavailable
            Where they cannot be fetched, or are more than `most`.
        """


class NoFiles:
    """No files at all, before a chat is there to fetch them from."""

    async def fetch(self, file_id: str, *, most: int) -> bytes:
        """See `Files.fetch`."""
        raise FileUnavailable("there is nowhere to fetch files from")


class Shelf(Protocol):
    """Where the model versions are."""

    async def versions(self) -> Sequence[Version]:
        """All of them, the newest first."""


class Prospects(Protocol):
    """Whoever knows when the next training is due."""

    async def prospect(self) -> Prospect:
        """When, and how much is new."""


class Loader:
    """Loads extras from a storage, models, a shelf of them and, once `fetching` was told from where, files."""

    def __init__(self, storage: Storage, serving: Serving, shelf: Shelf, clock: Callable[[], int]) -> None:
        self._storage, self._serving, self._shelf, self._clock = storage, serving, shelf, clock
        self._files: Files = NoFiles()
        self._host: Host = Nowhere()
        self._schedule: Prospects | None = None
        self._outside: Outside = NoPosters()
        self._reading = asyncio.Semaphore(AT_ONCE)

    def fetching(self, files: Files) -> None:
        """Fetch files from there."""
        self._files = files

    def watching(self, host: Host) -> None:
        """Tell admins how this host fares."""
        self._host = host

    def scheduled(self, schedule: Prospects) -> None:
        """Tell admins when the next training is due."""
        self._schedule = schedule

    def showing(self, outside: Outside) -> None:
        """Tell admins how it goes with posters from there."""
        self._outside = outside

    async def extras(self, event: Event, served: Served, *, is_admin: bool = False) -> Extras:
        """What the answer to an event needs, with words in the language that is spoken."""
        user_id, need = event.sender.user_id, needed(event)
        if need is Need.FILE and isinstance(event, SentFile):
            return Extras(file=await self._file(event, served))
        if need is Need.WAITING:
            return await self._waiting(user_id)
        if need is Need.STANDING and isinstance(event, Tapped):
            tap = parse_tap(event.data)
            token = "" if tap is None else tap.argument(0)
            return Extras(standing=await self._storage.imported(user_id, token))
        if need is Need.ARCHIVE:
            return Extras(archive=await self._archive(user_id))
        if need is Need.POSSESSIONS:
            return Extras(possessions=await self._storage.possessions(user_id))
        if need is Need.WANTED and is_admin:
            return Extras(wanted=await self._storage.wanted())
        if need is Need.CONDITION and is_admin:
            return Extras(condition=await self._condition())
        if need is Need.STATISTICS and is_admin:
            return Extras(statistics=await self._statistics(event, served))
        if need is Need.TRAINING and is_admin:
            return Extras(training=await self._storage.training())
        if need is Need.MODELS and is_admin:
            return Extras(models=await self._shelf.versions())
        return Extras()

    async def _condition(self) -> Condition:
        machine = await asyncio.to_thread(self._host.look)
        counts, waits = await self._storage.counts(), await self._storage.waits()
        prospect = None if self._schedule is None else await self._schedule.prospect()
        aside = await self._storage.quarantined()
        return Condition(machine, counts, waits, aside, prospect, tmdb_refuses=self._outside.refused)

    async def _statistics(self, event: Event, served: Served) -> Report:
        weeks, now = weeks_of(event), self._clock()
        tally = await self._storage.tally(now, weeks, most=MOST_PERIODS)
        trial = await self._trial(now, since=tally.span.since)
        return Report.of(tally, weeks=weeks, catalogue=len(served.recommender.catalog), trial=trial)

    async def _trial(self, now: int, *, since: int) -> Trial | None:
        """The comparison that runs, or one that ended no earlier than `since`."""
        found = self._serving.comparison
        if not concerns(found, since=since):
            return None
        trial = await tried(self._storage, found, now=now)
        return replace(trial, trouble=self._serving.comparison_trouble) if found.runs else trial

    async def _file(self, event: SentFile, served: Served) -> Inspected | Problem | None:
        """What a file says, why it cannot be read, or None where it cannot be fetched."""
        if event.size > MOST_BYTES:
            return Problem.TOO_LARGE
        async with self._reading:
            try:
                data = await self._files.fetch(event.file_id, most=MOST_BYTES)
                return await asyncio.to_thread(
                    inspect, event.name, data, served.titles, movielens=served.has_movielens_ids
                )
            except FileUnavailable:
                return None
            except Unreadable as error:
                return error.problem

    async def _waiting(self, user_id: int) -> Extras:
        waiting = await self._storage.waiting_import(user_id)
        archive = None if waiting is None else waiting.archive
        belongings: Belongings | None = None
        if archive is not None:
            belongings = (await asyncio.to_thread(read_file, "", archive)).belongings
        return Extras(waiting=waiting, belongings=belongings)

    async def _archive(self, user_id: int) -> bytes | None:
        belongings = await self._storage.belongings(user_id)
        if belongings is None:
            return None
        return await asyncio.to_thread(pack, belongings, readme=phrase("export-readme").plain)
