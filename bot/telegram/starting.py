"""The start: Telegram may be out of reach for a moment, but a wrong token ends it."""

import logging
from collections.abc import Sequence
from typing import Any

from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application

from bot.telegram import network
from bot.telegram.network import persist
from recengine.errors import MatineeError

log = logging.getLogger(__name__)

POLL_SECONDS = 3
"""Telegram answers a fetch after so long where there is nothing; one that hangs is found out soon after."""

App = Application[Any, Any, Any, Any, Any, Any]


class TokenError(MatineeError):
    """Telegram does not accept the bot token."""


class UnreachableError(MatineeError):
    """Telegram does not answer."""


async def initialize(application: App) -> None:
    """Learn who the bot is.

    Raises
    ------
    TokenError
        Where the token is wrong.
    UnreachableError
        Where Telegram cannot be reached for a while.
    """
    try:
        await persist(application.initialize, patience=network.START_SECONDS)
    except InvalidToken:
        raise TokenError(
            "Telegram does not accept TELEGRAM_BOT_TOKEN; copy it again from @BotFather into .env"
        ) from None
    except TelegramError as error:
        await application.shutdown()
        raise _unreachable(error) from None


async def start_polling(application: App, allowed: Sequence[str]) -> None:
    """Fetch updates from now on."""
    assert application.updater is not None
    await application.updater.start_polling(
        timeout=POLL_SECONDS, allowed_updates=allowed, error_callback=_log_poll_error, bootstrap_retries=-1
    )


async def set_webhook(bot: Bot, url: str, secret: str, allowed: Sequence[str]) -> None:
    """Have Telegram bring updates from now on.

    Raises
    ------
    UnreachableError
        Where Telegram does not take the address, or cannot be reached for a while.
    """
    try:
        await persist(
            lambda: bot.set_webhook(url, secret_token=secret, allowed_updates=allowed), patience=network.START_SECONDS
        )
    except TelegramError as error:
        raise UnreachableError(f"Telegram does not take WEBHOOK_URL ({error.message})") from None


def _unreachable(error: TelegramError) -> UnreachableError:
    return UnreachableError(f"Telegram cannot be reached ({error.message}); check the network")


def _log_poll_error(error: TelegramError) -> None:
    log.warning("fetching updates failed, trying again: %s", error.message)
