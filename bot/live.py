"""The bot on Telegram: it asks for updates, or has them brought to one process or to a team of workers."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from bot.bootstrap import Parts, parts, start_logs
from bot.health import Glance, health
from bot.settings import Settings, SettingsError
from bot.stopping import told_to_stop
from bot.storage.opening import storage_at
from bot.storage.places import Place
from bot.storage.postgres.address import Address
from bot.team import team
from bot.telegram.app import ALLOWED, Running
from bot.telegram.starting import Bot, known_bot, set_webhook
from recengine.errors import MatineeError

HOOK_SECONDS = 1
"""For calls of the webhook that are open when the bot ends; Telegram brings again what was not taken."""

Ready = Callable[[str], None]
"""Told the bot's name once it is up."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What Telegram knows the bot by, and the bot Telegram; empty without a webhook."""

    token: str
    hook_secret: str

    @classmethod
    def of(cls, settings: Settings) -> "Credentials":
        """Read them.

        Raises
        ------
        SettingsError
            Where one is missing, or something without which workers cannot share the work.
        """
        if settings.telegram_bot_token is None:
            raise SettingsError(
                "TELEGRAM_BOT_TOKEN is not set; get a token from @BotFather and put it into .env, "
                "or try `matinee sandbox`, which needs none"
            )
        hook_secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
        if settings.webhook_url and not hook_secret:
            raise SettingsError("WEBHOOK_SECRET is not set; a webhook without one would take forged updates")
        if settings.workers > 1:
            _check_team(settings)
        return cls(settings.telegram_bot_token.get_secret_value(), hook_secret)


def _check_team(settings: Settings) -> None:
    if settings.webhook_url is None:
        raise SettingsError("several workers need WEBHOOK_URL; Telegram lets one process alone ask for updates")
    if not isinstance(settings.database, Address):
        raise SettingsError("several workers need a PostgreSQL DATABASE_URL; a SQLite file is for one process")


async def run_bot(
    settings: Settings, *, host: str, port: int, ready: Ready, inherited: int | None = None, number: int = 0
) -> None:
    """One process of the bot until interrupted: long polling, or webhook where WEBHOOK_URL is set.

    Parameters
    ----------
    inherited
        Number of a socket that listens already, for a worker of a team; it ends when its stdin does.
    number
        Of the worker in its team, from 0.

    Raises
    ------
    MatineeError
        Where a setting is missing or wrong, Telegram refuses the token, or the model or database cannot be used.
    """
    known = Credentials.of(settings)
    start_logs(settings, settings.log_level)
    polling = settings.webhook_url is None
    with told_to_stop() as stop:
        if inherited is not None:
            _end_with_stdin()
        async with (
            parts(settings, database=settings.database, admins=settings.admin_ids, together=not polling) as made,
            health(made.watched(polling=polling), settings.health_port),
            made.bot(
                token=known.token,
                api_url=settings.telegram_api_url,
                admins=settings.admin_ids,
                polling=polling,
                speaks=lambda chat_id: chat_id % settings.workers == number,
            ) as running,
            _webhook(settings, known, made, running, lambda: _listener(host, port, inherited)),
        ):
            if inherited is None:
                await _announce(running.application.bot, settings, known)
            ready(f"@{running.application.bot.username}")
            await stop.wait()


async def run_team(settings: Settings, *, host: str, port: int, ready: Ready) -> None:
    """As many workers as the settings say, on one socket, until interrupted; whoever dies gets a successor.

    Nothing depends on this process but that: workers agree through the database alone.

    Raises
    ------
    MatineeError
        As `run_bot`, and where workers have no webhook, or no database that they can share.
    """
    known = Credentials.of(settings)
    start_logs(settings, settings.log_level)
    await _made_ready(settings.database)
    with told_to_stop() as stop, contextlib.closing(_listener(host, port, None)) as listener:
        async with (
            known_bot(known.token, settings.telegram_api_url) as bot,
            team(partial(_launch, settings, listener), settings.workers),
        ):
            await _announce(bot, settings, known)
            ready(f"@{bot.username}, with {settings.workers} workers")
            await stop.wait()


async def _made_ready(database: Place) -> None:
    """Bring the schema up to date, and learn once, not once a worker, what is wrong with the database."""
    storage = storage_at(database)
    try:
        await storage.open()
    finally:
        await storage.close()


async def _launch(settings: Settings, listener: socket.socket, number: int) -> Process:
    """Start a worker; the health pages of the second one are on the next port, and so on."""
    environment = {**os.environ, "WORKERS": str(settings.workers)}
    if settings.health_port is not None:
        environment["HEALTH_PORT"] = str(settings.health_port + number)
    command = (sys.executable, "-m", "bot", "run", "--socket", str(listener.fileno()), "--number", str(number))
    return await asyncio.create_subprocess_exec(
        *command, stdin=PIPE, stdout=PIPE, env=environment, pass_fds=(listener.fileno(),)
    )


def _end_with_stdin() -> None:
    """End in order once whoever started this worker is gone."""

    def look() -> None:
        if not os.read(sys.stdin.fileno(), 1024):
            asyncio.get_running_loop().remove_reader(sys.stdin.fileno())
            os.kill(os.getpid(), signal.SIGTERM)

    asyncio.get_running_loop().add_reader(sys.stdin.fileno(), look)


def _listener(host: str, port: int, inherited: int | None) -> socket.socket:
    if inherited is not None:
        return socket.socket(fileno=inherited)
    from bot import web

    try:
        return web.bind(host, port)
    except web.PortInUse as error:
        raise MatineeError(f"{error.strerror}; choose another with --port") from None


@asynccontextmanager
async def _webhook(
    settings: Settings, known: Credentials, made: Parts, running: Running, listen: Callable[[], socket.socket]
) -> AsyncIterator[None]:
    """Take what Telegram brings while the block runs; without a webhook it is asked for updates."""
    if settings.webhook_url is None:
        yield
        return
    from bot import web  # whoever asks for updates needs no web server
    from bot.telegram.webhook import webhook_app

    well = Glance(made.watched(polling=False))
    app = webhook_app(running.queue, made.storage, bot=running.application.bot, secret=known.hook_secret, well=well)
    async with web.serve(app, listener=listen(), patience=HOOK_SECONDS):
        yield


async def _announce(bot: Bot, settings: Settings, known: Credentials) -> None:
    """Have Telegram bring updates from now on, if it is to."""
    if settings.webhook_url is not None:
        from bot.telegram.webhook import PATH

        await set_webhook(bot, f"{settings.webhook_url}{PATH}", known.hook_secret, ALLOWED)
