"""The process that serves, while a training that was asked for in the chat runs beside it, and at a rollback."""

import asyncio
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.reliability.stage import ADMIN, Stage, stage, until
from bot.background import cancelled
from bot.sandbox import acting
from recengine.persistence import ModelStore

EVERY = 0.1
"""Seconds between two looks at the memory."""

TALK = ("/start", "Heat", "/recommend", "/taste", "/recommend")
"""What somebody says before, so that what a bot needs once is there."""

MOST_GROWTH, MOST_SECONDS = 50.0, 5.0
PATIENCE = 1800.0

_SERVING = re.compile(r"serving model version (\S+)")


@dataclass
class Watched:
    """Memory of a process in MB: what it holds (RSS), and its part of what it shares with others (PSS)."""

    pid: int
    rss: list[float] = field(default_factory=list)
    pss: list[float] = field(default_factory=list)

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            self.look()
            await asyncio.sleep(EVERY)

    def look(self) -> None:
        """Once."""
        lines = Path(f"/proc/{self.pid}/smaps_rollup").read_text("ascii").splitlines()[1:]
        told = {name: float(value.split()[0]) for name, value in (line.split(":") for line in lines)}
        self.rss.append(told["Rss"] / 1e3)
        self.pss.append(told["Pss"] / 1e3)


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of it, in MB and seconds.

    Attributes
    ----------
    before
        PSS before the training.
    growth, rss_growth
        The highest while the trainer ran, less that before.
    swap
        The highest PSS from there until the new version was served for a moment, less that before.
    samples
        How often it was looked while the trainer ran.
    rollback, command
        From the command's start to the old version being served, and to the command's own end.
    restarted
        Another process serves than before, which no step of this should need.
    """

    before: float
    growth: float
    rss_growth: float
    swap: float
    samples: int
    rollback: float
    command: float
    restarted: bool


async def measure(home: Path, *, environment: Mapping[str, str]) -> Figures:
    """Ask for a training in the chat of a real `matinee run`, then go back by `matinee rollback`."""
    async with stage(home, environment=environment) as made:
        await made.start()
        for text in TALK:
            await _say(made, text)
        before = Watched(made.pid)
        for _ in range(10):
            before.look()
            await asyncio.sleep(EVERY)
        pid, old = made.pid, ModelStore(made.home / "models").current()
        training, swap = await _training(made)
        seconds, command = await _rollback(made, str(old))
        rest = max(before.pss)
        return Figures(
            rest,
            max(training.pss) - rest,
            max(training.rss) - max(before.rss),
            max(swap.pss) - rest,
            len(training.pss),
            seconds,
            command,
            restarted=made.pid != pid,
        )


async def _training(made: Stage) -> tuple[Watched, Watched]:
    """Memory until the store has a new current version, and from there until a moment after it is served."""
    store, training, swap = ModelStore(made.home / "models"), Watched(made.pid), Watched(made.pid)
    old = store.current()
    watching = asyncio.create_task(training.run())
    await _say(made, "/retrain")
    await until(lambda: store.current() != old, seconds=PATIENCE)
    await cancelled(watching)
    watching = asyncio.create_task(swap.run())
    await until(lambda: served(made)[-1:] == [store.current()], seconds=PATIENCE)
    await asyncio.sleep(1.0)
    await cancelled(watching)
    return training, swap


async def _rollback(made: Stage, old: str) -> tuple[float, float]:
    loop = asyncio.get_running_loop()
    started = loop.time()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "rollback", env=made.settings(), stdout=asyncio.subprocess.DEVNULL
    )
    await process.wait()
    command = loop.time() - started
    await until(lambda: served(made)[-1:] == [old], seconds=PATIENCE)
    return loop.time() - started, command


async def _say(made: Stage, text: str) -> None:
    """Say something as the admin, and wait for the answer."""
    chat = made.sandbox.chats[ADMIN]
    said = acting.say(made.sandbox, chat, made.sandbox.people[ADMIN], text)
    await until(lambda: max(chat.messages) > said.message_id, seconds=PATIENCE)
    await asyncio.sleep(0.3)


def served(made: Stage) -> list[str]:
    """Versions that the bot has said it took over."""
    return _SERVING.findall(made.log.read_text("utf-8"))
