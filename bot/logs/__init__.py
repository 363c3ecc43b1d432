"""Logs for whoever runs the bot: plain sentences or JSON, without secrets, without what people say.

The standard library, and not structlog: python-telegram-bot, httpx, uvicorn and asyncio log through it, so that
secrets have to be taken out there anyhow, and a handful of fields needs no second way to log beside it.
"""

from bot.logs.causes import cause
from bot.logs.redaction import HIDDEN, clean, hide
from bot.logs.setup import set_up_logs
from bot.logs.trouble import Told, Trouble, noticed
from bot.logs.uncaught import log_uncaught

__all__ = ["HIDDEN", "Told", "Trouble", "cause", "clean", "hide", "log_uncaught", "noticed", "set_up_logs"]
