"""Serving a web application inside the event loop that is already there."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
from collections.abc import AsyncIterator, Callable, Iterator

import uvicorn
from starlette.applications import Starlette

_IN_USE = (errno.EADDRINUSE, errno.EACCES)


class PortInUse(OSError):
    """The port cannot be had; its text says which, in one plain line."""


class _Server(uvicorn.Server):
    """A server that leaves Ctrl-C to whoever runs the loop."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.asynccontextmanager
async def serve(
    app: Starlette,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    closing: Callable[[], None] | None = None,
    patience: int = 5,
    protocol: type[asyncio.Protocol] | None = None,
    listener: socket.socket | None = None,
) -> AsyncIterator[str]:
    """Serve ``app`` while the block runs; yields the base address such as ``http://127.0.0.1:8765``.

    Port 0 takes any free one. ``closing`` is called before the server waits for open requests to end,
    ``patience`` seconds at most. ``protocol`` speaks HTTP in place of uvicorn's choice. ``listener`` is a socket that
    listens already, in place of ``host`` and ``port``.

    Raises
    ------
    PortInUse
        Before anything else happens, when the port is taken or not allowed.
    """
    listener = listener or bind(host, port)
    # No access log: addresses of the Bot API contain the token.
    config = uvicorn.Config(
        app,
        http=protocol or "auto",
        log_config=None,
        access_log=False,
        ws="none",
        timeout_graceful_shutdown=patience,
    )
    server = _Server(config)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        await _started(server, running)
        yield _address(listener)
    finally:
        if closing is not None:
            closing()
        server.should_exit = True
        await asyncio.wait([running])
        listener.close()


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes any free one.

    Raises
    ------
    PortInUse
        Where the port is taken or not allowed.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno in _IN_USE:
            raise PortInUse(error.errno, f"port {port} on {host} is already in use or not allowed") from None
        raise
    # Connections inherit it. Else the second write of each answer waits 40 ms for the first one to be acknowledged:
    # asyncio sets this itself only on sockets whose protocol number it is told.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


async def _started(server: uvicorn.Server, running: asyncio.Task[None]) -> None:
    while not server.started:
        if running.done():
            await running
            raise RuntimeError("the server stopped while starting")
        await asyncio.sleep(0.005)


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
