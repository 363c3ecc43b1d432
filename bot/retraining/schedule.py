"""When to train without being asked: at a time of day, or after so many new ratings."""

import logging
import time as clocks
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.condition import Prospect
from bot.retraining.retraining import Retraining
from bot.serving import Served, Serving
from bot.storage.base import Storage
from bot.storage.kept import KeptTraining, StorageError, TrainingEnd

log = logging.getLogger(__name__)

GRACE = 3600
"""So many seconds after its time a training may still begin: the bot, or its machine, may have been away."""

COMPARED_SECONDS = 8 * 7 * 86_400
"""For so long a comparison of two versions keeps off scheduled trainings."""

LEARNED = frozenset({TrainingEnd.DONE, TrainingEnd.HELD})
"""Ends after which the ratings are known to a version."""


@dataclass(frozen=True, slots=True)
class Timetable:
    """At which time of day where this machine is, and after how many new ratings; None: not for that reason."""

    at: time | None = None
    after: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is scheduled."""
        return self.at is None and self.after is None


@dataclass(frozen=True, slots=True)
class Past:
    """What was done so far.

    Attributes
    ----------
    learned_at
        Up to when ratings are known to the newest version, held back or not.
    tried_at
        When a training was begun last, whatever came of it but for an orderly end of the bot.
    ratings
        How many ratings there were for that version; None where that is unknown.
    """

    learned_at: int = 0
    tried_at: int = 0
    ratings: int | None = None


def past_of(trainings: Sequence[KeptTraining], served: Served, now: float) -> Past:
    """What the trainings that are over, the latest first, and the served version tell; not of a clock gone astray."""
    trainings = [one for one in trainings if one.started_at <= now]
    learned = next((one for one in trainings if one.end in LEARNED), None)
    tried = next((one.started_at for one in trainings if one.end is not TrainingEnd.STOPPED), 0)
    made = served.trained_at if served.trained_at is not None and served.trained_at <= now else 0
    if learned is None or (learned.version != served.version and made > learned.started_at):
        return Past(made, max(tried, made))  # of a training that storage knows nothing of
    return Past(learned.started_at, max(tried, learned.started_at), learned.ratings)


def latest(at: time, now: float) -> int:
    """When it was this time of day last; seconds since 1970."""
    today = datetime.fromtimestamp(now).astimezone()
    for day in (today, today - timedelta(days=1)):
        moment = datetime.combine(day.date(), at).astimezone()  # with the clock as it is set on that day
        if moment.timestamp() <= now:
            return int(moment.timestamp())
    return 0


def following(at: time, now: float) -> int:
    """When it is this time of day next."""
    today = datetime.fromtimestamp(now).astimezone()
    for day in (today, today + timedelta(days=1)):
        moment = datetime.combine(day.date(), at).astimezone()
        if moment.timestamp() > now:
            return int(moment.timestamp())
    return int(now) + GRACE


class Schedule:
    """Begins trainings when they are due; to be looked at by one process, every minute or so.

    Parameters
    ----------
    clock
        Seconds since 1970.
    """

    def __init__(
        self,
        timetable: Timetable,
        storage: Storage,
        serving: Serving,
        retraining: Retraining,
        *,
        clock: Callable[[], float] = clocks.time,
    ) -> None:
        self.timetable = timetable
        self._storage, self._serving, self._retraining, self._clock = storage, serving, retraining, clock

    async def look(self) -> bool:
        """Begin a training if one is due; whether one began."""
        try:
            if self._retraining.running or self._compares():
                return False
            await self._retraining.set_right()
            if not await self._is_due() or not await self._retraining.is_free():
                return False
            begun = await self._retraining.start()
        except StorageError as error:
            log.warning("a scheduled training has to wait for the next look: %s", error)
            return False
        if begun:
            log.info("a scheduled training begins")
        return begun

    def _compares(self) -> bool:
        """Whether two versions are being compared, which a new one would end; not of one that is forgotten."""
        found = self._serving.comparison
        return found is not None and found.runs and self._clock() - found.started < COMPARED_SECONDS

    async def prospect(self) -> Prospect:
        """What is told of it."""
        news = await self._storage.news((await self._past()).learned_at)
        at = self.timetable.at
        return Prospect(news, None if at is None else following(at, self._clock()), self.timetable.after)

    async def _is_due(self) -> bool:
        past = await self._past()
        if self.timetable.after is not None:
            since = max(past.learned_at, past.tried_at)
            if await self._storage.news(since) >= self.timetable.after:
                return True
        return self._is_time(past) and await self._is_news(past)

    def _is_time(self, past: Past) -> bool:
        if self.timetable.at is None:
            return False
        now = self._clock()
        due_at = latest(self.timetable.at, now)
        return now - due_at < GRACE and past.tried_at < due_at

    async def _is_news(self, past: Past) -> bool:
        """Whether anything was said, or anybody erased, since the last training."""
        if await self._storage.news(past.learned_at):
            return True
        counts = await self._storage.counts()
        return past.ratings is not None and past.ratings != counts.get("ratings")

    async def _past(self) -> Past:
        return past_of(await self._storage.trainings(), self._serving.current, self._clock())
