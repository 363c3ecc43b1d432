"""Row 4: every way in which Telegram fails, at every method that the bot calls."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.reliability.actors import Actor
from benchmarks.reliability.films import understood
from benchmarks.reliability.outcomes import ambiguous, recovery, too_early
from benchmarks.reliability.provoking import Provoked, actor_of, provoked
from benchmarks.reliability.rows import Options, Row
from benchmarks.reliability.stage import Stage, free_port, people, stage
from bot.sandbox import Fault, Rule
from bot.sandbox.faults import Call

HITS = 2
"""So many calls in a row go wrong."""

ONCE = frozenset({Fault.HANG, Fault.SLOW, Fault.FORBIDDEN})
"""Faults that are met once: two of them take long, and after 403 a bot is right never to try again."""

RETRY_AFTER = 2
SLOW_SECONDS = 5.0
"""Longer than the bot waits for any answer: the effect comes after the bot has given the call up."""

RECOVERY = 5.0
"""Seconds after a fault within which the method must have worked again."""

GIVE_UP = 2.0
"""Seconds without another call after which the bot has given it up, as it should after 403; people ask again."""

FILMS = 6
PATIENCE = 15.0
RESTARTING_PATIENCE = 40.0
ANSWER_SECONDS = 5.0
"""So long people wait for the answer to a tap."""


@dataclass(frozen=True)
class Cell:
    """One fault at one method."""

    provoked: Provoked
    fault: Fault

    def __str__(self) -> str:
        return f"{self.provoked.method}, {self.fault}"


@dataclass
class Found:
    """What came of the cells.

    Attributes
    ----------
    missed
        Cells that worked again too late or not at all, or whose reply came only when people asked again.
    excess
        Messages that came twice though no end of a call was ambiguous.
    """

    cells: int = 0
    crashes: int = 0
    tracebacks: int = 0
    early: list[Call] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    duplicates: int = 0
    excess: int = 0
    worst: float = 0.0


@dataclass
class Trial:
    """A cell on the stage, and what was seen of it."""

    made: Stage
    cell: Cell
    actor: Actor
    before: set[int] = field(default_factory=set)
    seconds: float | None = None
    again: int = 0

    @property
    def rule(self) -> Rule:
        """Which calls go wrong."""
        fault, method = self.cell.fault, self.cell.provoked.method
        chat_id = self.actor.chat.id if self.cell.provoked.names_chat else None
        count = 1 if fault in ONCE else HITS
        return Rule(
            (fault,), method=method, chat_id=chat_id, count=count, retry_after=RETRY_AFTER, delay=SLOW_SECONDS
        )

    async def prepare(self) -> None:
        """What people do before the fault."""
        await self.cell.provoked.before(self.made, self.actor)
        self.before = set(self.actor.chat.messages)

    async def take(self, calls: Sequence[Call]) -> None:
        """Until the method works again; people ask again where the bot gave up."""
        doing, asked, told = [self._ask()], time.monotonic(), list[Call]()
        end = asked + (RESTARTING_PATIENCE if self.cell.provoked.company in ("polling", "webhook") else PATIENCE)
        try:
            while time.monotonic() < end:
                await asyncio.sleep(0.01)
                ours = [*self._ours(calls), *told]
                self.seconds = recovery(ours, self.cell.provoked.method, self.cell.fault)
                if self.seconds is not None:
                    return
                hit = any(call.outcome == self.cell.fault for call in ours)
                latest = max([asked, *(call.ended + call.retry_after for call in ours)])
                # What hangs, or waits for an update, is told when it ends.
                patience = GIVE_UP if hit and self.rule.method != "getUpdates" else GIVE_UP + SLOW_SECONDS
                if ours and time.monotonic() > latest + patience and doing[-1].done():
                    self.again, asked = self.again + 1, time.monotonic()
                    if hit:  # the fault is over only now
                        told.append(Call(self.cell.provoked.method, None, asked, asked, self.cell.fault))
                    doing.append(self._ask())
        finally:
            await self._end(doing)

    def _ask(self) -> asyncio.Future[object]:
        return asyncio.ensure_future(self.cell.provoked.deed(self.made, self.actor))

    def _ours(self, calls: Sequence[Call]) -> list[Call]:
        rule = self.rule
        return [call for call in calls if call.method == rule.method and rule.chat_id in (None, call.chat_id)]

    async def _end(self, doing: Sequence[asyncio.Future[object]]) -> None:
        for result in await asyncio.gather(*doing, return_exceptions=True):
            if isinstance(result, Exception) and self.seconds is None:
                print(f"  {self.cell}: {type(result).__name__} {result}"[:200])

    @property
    def twice(self) -> int:
        """Messages of the bot that came more than once, though nobody asked again."""
        new = [message.content for message in self.actor.shown if message.message_id not in self.before]
        said = Counter((content.kind, content.text) for content in new)
        return max(0, sum(count - 1 for count in said.values()) - self.again)

    @property
    def problem(self) -> str | None:
        """What is wrong with how it went."""
        if self.seconds is None:
            return f"{self.cell}: never again"
        if self.seconds > RECOVERY:
            return f"{self.cell}: {self.seconds:.1f} s"
        if self.again and self.cell.provoked.names_chat and self.cell.fault is not Fault.FORBIDDEN:
            return f"{self.cell}: people had to ask again"
        return None


async def measure(options: Options) -> list[Row]:
    """Every fault at every method."""
    methods = provoked(understood(options.home, FILMS), port=free_port())
    cells = [Cell(method, fault) for method in methods for fault in Fault]
    wanted = options.sized(len(cells))
    chosen = [cells[number * len(cells) // wanted] for number in range(min(wanted, len(cells)))]
    found = await meet(options, chosen)
    for line in found.missed:
        print(f"  {line}")
    return [_row(found, len(cells))]


async def meet(options: Options, cells: Sequence[Cell]) -> Found:
    """Some cells, those of one company and fault side by side."""
    found, cast = Found(), people(len(cells) + 1)
    waves: dict[tuple[str, Fault], list[Cell]] = {}
    for cell in cells:
        waves.setdefault((cell.provoked.company, cell.fault), []).append(cell)
    actors = iter(cast[1:])
    async with stage(options.home, cast=cast) as made:
        made.sandbox.answer_seconds = ANSWER_SECONDS
        await made.start()
        for wave in waves.values():
            await _wave(
                made, [Trial(made, cell, actor_of(made, next(actors), cell.provoked)) for cell in wave], found
            )
        await made.terminate()
        found.tracebacks = made.log.read_text(encoding="utf-8").count("Traceback")
    return found


async def _wave(made: Stage, trials: Sequence[Trial], found: Found) -> None:
    """Cells side by side."""
    await asyncio.gather(*(trial.prepare() for trial in trials))
    with made.sandbox.faults.logged() as calls:
        made.sandbox.faults.inject(*(trial.rule for trial in trials))
        await asyncio.gather(*(trial.take(calls) for trial in trials))
        made.sandbox.faults.clear()
        await asyncio.sleep(0.2)  # what is sent twice is sent by now
    found.cells += len(trials)
    found.early += too_early(calls)
    for trial in trials:
        _note(trial, calls, found)
    if made.process is None or made.process.returncode is not None:
        found.crashes += 1
        await made.start()


def _note(trial: Trial, calls: Sequence[Call], found: Found) -> None:
    problem, twice = trial.problem, trial.twice
    if problem is not None:
        found.missed.append(problem)
    found.worst = max(found.worst, PATIENCE if trial.seconds is None else trial.seconds)
    found.duplicates += twice
    found.excess += max(0, twice - ambiguous(calls, trial.actor.chat.id))


def _row(found: Found, cells: int) -> Row:
    return Row(
        4,
        f"{found.cells} of {cells} cells: {len(Fault)} kinds of faults at every method of the Bot API that it calls",
        f"{found.crashes} crashes, {found.tracebacks} tracebacks, worst recovery {found.worst:.1f} s, "
        f"{len(found.missed)} too late or asked for again, {len(found.early)} calls within retry_after, "
        f"{found.duplicates} duplicates, {found.excess} more than one an ambiguous end",
        "no crash, no traceback, works again ≤ 5 s after the fault, no call within retry_after, ≤ 1 duplicate an "
        "ambiguous end",
        not (found.crashes or found.tracebacks or found.missed or found.early or found.excess),
    )
