"""What tests of the bot's talk with Telegram share."""

import asyncio

import pytest


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
