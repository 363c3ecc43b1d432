"""Telegram's command menu, so that people see what they can send."""

import logging

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from bot.dialogue.commands import ADMIN_DESCRIPTIONS, DESCRIPTIONS

log = logging.getLogger(__name__)


async def register_commands(bot: Bot, admins: frozenset[int]) -> None:
    """Put the commands into everybody's menu, and the admins' into theirs. A failure only costs the menu."""
    everybody = [BotCommand(command.value, text) for command, text in DESCRIPTIONS.items()]
    privileged = everybody + [BotCommand(command.value, text) for command, text in ADMIN_DESCRIPTIONS.items()]
    try:
        await bot.set_my_commands(everybody)
    except TelegramError as error:
        log.warning("the command menu could not be set: %s", error.message)
    for admin in admins:
        try:
            await bot.set_my_commands(privileged, scope=BotCommandScopeChat(admin))
        except TelegramError as error:
            # Usual before an admin has ever written to the bot.
            log.info("the admin menu could not be set yet: %s", error.message)
