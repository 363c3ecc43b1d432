"""The composition root: the only place that knows concrete classes and wires them."""

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.background import alongside
from bot.condition import ThisMachine
from bot.conversation import Conversation
from bot.dialogue.attachments import Picture
from bot.garbage import seldom_looked_for
from bot.health import Watched
from bot.lag import LagGauge, measured
from bot.logs import Trouble, noticed, set_up_logs
from bot.metrics import Metrics
from bot.retraining import Retraining
from bot.retraining.schedule import Schedule, Timetable
from bot.serving import Serving
from bot.settings import Settings
from bot.storage.base import Storage
from bot.storage.opening import kept_to_one_bot, shared_by_workers, storage_at
from bot.storage.places import Place, url_of
from bot.storage.postgres.address import Address
from bot.telegram.alone import Alone
from bot.telegram.app import Running, running_bot
from bot.telegram.gate import Patience
from bot.telegram.outage import Speaks, to_everybody
from bot.telegram.pace import Limits
from bot.telegram.photos import Posters
from bot.telegram.shared import Shared
from bot.telegram.working import Working
from recengine.persistence import ModelStore

if TYPE_CHECKING:
    from bot.tmdb.source import Tmdb

log = logging.getLogger(__name__)

SECRETS = ("TELEGRAM_BOT_TOKEN", "WEBHOOK_SECRET", "TMDB_API_KEY")
"""Settings that a trainer has no use for."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a bot is made of, apart from the chat."""

    storage: Storage
    serving: Serving
    retraining: Retraining
    schedule: Schedule
    conversation: Conversation
    lag: LagGauge
    trouble: Trouble
    machine: ThisMachine
    metrics: Metrics
    working: Working
    tmdb: "Tmdb | None" = None

    def watched(self, *, polling: bool = True) -> Watched:
        """What `/healthz` and `/metrics` look at."""
        return Watched(
            self.storage, self.serving, self.metrics, self.lag, self.trouble, self.machine, polling=polling
        )

    @property
    def posters(self) -> Posters | None:
        """Where posters come from; None without TMDB's key."""
        tmdb = self.tmdb
        if tmdb is None:
            return None

        async def poster(picture: Picture) -> bytes | None:
            from bot.pictures.framing import framed

            found = await tmdb.poster(picture.spec)
            return None if found is None else await asyncio.to_thread(framed, found)

        return poster

    def bot(
        self,
        *,
        token: str,
        api_url: str,
        admins: frozenset[int] = frozenset(),
        polling: bool = True,
        limits: Limits | None = None,
        patience: Patience | None = None,
        speaks: Speaks = to_everybody,
    ) -> AbstractAsyncContextManager[Running]:
        """The bot of these parts in a chat, from start to orderly end; see `running_bot`."""
        return running_bot(
            token=token,
            api_url=api_url,
            storage=self.storage,
            conversation=self.conversation,
            retraining=self.retraining,
            schedule=self.schedule,
            admins=admins,
            polling=polling,
            draw=drawn,
            posters=self.posters,
            metrics=self.metrics,
            limits=limits,
            patience=patience,
            working=self.working,
            speaks=speaks,
        )


@asynccontextmanager
async def parts(
    settings: Settings, *, database: Place, admins: frozenset[int], together: bool = False
) -> AsyncIterator[Parts]:
    """Storage opened, model loaded, conversation wired; all closed at the end.

    Parameters
    ----------
    together
        Whether this may be one of several workers, where the database can be shared.

    Raises
    ------
    StorageError, ModelError
        Where the database or the model cannot be used, or another bot runs on the database.
    """
    with noticed() as trouble, seldom_looked_for():
        async with (
            _work(database, together=together) as working,
            _parts(settings, database, admins, trouble, working) as made,
        ):
            yield made


@asynccontextmanager
async def _work(database: Place, *, together: bool) -> AsyncIterator[Working]:
    """How a bot works on a database: together with other workers, or alone, and then nobody else may."""
    if together and isinstance(database, Address):
        async with shared_by_workers(database) as sharing:
            yield partial(Shared, sharing=sharing)
    else:
        async with kept_to_one_bot(database):
            yield Alone


@asynccontextmanager
async def _parts(
    settings: Settings, database: Place, admins: frozenset[int], trouble: Trouble, working: Working
) -> AsyncIterator[Parts]:
    storage = storage_at(database)
    store = ModelStore(settings.models)
    serving = Serving(store)
    await serving.load()
    await storage.open()
    try:
        await serving.taking_in(storage)
        retraining = Retraining(
            storage, serving, store, admins=admins, environment=trainer_environment(settings, database)
        )
        schedule = Schedule(Timetable(settings.retrain_at, settings.retrain_after), storage, serving, retraining)
        conversation = Conversation(storage, serving, retraining, admins=admins)
        machine = _machine(settings, database, trouble)
        conversation.watching(machine)
        conversation.scheduled(schedule)
        async with (
            alongside(serving.watch(), name="model watch"),
            measured(LagGauge()) as lag,
            _tmdb(settings) as tmdb,
        ):
            if tmdb is not None:
                conversation.showing(tmdb)
            yield Parts(
                storage, serving, retraining, schedule, conversation, lag, trouble, machine, Metrics(), working, tmdb
            )
            log.info("the event loop was never more than %.0f ms late", 1000 * lag.worst)
    finally:
        await storage.close()


@asynccontextmanager
async def _tmdb(settings: Settings) -> "AsyncIterator[Tmdb | None]":
    """What TMDB knows; None without its key."""
    if settings.tmdb_key is None:
        yield None
        return
    from bot.tmdb.opening import opened

    async with opened(settings.tmdb_key, url=settings.tmdb_api_url, folder=settings.tmdb) as tmdb:
        yield tmdb


def _machine(settings: Settings, database: Place, trouble: Trouble) -> ThisMachine:
    """Of a database on a server, disk and backups are the server's business."""
    if isinstance(database, Path):
        return ThisMachine(settings.backups, database, trouble)
    return ThisMachine(None, settings.models, trouble)


def drawn(picture: Picture) -> bytes:
    """A picture of a screen as PNG."""
    from bot.pictures.drawing import draw  # most starts draw none for a while

    return draw(picture.kind, picture.spec)


def trainer_environment(settings: Settings, database: Place) -> dict[str, str]:
    """The environment of a training process: the same home, data set and database, and no token."""
    passed = {name: value for name, value in os.environ.items() if name.upper() not in SECRETS}
    passed["MATINEE_HOME"] = str(settings.matinee_home)
    passed["DATABASE_URL"] = url_of(database)
    if settings.matinee_dataset:
        passed["MATINEE_DATASET"] = settings.matinee_dataset
    return passed


def start_logs(settings: Settings, level: str, *secrets: str) -> None:
    """Log from this level on, and none of these secrets, nor those of the settings."""
    numbers = logging.getLevelNamesMapping()
    as_json = settings.log_format == "json"
    set_up_logs(secrets=[*settings.secrets, *secrets], level=numbers[level.upper()], as_json=as_json)
