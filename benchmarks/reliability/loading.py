"""A load: many people who do something at random moments, and how long each of them waits for the bot."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.reliability.crowd import Act, Crowd
from bot.lag import LagGauge, measured
from bot.sandbox import Person, acting
from bot.sandbox.events import Hub
from bot.sandbox.state import Sandbox

PATIENCE = 10.0
"""Seconds after which an update counts as not answered."""

REST = 0.5
"""Seconds that people look at an answer at least, before they do something else."""

GREETERS = 8
"""So many people are introduced to the bot at once."""


@dataclass(frozen=True, slots=True)
class Load:
    """So many updates a second, with exponential gaps, for so many seconds."""

    rate: float = 30.0
    seconds: float = 300.0


@dataclass
class Waits:
    """How long people waited.

    Attributes
    ----------
    seconds
        From the update's entering the queue to the first sign of an answer, by kind of what was done.
    faults
        What was not answered in time.
    crowded
        Updates for which there was nobody who was not waiting for an answer already; they were not made.
    driver_lag
        How late the driver itself woke at worst, in seconds: what it measures may be too long by as much.
    """

    seconds: dict[str, list[float]] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)
    crowded: int = 0
    driver_lag: float = 0.0

    @property
    def all(self) -> list[float]:
        """The waits of every kind, shortest first."""
        return sorted(second for seconds in self.seconds.values() for second in seconds)

    def told(self, percents: Sequence[int] = (50, 95, 99)) -> str:
        """A line with percentiles in milliseconds."""
        found = ", ".join(f"p{percent} {1000 * percentile(self.all, percent):.0f} ms" for percent in percents)
        return f"{len(self.all)} updates, {found}"


def percentile(ordered: Sequence[float], percent: float) -> float:
    """The value that so many percent do not exceed; infinity where there is none."""
    if not ordered:
        return float("inf")
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


class Sight(Hub):
    """Notices everything that the bot makes visible in a chat."""

    def __init__(self, noticed: Callable[[int], None]) -> None:
        super().__init__()
        self._noticed = noticed

    def publish(self, person_ids: Iterable[int], event: dict[str, Any]) -> None:
        """Pass an event on, and notice a message of the bot, new or edited."""
        super().publish(person_ids, event)
        if event["type"] in ("message", "edited") and event["message"]["from"]["is_bot"]:
            self._noticed(event["chat_id"])


@dataclass(eq=False)
class Asked:
    """What somebody waits for."""

    act: Act
    since: float
    answered: asyncio.Future[float]


class Driver:
    """Drives people at a sandbox in this process; made before anybody listens to the sandbox.

    A person has one thing going at a time, so that whatever appears in their chat answers it.

    Attributes
    ----------
    introduced
        How people's first acts went.
    idle
        People who say hello and are left alone from then on.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        crowd: Crowd,
        cast: Sequence[Person],
        *,
        seed: int,
        idle: Sequence[Person] = (),
        patience: float = PATIENCE,
        rest: float = REST,
    ) -> None:
        self._sandbox = sandbox
        self._crowd = crowd
        self._cast = cast
        self.idle = idle
        self._patience = patience
        self._rest = rest
        self._chance = random.Random(seed)
        self._asked: dict[int, Asked] = {}
        self._rested: dict[int, float] = {}
        self._waits = self.introduced = Waits()
        self._tasks: set[asyncio.Task[None]] = set()
        sandbox.hub = Sight(self._noticed)

    async def introduce(self, *, ratings: int = 3) -> Waits:
        """Have everybody say hello, name films, and ask for the first suggestion."""
        turnstile = asyncio.Semaphore(GREETERS)

        async def one(person: Person, acts: Sequence[Act]) -> None:
            async with turnstile:
                for act in acts:
                    await self._wait(self._ask(person, act))

        hello, wish = Act("hello", "/start"), Act("command", "/recommend")
        for person in self._cast:
            self._start(one(person, [hello, *(self._crowd.rating(person) for _ in range(ratings)), wish]))
        for person in self.idle:
            self._start(one(person, [hello]))
        return await self._finished()

    async def run(self, load: Load) -> Waits:
        """Updates at random moments, whether the bot keeps up or not, until the last is answered or given up."""
        self._waits = Waits()
        loop = asyncio.get_running_loop()
        async with measured(LagGauge()) as lag:
            due, end = loop.time(), loop.time() + load.seconds
            while (due := due + self._chance.expovariate(load.rate)) < end:
                await asyncio.sleep(due - loop.time())
                self._act()
            waits = await self._finished()
        waits.driver_lag = lag.worst
        return waits

    def _act(self) -> None:
        now = asyncio.get_running_loop().time()
        free = [p for p in self._cast if p.id not in self._asked and self._rested.get(p.id, 0.0) <= now]
        if not free:
            self._waits.crowded += 1
            return
        person = self._chance.choice(free)
        asked = self._ask(person, self._crowd.next(person, self._sandbox.chats[person.id]))
        self._start(self._wait(asked))

    def _ask(self, person: Person, act: Act) -> Asked:
        loop, chat = asyncio.get_running_loop(), self._sandbox.chats[person.id]
        asked = self._asked[chat.id] = Asked(act, loop.time(), loop.create_future())
        if act.message_id is None:
            acting.say(self._sandbox, chat, person, act.text)
        else:
            self._start(self._tap(person, asked, act.message_id))
        return asked

    async def _tap(self, person: Person, asked: Asked, message_id: int) -> None:
        chat = self._sandbox.chats[person.id]
        answer = await acting.tap(self._sandbox, chat, person, message_id, asked.act.text)
        if answer["answered"]:
            self._noticed(chat.id, asked)
        else:
            self._waits.faults[f"tap {asked.act.text.split(':')[0]} has no answer"] += 1

    async def _wait(self, asked: Asked) -> None:
        try:
            async with asyncio.timeout(self._patience):
                waited = await asked.answered
        except TimeoutError:
            self._asked = {chat: other for chat, other in self._asked.items() if other is not asked}
            self._waits.faults[f"no answer to {asked.act.kind} in {self._patience:.0f} s"] += 1
        else:
            self._waits.seconds.setdefault(asked.act.kind, []).append(waited)

    def _noticed(self, chat_id: int, only: Asked | None = None) -> None:
        """Something became visible in a chat, or a tap was answered."""
        asked, now = self._asked.get(chat_id), asyncio.get_running_loop().time()
        self._rested[chat_id] = now + self._rest
        if asked is None or (only is not None and asked is not only):
            return
        del self._asked[chat_id]
        if not asked.answered.done():
            asked.answered.set_result(now - asked.since)

    def _start(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _finished(self) -> Waits:
        if self._tasks:
            await asyncio.gather(*self._tasks)
        return self._waits
