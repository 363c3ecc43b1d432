"""Calls that go wrong as `bot.sandbox.faults` has it."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Call, Fault, Faults, Rule
from bot.sandbox.params import Params

DOWNLOAD = "download"
"""What `Rule.method` calls the fetching of a file's bytes."""

HANG_UP = "matinee.hang_up"
"""Where a request's scope has what ends its connection at once; only a real server has it."""

Work = Callable[[], Awaitable[Response]]

_GATEWAY = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center>"


async def through(faults: Faults, request: Request, method: str, chat_id: int | None, work: Work) -> Response:
    """Do the work of a call, or let it go wrong."""
    came, hit = faults.clock(), faults.next(method, chat_id)
    outcome = "ok" if hit is None else str(hit[0])
    try:
        return await (work() if hit is None else _wrong(faults, request, method, hit, work))
    except ApiError:
        outcome = "refused" if hit is None else outcome
        raise
    finally:
        retry_after = hit[1].retry_after if hit is not None and hit[0] is Fault.FLOOD else 0
        faults.note(Call(method, chat_id, came, faults.clock(), outcome, retry_after))


async def hung_up(request: Request) -> None:
    """Wait until the caller hangs up."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def chat_of(params: Params) -> int | None:
    """The chat that a call names, by itself or as the scope of a command menu."""
    named = params.text("chat_id")
    if not named and params.text("scope"):
        with contextlib.suppress(ValueError, RecursionError):
            scope = json.loads(params.text("scope"))
            named = str(scope.get("chat_id", "")) if isinstance(scope, dict) else ""
    try:
        return int(named)
    except ValueError:
        return None


async def _wrong(faults: Faults, request: Request, method: str, hit: tuple[Fault, Rule], work: Work) -> Response:
    fault, rule = hit
    match fault:
        case Fault.FLOOD:
            return _flood(rule.retry_after)
        case Fault.FORBIDDEN:
            return _refusal(403, "Forbidden: bot was blocked by the user")
        case Fault.ERROR:
            return _refusal(500, "Internal Server Error")
        case Fault.GATEWAY:
            return HTMLResponse(_GATEWAY, 502)
        case Fault.SLOW:
            await asyncio.sleep(rule.delay)
            return await work()
        case Fault.HANG:
            await _hang(faults, request)
        case Fault.CLOSED_AFTER | Fault.GARBLED:
            done = await _done(work)
            # The bytes of a file are no JSON: where they are malformed, they end too early.
            if fault is Fault.GARBLED and method != DOWNLOAD:
                return Response(done.body[: max(1, len(done.body) // 2)], media_type="application/json")
    return await _hang_up(request)


async def _done(work: Work) -> Response:
    try:
        return await work()
    except ApiError:  # a refusal that nobody will hear of
        return Response(b"{")


async def _hang(faults: Faults, request: Request) -> None:
    waits = [asyncio.ensure_future(hung_up(request)), asyncio.ensure_future(faults.closed.wait())]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()


async def _hang_up(request: Request) -> Response:
    hang_up = request.scope.get(HANG_UP)
    if hang_up is not None:
        hang_up()
        await hung_up(request)
    return Response(b"", 500)  # nobody is there any more to read it


def _flood(retry_after: int) -> Response:
    body = {"ok": False, "error_code": 429, "description": f"Too Many Requests: retry after {retry_after}"}
    return JSONResponse({**body, "parameters": {"retry_after": retry_after}}, 429)


def _refusal(code: int, description: str) -> Response:
    return JSONResponse({"ok": False, "error_code": code, "description": description}, code)
