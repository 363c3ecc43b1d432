"""Telegram's command menu, so that people see what they can send, in their language."""

import logging
from collections.abc import Sequence

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from bot.dialogue.commands import ADMIN_MENU, MENU, Command
from bot.dialogue.language import speaking, words
from bot.locales import LANGUAGES, SOURCE

log = logging.getLogger(__name__)


async def register_commands(bot: Bot, admins: frozenset[int]) -> None:
    """Put the commands into everybody's menu, and the admins' into theirs. A failure only costs the menu."""
    for language in LANGUAGES:
        code = None if language == SOURCE else language
        try:
            await bot.set_my_commands(_menu(MENU, language), language_code=code)
        except TelegramError as error:
            log.warning("the command menu could not be set: %s", error.message)
        for admin in admins:
            await _register_admin(bot, admin, _menu(MENU + ADMIN_MENU, language), code)


async def _register_admin(bot: Bot, admin: int, menu: Sequence[BotCommand], code: str | None) -> None:
    try:
        await bot.set_my_commands(menu, scope=BotCommandScopeChat(admin), language_code=code)
    except TelegramError as error:
        # Usual before an admin has ever written to the bot.
        log.info("the admin menu could not be set yet: %s", error.message)


def _menu(commands: Sequence[Command], language: str) -> list[BotCommand]:
    with speaking(language):
        return [BotCommand(command.value, words(f"command-{command.value}")) for command in commands]
