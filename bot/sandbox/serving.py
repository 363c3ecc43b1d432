"""Serving the sandbox on this machine."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from starlette.applications import Starlette

from bot import web
from bot.web import PortInUse

__all__ = ["PortInUse", "serve"]


@contextlib.asynccontextmanager
async def serve(app: Starlette, *, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve a sandbox while the block runs; yields its base address. See `bot.web.serve`."""
    sandbox = getattr(app.state, "sandbox", None)
    # Streams and long polls would keep the server waiting for them.
    async with web.serve(app, host=host, port=port, closing=sandbox.close if sandbox else None) as address:
        yield address
