"""The start: Telegram may be out of reach for a moment, but a wrong token ends it."""

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application

from bot.logs import hide
from bot.telegram import network
from bot.telegram.network import Network, persist
from recengine.errors import MatineeError

__all__ = ["Bot", "TokenError", "UnreachableError", "initialize", "known_bot", "set_webhook", "start_polling"]

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
    await _introduced(application)


@asynccontextmanager
async def known_bot(token: str, api_url: str) -> AsyncIterator[Bot]:
    """A bot that only calls, while the block runs.

    Raises
    ------
    TokenError, UnreachableError
        As `initialize`.
    """
    hide(token)
    bot = Bot(token, f"{api_url}/bot", f"{api_url}/file/bot", request=Network(), get_updates_request=Network())
    await _introduced(bot)
    try:
        yield bot
    finally:
        await bot.shutdown()


async def _introduced(called: App | Bot) -> None:
    try:
        await persist(called.initialize, patience=network.START_SECONDS)
    except InvalidToken:
        raise TokenError(
            "Telegram does not accept TELEGRAM_BOT_TOKEN; copy it again from @BotFather into .env"
        ) from None
    except TelegramError as error:
        await called.shutdown()
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
