"""Taps answered: at once, or at the next start where the process died in between."""

import asyncio
import logging
from collections.abc import Iterable

from telegram import Bot
from telegram.error import TelegramError

from bot.storage.kept import OutboxMessage

log = logging.getLogger(__name__)

LONGEST = 200
"""Characters that Telegram shows."""


async def answer(bot: Bot, query: str, text: str | None) -> None:
    """Give a tap its answer; it counts without one, too."""
    try:
        await bot.answer_callback_query(query, text[:LONGEST] if text else None)
    except TelegramError as error:
        # Too late, or the network.
        log.info("a tap could not be answered: %s", error.message)


async def answer_late(bot: Bot, unsent: Iterable[OutboxMessage]) -> None:
    """Answer the taps whose replies were still to be sent when the process ended; most still wait after a restart."""
    answers = [message.payload["answers"] for message in unsent if "answers" in message.payload]
    await asyncio.gather(*(answer(bot, str(told["query"]), told["text"]) for told in answers))
