"""A served sandbox, a caller of its Bot API, and people in front of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.sandbox import create_app, serve
from bot.sandbox.state import Sandbox
from tests.bot.sandbox.client import BRUNO, SandboxClient

TOKEN = "9000:a-token-for-tests"


async def until(condition: Callable[[], bool]) -> None:
    """Let the loop run until something is so."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event of its own
            await asyncio.sleep(0.001)


@dataclass
class Caller:
    """Calls the Bot API as a bot does."""

    http: httpx.AsyncClient
    token: str = TOKEN

    async def answer(self, method: str, /, **fields: Any) -> dict[str, Any]:
        """The whole answer, with a JSON body."""
        response = await self.http.post(f"/bot{self.token}/{method}", json=fields)
        answer: dict[str, Any] = response.json()
        assert response.status_code == answer.get("error_code", 200)
        return answer

    async def __call__(self, method: str, /, **fields: Any) -> Any:
        """The result of a call that must succeed."""
        answer = await self.answer(method, **fields)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, /, **fields: Any) -> str:
        """The description of a call that must fail."""
        answer = await self.answer(method, **fields)
        assert not answer["ok"], answer
        return str(answer["description"])


@pytest.fixture
def app() -> Starlette:
    return create_app(token=TOKEN, answer_seconds=2.0)


@pytest.fixture
def sandbox(app: Starlette) -> Sandbox:
    state = app.state.sandbox
    assert isinstance(state, Sandbox)
    return state


@pytest.fixture
async def url(app: Starlette) -> AsyncIterator[str]:
    async with serve(app) as address:
        yield address


@pytest.fixture
async def http(url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=10.0) as client:
        yield client


@pytest.fixture
def wired(http: httpx.AsyncClient) -> Caller:
    """The Bot API over a real connection."""
    return Caller(http)


@pytest.fixture
async def near(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    """The same application without a server in between: quicker, but nothing streams and nobody hangs up."""
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(base_url="http://127.0.0.1", transport=transport) as client:
        yield client


@pytest.fixture
def api(near: httpx.AsyncClient) -> Caller:
    return Caller(near)


@pytest.fixture
async def ada(url: str) -> AsyncIterator[SandboxClient]:
    async with SandboxClient(url) as client:
        yield client


@pytest.fixture
async def bruno(url: str) -> AsyncIterator[SandboxClient]:
    async with SandboxClient(url, BRUNO) as client:
        yield client
