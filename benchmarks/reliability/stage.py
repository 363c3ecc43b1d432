"""A stage: the sandbox in this process, and on it a bot in a process of its own that can be killed."""

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.reliability.refusals import Noting
from bot.sandbox import Person, create_app, serve
from bot.sandbox.state import Sandbox

TOKEN = "7001:a-token-that-no-log-may-show"
ADMIN = 10_000
START_SECONDS = 120.0
READY = b"Matinee is running"


def people(count: int) -> list[Person]:
    """So many people; the first one is the bot's admin."""
    return [Person(ADMIN + number, f"P{number}", f"p{number}") for number in range(count)]


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


async def until(holds: Callable[[], bool], *, seconds: float = 30.0) -> None:
    """Wait until something holds; TimeoutError where it does not in time."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - it may be anything, in any process
            await asyncio.sleep(0.005)


@dataclass
class Stage:
    """A sandbox that stays up while bots come and go.

    Attributes
    ----------
    sandbox
        The sandbox's memory; lives in this event loop.
    url
        Its address.
    home
        `MATINEE_HOME` of the bot, with its database, models and log.
    environment
        Settings of the bot besides token, address, home and admin.
    """

    sandbox: Sandbox
    url: str
    home: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    process: asyncio.subprocess.Process | None = None

    @property
    def database(self) -> Path:
        """The bot's database."""
        return self.home / "matinee.sqlite3"

    @property
    def pid(self) -> int:
        """The process of the bot that is up."""
        assert self.process is not None
        return self.process.pid

    @property
    def log(self) -> Path:
        """Everything that bots wrote to stderr."""
        return self.home / "bot.log"

    async def start(self, *arguments: str) -> asyncio.subprocess.Process:
        """Start `matinee run` and wait until it serves.

        Raises
        ------
        RuntimeError
            Where it ends instead; the text is the end of its log.
        """
        process = await self.launch(*arguments)
        assert process.stdout is not None
        async with asyncio.timeout(START_SECONDS):
            while line := await process.stdout.readline():
                if READY in line:
                    return process
        raise RuntimeError(f"the bot does not start: {self.log.read_text()[-2000:]}")

    async def launch(self, *arguments: str) -> asyncio.subprocess.Process:
        """Start `matinee run` and wait for nothing."""
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", *arguments, env=self.settings(),
                stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=log,
            )  # fmt: skip
        return self.process

    async def kill(self) -> None:
        """As a power cut would."""
        await self._end(signal.SIGKILL)

    async def terminate(self) -> int:
        """Ask it to stop; its exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> int:
        process, self.process = self.process, None
        if process is None:
            return 0
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(how)
        return await process.wait()

    def settings(self) -> dict[str, str]:
        """Environment of the bot, and of commands on its home."""
        ours = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": self.url,
            "MATINEE_HOME": str(self.home),
            "ADMIN_IDS": str(ADMIN),
            "DATABASE_URL": "",
            "WEBHOOK_URL": "",
            "MATINEE_DATASET": "",
            "OPENBLAS_NUM_THREADS": "1",
        }
        return {**os.environ, **ours, **self.environment}


@asynccontextmanager
async def stage(
    home: Path,
    *,
    cast: Sequence[Person] | None = None,
    latency: float = 0.0,
    environment: Mapping[str, str] | None = None,
    refusals: list[str] | None = None,
) -> AsyncIterator[Stage]:
    """A stage with a copy of a home's models and a fresh database; no bot is up yet, and at the end none is.

    Parameters
    ----------
    cast
        Who may write; two people unless told otherwise.
    latency
        Seconds that each call of the Bot API takes besides its work.
    refusals
        Calls of the Bot API that are refused are noted there.
    """
    app = create_app(token=TOKEN, people=people(2) if cast is None else cast, answer_seconds=30.0)
    app.state.sandbox.latency = latency
    if refusals is not None:
        app.add_middleware(Noting, into=refusals)
    with tempfile.TemporaryDirectory(prefix="matinee-stage-") as folder:
        shutil.copytree(home / "models", Path(folder) / "models")
        async with serve(app) as url:
            made = Stage(app.state.sandbox, url, Path(folder), dict(environment or {}))
            try:
                yield made
            finally:
                await made.kill()
