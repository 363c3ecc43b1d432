"""What the stand-in refused: calls of the Bot API answered with an error."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Noting:
    """Middleware that writes down each call of the Bot API that is refused, with the reason.

    Parameters
    ----------
    into
        Where to; one line a call.
    """

    def __init__(self, app: ASGIApp, into: list[str]) -> None:
        self._app = app
        self._into = into

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does."""
        method = str(scope.get("path", "")).rsplit("/", 1)[-1]
        if scope["type"] != "http" or not str(scope["path"]).startswith("/bot"):
            await self._app(scope, receive, send)
            return
        refused = False

        async def noting(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start":
                refused = message["status"] >= 400
            elif refused:
                self._into.append(f"{method}: {message.get('body', b'').decode(errors='replace')[:300]}")
            await send(message)

        await self._app(scope, receive, noting)
