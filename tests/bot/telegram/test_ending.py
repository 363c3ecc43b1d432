"""The orderly end takes bounded time, whatever hangs."""

import asyncio

import pytest

from bot.telegram import ending
from bot.telegram.ending import within


async def test_work_that_ends_in_time_is_waited_for() -> None:
    assert await within(5.0, asyncio.sleep(0))


async def test_work_that_swallows_a_cancellation_is_broken_off_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ending, "GIVE_UP_SECONDS", 0.01)
    cancelled = 0

    async def stubborn() -> None:
        nonlocal cancelled
        while cancelled < 2:
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                cancelled += 1
        raise asyncio.CancelledError

    async with asyncio.timeout(5):
        assert not await within(0.01, stubborn())
    assert cancelled == 2


async def test_work_that_fails_does_not_keep_the_bot_from_ending(caplog: pytest.LogCaptureFixture) -> None:
    async def failing() -> None:
        raise RuntimeError("a secret")

    assert not await within(5.0, failing())
    assert "RuntimeError" in caplog.text
    assert "a secret" not in caplog.text
