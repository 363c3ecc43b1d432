"""The webhook: updates that Telegram brings. Forged and oversized calls are turned away."""

import hmac
import json
import logging
from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from telegram import Bot

from bot.storage.base import Storage
from bot.storage.kept import StorageError
from bot.telegram.inbox import Arrival, DurableQueue, is_update_id, parse_update

log = logging.getLogger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"
PATH, HEALTH = "/webhook", "/healthz"
MOST_BYTES = 1 << 20


Well = Callable[[], Awaitable[bool]]
"""Whether the bot can take updates now."""


def webhook_app(queue: DurableQueue, storage: Storage, *, bot: Bot, secret: str, well: Well) -> Starlette:
    """An application that takes updates at `PATH`; 200 is answered only after an update is committed.

    Where too much waits already it answers 503, so that Telegram brings the update again. `HEALTH` tells a load
    balancer whether to send any here, and nothing else.
    """

    async def health(request: Request) -> Response:
        ok = await well()
        told = {"status": "ok" if ok else "trouble"}
        return JSONResponse(told, 200 if ok else 503, headers={"Cache-Control": "no-store"})

    async def take(request: Request) -> Response:
        given = "\n".join(request.headers.getlist(HEADER))  # said twice, it is right for nobody
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return PlainTextResponse("forbidden", 403)
        if queue.is_full:
            return PlainTextResponse("busy", 503)
        try:
            body = await _body(request)
        except ClientDisconnect:  # it will be brought again
            return PlainTextResponse("no update", 400)
        if body is None:
            return PlainTextResponse("too large", 413)
        return await _take(body)

    async def _take(body: bytes) -> Response:
        try:
            data = json.loads(body)
        except (ValueError, RecursionError):
            return PlainTextResponse("no update", 400)
        update_id = data.get("update_id") if isinstance(data, dict) else None
        if not is_update_id(update_id):
            return PlainTextResponse("no update", 400)
        update = parse_update(data, bot)
        try:
            if update is None:
                await storage.quarantine(update_id, json.dumps(data), "cannot be parsed")
            else:
                await queue.offer(Arrival(update, json.dumps(data)))
        except StorageError as error:
            log.warning("an update cannot be kept now; Telegram brings it again: %s", error)
            return PlainTextResponse("not now", 503)
        return PlainTextResponse("ok")

    return Starlette(routes=[Route(PATH, take, methods=["POST"]), Route(HEALTH, health, methods=["GET"])])


async def _body(request: Request) -> bytes | None:
    """The body, or None where it is larger than any update."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > MOST_BYTES:
            return None
        parts.append(part)
    return b"".join(parts)
