"""`/healthz` and `/metrics` on this machine: whether the bot is well, for whoever watches over it."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot import web
from bot.condition import ThisMachine
from bot.lag import LagGauge
from bot.logs import Trouble
from bot.metrics import Metrics, Snapshot, exposition
from bot.serving import Serving
from bot.storage.base import Storage
from bot.storage.kept import StorageError, Waits
from bot.web import PortInUse
from recengine.errors import MatineeError, ModelError

MOST_SILENCE = 90.0
"""Seconds without an answer of Telegram to the question for updates, which it keeps open for a few."""

MOST_PENDING, MOST_UNSENT = 120, 900
"""Seconds that an update and a reply may wait; some replies have to wait for a chat's own limit."""

MOST_STORAGE = 3.0
"""Seconds that storage may take to answer."""

GLANCE_SECONDS = 1.0

HOSTS = ["127.0.0.1", "localhost"]
"""Names by which the page may be asked for: a page elsewhere that leads its own name here learns nothing."""


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
                self._well = _version(self._watched.serving) is not None and await self._answers()
                self._looked_at = self._clock()
            return self._well

    async def _answers(self) -> bool:
        return await _waits(self._watched.storage) is not None


def health_app(watched: Watched) -> Starlette:
    """An application with both pages; it tells of nobody, and answers to names of this machine alone."""

    async def healthz(request: Request) -> Response:
        waits = await _waits(watched.storage)
        silence = watched.metrics.silence if watched.polling else None
        version = _version(watched.serving)
        wrong = reasons(waits, silence, has_model=version is not None)
        told = {
            "status": "trouble" if wrong else "ok",
            "reasons": wrong,
            "model": version,
            "up_seconds": watched.machine.up_seconds,
            "oldest_update_seconds": waits.inbox if waits else None,
            "oldest_reply_seconds": waits.outbox if waits else None,
        }
        return JSONResponse(told, 503 if wrong else 200, headers={"Cache-Control": "no-store"})

    async def metrics(request: Request) -> Response:
        try:
            async with asyncio.timeout(MOST_STORAGE):
                counts, waits = await watched.storage.counts(), await watched.storage.waits()
            served = watched.serving.current
        except (TimeoutError, MatineeError):
            return PlainTextResponse("trouble, see /healthz\n", 503)
        snapshot = Snapshot(dict(counts), waits, served, watched.lag, watched.trouble)
        return Response(exposition(watched.metrics, snapshot), media_type=CONTENT_TYPE_LATEST)

    routes = [Route("/healthz", healthz, methods=["GET"]), Route("/metrics", metrics, methods=["GET"])]
    names = Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)
    return Starlette(routes=routes, middleware=[names])


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
    try:
        async with web.serve(health_app(watched), port=port):
            yield
    except PortInUse as error:
        raise MatineeError(f"{error.strerror}; choose another HEALTH_PORT") from None


async def _waits(storage: Storage) -> Waits | None:
    try:
        async with asyncio.timeout(MOST_STORAGE):
            return await storage.waits()
    except (TimeoutError, StorageError):
        return None


def _version(serving: Serving) -> str | None:
    try:
        return serving.current.version
    except ModelError:
        return None
