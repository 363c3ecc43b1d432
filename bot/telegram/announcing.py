"""What background work has to say: passing states at once or not at all, the rest through the outbox."""

import contextlib
from collections.abc import Iterable
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.dialogue.screens import Screen
from bot.storage.kept import OutboxMessage
from bot.telegram.outbox import Letters
from bot.telegram.pace import AT_ONCE
from bot.telegram.rendering import html, keyboard


class OutboxAnnouncer:
    """`bot.retraining.Announcer` through a bot."""

    def __init__(self, bot: ExtBot[Any], letters: Letters) -> None:
        self._bot = bot
        self._letters = letters

    async def progress(self, chat_id: int, message_id: int | None, screen: Screen) -> int | None:
        """Show a passing state at once or not at all."""
        text, markup = html(screen.text), keyboard(screen.rows)
        with contextlib.suppress(TelegramError):
            if message_id is None:
                sent = await self._bot.send_message(
                    chat_id, text, parse_mode="HTML", reply_markup=markup, rate_limit_args=AT_ONCE
                )
                return sent.message_id
            await self._bot.edit_message_text(
                text, chat_id, message_id, parse_mode="HTML", reply_markup=markup, rate_limit_args=AT_ONCE
            )
        return message_id

    def deliver(self, messages: Iterable[OutboxMessage]) -> None:
        """Say what is committed."""
        self._letters.deliver(messages)
