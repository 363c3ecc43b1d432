"""Telegram's command menu, so that people see what they can send, in their language."""

import logging
from collections.abc import Sequence

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from bot.dialogue.commands import ADMIN_MENU, MENU, Command
from bot.dialogue.language import speaking, words
from bot.locales import LANGUAGES, SOURCE
from bot.telegram.network import START_SECONDS, persist

log = logging.getLogger(__name__)


async def register_commands(bot: Bot, admins: frozenset[int]) -> None:
    """Put the commands into everybody's menu, and the admins' into theirs. A failure only costs the menu."""
    for language in LANGUAGES:
        code = None if language == SOURCE else language
        try:
            await _set(bot, _menu(MENU, language), code)
        except TelegramError as error:
            log.warning("the command menu could not be set: %s", error.message)
        for admin in admins:
            await _register_admin(bot, admin, _menu(MENU + ADMIN_MENU, language), code)


async def _register_admin(bot: Bot, admin: int, menu: Sequence[BotCommand], code: str | None) -> None:
    try:
        await _set(bot, menu, code, BotCommandScopeChat(admin))
    except TelegramError as error:
        # Usual before an admin has ever written to the bot.
        log.info("the admin menu could not be set yet: %s", error.message)


async def _set(
    bot: Bot, menu: Sequence[BotCommand], code: str | None, scope: BotCommandScopeChat | None = None
) -> None:
    await persist(lambda: bot.set_my_commands(menu, scope=scope, language_code=code), patience=START_SECONDS)


def _menu(commands: Sequence[Command], language: str) -> list[BotCommand]:
    with speaking(language):
        return [BotCommand(command.value, words(f"command-{command.value}")) for command in commands]
