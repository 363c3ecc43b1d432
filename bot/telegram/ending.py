"""The orderly end of a bot in bounded time, whatever Telegram does: inbox and outbox keep what is not done."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from telegram.ext import Application

from bot.retraining import Retraining
from bot.telegram.working import Work

log = logging.getLogger(__name__)

FETCH_SECONDS = 1.0
"""To tell Telegram which updates were received. Those it delivers again at the next start are known then."""

TURN_SECONDS = 2.5
"""For turns under way."""

SEND_SECONDS = 1.5
"""For replies that wait; the rest is sent at the next start."""

CLOSE_SECONDS = 0.5
GIVE_UP_SECONDS = 0.2
"""For something to end that was cancelled."""


async def end(
    application: Application[Any, Any, Any, Any, Any, Any],
    work: Work,
    retraining: Retraining,
) -> None:
    """Take nothing new, begin no turn, finish what is under way; all within ten seconds even if Telegram hangs."""
    await asyncio.gather(retraining.stop(), _stop_fetching(application), work.close(patience=TURN_SECONDS))
    if application.running:
        await within(CLOSE_SECONDS, application.stop())
    await work.drain(patience=SEND_SECONDS)
    await work.rest()
    await within(CLOSE_SECONDS, application.shutdown())


async def _stop_fetching(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    if application.updater is not None and application.updater.running:
        await within(FETCH_SECONDS, application.updater.stop())


async def within(seconds: float, work: Coroutine[Any, Any, object]) -> bool:
    """Whether some work came to its end in time; else it is broken off.

    More than one cancellation may be needed: the updater swallows one while it waits between two calls.
    """
    task = asyncio.ensure_future(work)
    for patience in (seconds, GIVE_UP_SECONDS, GIVE_UP_SECONDS):
        await asyncio.wait([task], timeout=patience)
        if task.done():
            break
        task.cancel()
    if not task.done() or task.cancelled():
        return False
    if (error := task.exception()) is not None:
        log.error("the bot ends although something failed: %s", type(error).__name__)
    return error is None
