"""A sandbox that is served for real, a scripted bot, and pages that must not complain."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import httpx
import pytest_asyncio
from playwright.async_api import Browser, Page

from bot.sandbox.app import create_app
from bot.sandbox.serving import serve
from tests.bot.sandbox.page.chromium import Complaints, launch_chromium
from tests.bot.sandbox.page.scripted_bot import ScriptedBot

TOKEN = "9000:page-tests"

OpenPage = Callable[..., Awaitable[Page]]


@pytest_asyncio.fixture(loop_scope="module")
async def address() -> AsyncIterator[str]:
    """The base address of a fresh sandbox."""
    async with serve(create_app(token=TOKEN), host="127.0.0.1", port=0) as base:
        yield base.rstrip("/")


@pytest_asyncio.fixture(loop_scope="module")
async def bot(address: str) -> AsyncIterator[ScriptedBot]:
    """The bot of that sandbox, played by the test."""
    async with httpx.AsyncClient(base_url=f"{address}/bot{TOKEN}/", timeout=10) as client:
        yield ScriptedBot(client)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One headless Chromium for a module; its tests share the module's event loop by `pytestmark`."""
    async with launch_chromium() as chromium:
        yield chromium


@pytest_asyncio.fixture(loop_scope="module")
async def complaints() -> AsyncIterator[Complaints]:
    """Errors of all pages; the test fails at its end if there are any left."""
    noted = Complaints()
    yield noted
    assert noted.lines == []


@pytest_asyncio.fixture(loop_scope="module")
async def open_page(address: str, browser: Browser, complaints: Complaints) -> AsyncIterator[OpenPage]:
    """Opens the chat page as a person, in a chat, in a window of some width."""

    contexts = []

    async def open_as(person: int = 1001, chat: int | None = None, *, width: int = 1280) -> Page:
        context = await browser.new_context(
            viewport={"width": width, "height": 780}, locale="en-GB", reduced_motion="reduce"
        )
        contexts.append(context)
        page = await context.new_page()
        complaints.listen(page)
        await page.goto(f"{address}/#person={person}&chat={chat or person}")
        await page.get_by_test_id("chat-name").filter(has_text="M" if chat is None else "F").wait_for()
        return page

    yield open_as
    for context in contexts:
        await context.close()
