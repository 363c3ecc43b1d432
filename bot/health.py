"""Whether the bot is well, for whoever watches over it."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.condition import ThisMachine
from bot.lag import LagGauge
from bot.logs import Trouble
from bot.metrics import Metrics
from bot.serving import Serving
from bot.storage.base import Storage
from bot.storage.kept import StorageError, Waits
from recengine.errors import MatineeError, ModelError

MOST_SILENCE = 90.0
"""Seconds without an answer of Telegram to the question for updates, which it keeps open for a few."""

MOST_PENDING, MOST_UNSENT = 120, 900
"""Seconds that an update and a reply may wait; some replies have to wait for a chat's own limit."""

MOST_STORAGE = 3.0
"""Seconds that storage may take to answer."""

GLANCE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Watched:
    """The parts of a bot that tell how it is."""

    storage: Storage
    serving: Serving
    metrics: Metrics
    lag: LagGauge
    trouble: Trouble
    machine: ThisMachine
    polling: bool = True


def reasons(waits: Waits | None, silence: float | None, *, has_model: bool) -> list[str]:
    """What is wrong, in plain words; None: storage does not answer, or nobody asks Telegram for updates."""
    found = []
    if not has_model:
        found.append("no model is loaded")
    if waits is None:
        return [*found, "the database does not answer"]
    if silence is not None and silence > MOST_SILENCE:
        found.append(f"Telegram has not answered for {silence:.0f} s")
    if (waits.inbox or 0) > MOST_PENDING:
        found.append(f"an update has waited for {waits.inbox} s")
    if (waits.outbox or 0) > MOST_UNSENT:
        found.append(f"a reply has waited for {waits.outbox} s")
    return found


class Glance:
    """Whether a bot can take updates, looked at once a second at most: anybody on the network may ask.

    What waits for long is no reason to send updates elsewhere: with several workers it waits for all of them.

    Parameters
    ----------
    clock
        Seconds that never go back.
    """

    def __init__(self, watched: Watched, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._watched = watched
        self._clock = clock
        self._looking = asyncio.Lock()
        self._looked_at = float("-inf")
        self._well = False

    async def __call__(self) -> bool:
        """Whether it has a model, and its database answers."""
        async with self._looking:
            if self._clock() - self._looked_at >= GLANCE_SECONDS:
                self._well = version_of(self._watched.serving) is not None and await self._answers()
                self._looked_at = self._clock()
            return self._well

    async def _answers(self) -> bool:
        return await waits_of(self._watched.storage) is not None


@asynccontextmanager
async def health(watched: Watched, port: int | None) -> AsyncIterator[None]:
    """Both pages on a port of this machine while the block runs; nothing without a port.

    Raises
    ------
    MatineeError
        Where the port is taken.
    """
    if port is None:
        yield
        return
    from bot import web  # a web server is loaded where there is something to serve
    from bot.health_pages import health_app

    try:
        async with web.serve(health_app(watched), port=port):
            yield
    except web.PortInUse as error:
        raise MatineeError(f"{error.strerror}; choose another HEALTH_PORT") from None


async def waits_of(storage: Storage) -> Waits | None:
    """What waits; None where storage does not say so in time."""
    try:
        async with asyncio.timeout(MOST_STORAGE):
            return await storage.waits()
    except (TimeoutError, StorageError):
        return None


def version_of(serving: Serving) -> str | None:
    """The version that is served; None without any."""
    try:
        return serving.current.version
    except ModelError:
        return None
