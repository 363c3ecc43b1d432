"""The sandbox as one Starlette application: Bot API, page API, and the page itself."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.sandbox import botapi
from bot.sandbox.errors import PageError
from bot.sandbox.model import Person
from bot.sandbox.pageapi import PageApi
from bot.sandbox.security import LocalOnly
from bot.sandbox.state import ANSWER_SECONDS, Sandbox

STATIC_DIR = Path(__file__).parent / "static"


def create_app(
    *,
    token: str,
    static_dir: Path | None = None,
    people: Sequence[Person] | None = None,
    group_privacy: bool = True,
    answer_seconds: float = ANSWER_SECONDS,
) -> Starlette:
    """Build the sandbox; its state is ``app.state.sandbox``.

    Parameters
    ----------
    token
        The token the bot must use.
    static_dir
        Folder of the page; the one shipped with the package by default.
    people
        Who may write; Ada, Bruno, Chidi and Dana by default.
    group_privacy
        Whether the bot sees only commands, replies to it and mentions in the group, Telegram's default.
    answer_seconds
        How long a tap waits for the bot's answer.
    """
    sandbox = Sandbox(people, group_privacy=group_privacy, answer_seconds=answer_seconds)
    folder = static_dir or STATIC_DIR

    async def index(request: Request) -> Response:
        page = folder / "index.html"
        if not page.is_file():
            raise PageError(404, "The chat page is not installed.")
        return FileResponse(page, headers={"Cache-Control": "no-cache"})

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        await sandbox.aclose()

    app = Starlette(
        routes=[
            Route("/", index, methods=["GET"]),
            Mount("/static", StaticFiles(directory=folder, check_dir=False)),
            *PageApi(sandbox).routes(),
            *botapi.routes(sandbox, token),
        ],
        middleware=[Middleware(LocalOnly)],
        exception_handlers={PageError: _page_error, HTTPException: _http_error},
        lifespan=lifespan,
    )
    app.state.sandbox = sandbox
    return app


async def _page_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, PageError)
    return JSONResponse({"error": error.line}, status_code=error.status)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse({"error": error.detail}, status_code=error.status_code, headers=error.headers)
