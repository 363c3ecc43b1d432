"""What tests of the bot's talk with Telegram share."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.sqlite import SqliteStorage


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[SqliteStorage]:
    """A database of the test's own."""
    storage = SqliteStorage(tmp_path / "matinee.sqlite3")
    await storage.open()
    yield storage
    await storage.close()


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Pauses that were asked for, wherever; none is waited for."""
    asked: list[float] = []
    sleep = asyncio.sleep

    async def no_sleep(seconds: float) -> None:
        asked.append(seconds)
        await sleep(0)

    monkeypatch.setattr(asyncio, "sleep", no_sleep)
    return asked
