"""Who may talk to the sandbox: pages and programs of this machine only."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class LocalOnly:
    """Refuse foreign ``Host`` (DNS rebinding) and ``Origin`` headers; put safety headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        problem = _problem(Headers(scope=scope))
        if problem is not None:
            await JSONResponse({"error": problem}, status_code=403)(scope, receive, send_with_headers)
            return
        await self._app(scope, receive, send_with_headers)


def _problem(headers: Headers) -> str | None:
    host = headers.get("host", "").lower()
    if _name(host) not in LOCAL_HOSTS:
        return "The sandbox answers only to this machine's own names."
    origin = headers.get("origin")
    if origin is not None and origin.lower() != f"http://{host}":
        return "The sandbox answers only to its own page."
    return None


def _name(host: str) -> str:
    name, _, port = host.rpartition(":")
    return name if name and port.isdecimal() else host
