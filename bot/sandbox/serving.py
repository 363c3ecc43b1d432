"""Serving the sandbox on this machine."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from bot import web
from bot.sandbox.failing import HANG_UP
from bot.web import PortInUse

__all__ = ["PortInUse", "serve"]


class _Protocol(H11Protocol):
    """HTTP on a connection that a handler may end at once, as networks do."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        app = self.app

        async def with_hang_up(scope: Scope, receive: Receive, send: Send) -> None:
            scope[HANG_UP] = transport.abort
            await app(scope, receive, send)

        self.app = with_hang_up


@contextlib.asynccontextmanager
async def serve(app: Starlette, *, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve a sandbox while the block runs; yields its base address. See `bot.web.serve`."""
    sandbox = getattr(app.state, "sandbox", None)
    # Streams and long polls would keep the server waiting for them.
    closing = sandbox.close if sandbox else None
    async with web.serve(app, host=host, port=port, closing=closing, protocol=_Protocol) as address:
        yield address
