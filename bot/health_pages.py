"""`/healthz` and `/metrics` on this machine."""

import asyncio

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.health import MOST_STORAGE, Watched, reasons, version_of, waits_of
from bot.metrics import Snapshot, exposition
from recengine.errors import MatineeError

HOSTS = ["127.0.0.1", "localhost"]
"""Names by which the page may be asked for: a page elsewhere that leads its own name here learns nothing."""


def health_app(watched: Watched) -> Starlette:
    """An application with both pages; it tells of nobody, and answers to names of this machine alone."""

    async def healthz(request: Request) -> Response:
        waits = await waits_of(watched.storage)
        silence = watched.metrics.silence if watched.polling else None
        version = version_of(watched.serving)
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
