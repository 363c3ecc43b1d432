"""Row 8: the load of row 6 while one retraining follows another and model versions are swapped under it."""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.data import DEFAULT_DATASET
from benchmarks.reliability.load import CHATS, RATE, SECONDS, driven, trouble
from benchmarks.reliability.loading import Load, percentile
from benchmarks.reliability.rows import Options, Row
from benchmarks.reliability.stage import ADMIN, Stage, until
from benchmarks.reliability.telling import (
    Cards,
    Overheard,
    Sign,
    latest_suggestion,
    mixed_suggestions,
    publish_signed,
)
from bot.background import cancelled
from bot.dialogue.language import phrase, speaking
from bot.sandbox import acting
from recengine.persistence import ModelStore

SWAPS = 100
MOST_RATIO, MOST_LAG = 1.5, 100.0
PATIENCE = 120.0
OTHER_FILMS_EVERY = 25
"""One swap of so many is to another catalogue, and the next one back; retrainings keep the films."""

SETTLED = 20
"""After so many swaps the bot's memory is what it needs; from there on it may not grow."""

_SERVING = re.compile(r"serving model version (\S+)")
_LATE = re.compile(r"never more than (\d+) ms late")


@dataclass
class Swapper:
    """Points a bot's store to one version after the other, each once the bot serves the one before."""

    made: Stage
    signs: Mapping[str, Sign]
    done: int = 0
    elsewhere: int = 0
    megabytes: list[float] = field(default_factory=list)

    async def run(self, *, every: float) -> None:
        """Swap until cancelled, every so many seconds, or as fast as the bot takes over."""
        store, loop = ModelStore(self.made.home / "models"), asyncio.get_running_loop()
        while True:
            started, version = loop.time(), self._next()
            store.point_to(version)
            await until(lambda: served(self.made.log)[-1:] == [version], seconds=PATIENCE)  # noqa: B023
            self.done += 1
            self.megabytes.append(_megabytes(self.made))
            await asyncio.sleep(max(0.0, started + every - loop.time()))

    def _next(self) -> str:
        """Versions of the same films in turn, every so often the one of other films."""
        same = [version for version, sign in self.signs.items() if not sign.mark]
        other = [version for version, sign in self.signs.items() if sign.mark]
        if self.done % OTHER_FILMS_EVERY == OTHER_FILMS_EVERY - 1:
            self.elsewhere += 1
            return other[0]
        return same[self.done % len(same)]

    @property
    def growth(self) -> float:
        """Megabytes that the bot's process has gained since the first swaps."""
        settled = self.megabytes[SETTLED - 1 :] or self.megabytes or [0.0]
        return settled[-1] - settled[0]


def served(log: Path) -> list[str]:
    """Versions that a bot has said it took over, in order."""
    return _SERVING.findall(log.read_text("utf-8"))


def _megabytes(made: Stage) -> float:
    """Memory of the bot's process."""
    assert made.process is not None
    pages = int(Path(f"/proc/{made.process.pid}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@dataclass
class Retrainer:
    """The admin, who asks for the next retraining as soon as one has ended."""

    made: Stage
    done: int = 0
    failed: list[str] = field(default_factory=list)

    async def run(self) -> None:
        """Ask again and again, until cancelled."""
        sandbox = self.made.sandbox
        while True:
            acting.say(sandbox, sandbox.chats[ADMIN], sandbox.people[ADMIN], "/retrain")
            ended = self.done + len(self.failed)
            await until(lambda: self._looked() > ended, seconds=3600)  # noqa: B023

    def _looked(self) -> int:
        """How many have ended."""
        texts = [message.content.text for message in self.made.sandbox.chats[ADMIN].messages.values()]
        self.done = sum(text.startswith(_beginning("training-done")) for text in texts)
        self.failed = [text for text in texts if text.startswith(_beginning("training-failed"))]
        return self.done + len(self.failed)


def _beginning(key: str) -> str:
    """The first words of a message, whatever is told in it."""
    with speaking("en"):
        return phrase(key, stamp="", why="").plain.split(".")[0]


@asynccontextmanager
async def meanwhile(*works: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """These at work while the block runs; what went wrong with them is raised at its end."""
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield
    finally:
        for task in tasks:
            await cancelled(task)


async def measure(options: Options) -> list[Row]:
    """Drive twice: undisturbed, then with retrainings and swaps."""
    setting = str(ModelStore(options.home / "models").load().manifest.get("setting") or DEFAULT_DATASET)
    chats, load = options.sized(CHATS, least=8), Load(RATE, options.sized(SECONDS, least=3))
    swaps, cards = options.sized(SWAPS, least=4), Cards()
    async with driven(options, chats=chats, environment={"MATINEE_DATASET": setting}) as (made, driver):
        signs = await asyncio.to_thread(publish_signed, made.home)
        quiet = await driver.run(load)
        first, made.sandbox.hub = latest_suggestion(made.database), Overheard(made.sandbox.hub, cards)
        swapper, retrainer = Swapper(made, signs), Retrainer(made)
        async with meanwhile(swapper.run(every=0.9 * load.seconds / swaps), retrainer.run()):
            busy = await driver.run(load)
        await made.terminate()
        complaints = trouble(made.log)
        count, mixed = mixed_suggestions(made.database, cards, signs, after=first)
        late = max(map(float, _LATE.findall(made.log.read_text("utf-8"))), default=float("inf"))
    wrong = [*(f"{number} times: {fault}" for fault, number in busy.faults.items()), *complaints, *retrainer.failed]
    for line in [*wrong, *mixed, *cards.mixed][:40]:
        print(f"  {line}")
    print(f"  undisturbed: {quiet.told()}; disturbed: {busy.told()}; {cards.count} cards seen")
    ratio = percentile(busy.all, 95) / percentile(quiet.all, 95)
    failed = busy.faults.total() + len(complaints) + len(retrainer.failed)
    told = len(mixed) + len(cards.mixed)
    return [
        Row(
            8,
            f"{swapper.done} swaps, {swapper.elsewhere} of them to another catalogue, {retrainer.done} retrainings "
            f"and one more running, {chats} chats, {load.rate:.0f} updates/s for {load.seconds:.0f} s",
            f"p95 {ratio:.2f} × undisturbed, event loop {late:.0f} ms late at worst, {failed} failed and {told} of "
            f"{count} suggestions mixed, memory {swapper.growth:+.0f} MB",
            "p95 ≤ 1.5 × undisturbed, lag ≤ 100 ms, 0 failed, 0 mixed",
            ratio <= MOST_RATIO and late <= MOST_LAG and failed == told == 0 and swapper.done >= swaps,
        )
    ]
