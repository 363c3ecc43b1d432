"""Row 20: people write and tap while nothing can be saved, for several reasons, and once it can again."""

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.reliability.films import understood
from benchmarks.reliability.guest import Guest
from benchmarks.reliability.obstacles import cpu_seconds, disk_full, held_by_another, small_disk, writes_refused
from benchmarks.reliability.party import Party
from benchmarks.reliability.rows import Options, Row
from benchmarks.reliability.stage import ADMIN, Stage, people, stage, until
from benchmarks.reliability.verdict import Verdict, damage, judge

PEOPLE, FILMS = 12, 80
SECONDS = 60.0
BUSY_SECONDS = 8.0
"""Longer than the bot waits for another program before it says so."""

TELL_SECONDS = 15.0
"""After that whoever wrote has to be told that it takes longer."""

RECOVERY_SECONDS = 60.0
ACTS_A_SECOND = 2.0
MOST_LOG = 100_000
"""Bytes a minute."""

MOST_CPU = 0.25
"""Share of one processor: more would be spinning."""

SORRY, ADMIN_SORRY, AGAIN = "I can't save anything right now", "Nothing can be saved now", "Saving works again"

Obstacle = Callable[[], AbstractContextManager[None]]


@dataclass
class Patient(Party):
    """People who are told that they have to wait, which is no reply to anything.

    Attributes
    ----------
    told
        How often each chat was told what.
    wrote
        When each person first wrote.
    """

    told: Counter[tuple[int, str]] = field(default_factory=Counter)
    wrote: dict[int, float] = field(default_factory=dict)

    def say(self, guest: Guest, text: str) -> None:
        """See `Party.say`."""
        self.wrote.setdefault(guest.person.id, time.monotonic())
        super().say(guest, text)

    def waited_untold(self, *, since: float) -> int:
        """People who wrote and were not told that it takes longer."""
        return sum(at < since and not self.told[person, SORRY] for person, at in self.wrote.items())

    def _hear(self, chat_id: int, message: dict[str, Any]) -> None:
        for words in (SORRY, ADMIN_SORRY, AGAIN):
            if message["text"].startswith(words):
                self.told[chat_id, words] += 1
                return
        super()._hear(chat_id, message)

    def _tapped(self, person_id: int, task: asyncio.Task[dict[str, Any]]) -> None:
        """Whoever taps may be told by the answer, which opens over the chat."""
        super()._tapped(person_id, task)
        answer = {} if task.cancelled() else task.result()
        if answer.get("show_alert") and str(answer.get("text")).startswith(SORRY):
            self.told[person_id, SORRY] += 1


@dataclass
class Outages:
    """What was seen while nothing could be saved.

    Attributes
    ----------
    recovery
        Seconds from when it could be saved again until everything was answered, the longest.
    log_a_minute
        Bytes of log, the most.
    cpu
        Share of one processor, the highest.
    unheard
        Outages of which people or the admin were not told exactly once, or the admin not that they were over.
    """

    names: list[str] = field(default_factory=list)
    sent: int = 0
    recovery: float = 0.0
    log_a_minute: float = 0.0
    cpu: float = 0.0
    unheard: list[str] = field(default_factory=list)


async def measure(options: Options) -> list[Row]:
    """Hinder, mend, count."""
    films = understood(options.home, FILMS)
    with small_disk() as folder:
        where = {} if folder is None else {"DATABASE_URL": f"sqlite:///{folder / 'matinee.sqlite3'}"}
        async with stage(options.home, cast=people(PEOPLE), environment=where) as made:
            party = Patient.on(made, people(PEOPLE), films, seed=options.seed)
            await made.start()
            await _act(party, seconds=options.sized(10) / 2)
            await until(lambda: party.is_quiet, seconds=RECOVERY_SECONDS)
            seen = Outages()
            for name, obstacle, seconds in _obstacles(made, folder, options):
                await _suffer(made, party, seen, name, obstacle, seconds=seconds)
            await made.terminate()
            database = made.database if folder is None else folder / "matinee.sqlite3"
            verdict = await asyncio.to_thread(judge, database, party.guests.values())
            damaged = await asyncio.to_thread(damage, database)
            crashed = made.log.read_text().count("Traceback")
    return [_row(party, seen, verdict, damaged, crashed)]


def _obstacles(made: Stage, folder: Path | None, options: Options) -> list[tuple[str, Obstacle, float]]:
    assert made.process is not None
    process_id, seconds = made.process.pid, max(2.0, SECONDS * options.scale)
    database = made.database if folder is None else folder / "matinee.sqlite3"
    found: list[tuple[str, Obstacle, float]] = []
    if folder is not None:
        found.append(("disk full", lambda: disk_full(folder), seconds))
    if folder is None or seconds > BUSY_SECONDS:
        found.append(("writes refused by the system", lambda: writes_refused(process_id), seconds))
    if seconds > BUSY_SECONDS:
        found.append(("locked by another program", lambda: held_by_another(database), seconds))
    return found


async def _suffer(
    made: Stage, party: Patient, seen: Outages, name: str, obstacle: Obstacle, *, seconds: float
) -> None:
    assert made.process is not None
    party.told.clear()
    party.wrote.clear()
    sent, log, cpu = party.sent, made.log.stat().st_size, cpu_seconds(made.process.pid)
    with obstacle():
        await _act(party, seconds=seconds)
        used = (cpu_seconds(made.process.pid) - cpu) / seconds
        untold = party.waited_untold(since=time.monotonic() - TELL_SECONDS)
        written = (made.log.stat().st_size - log) * 60 / seconds
    began = time.monotonic()
    with contextlib.suppress(TimeoutError):
        await until(lambda: party.is_quiet, seconds=RECOVERY_SECONDS)
    seen.recovery = max(seen.recovery, time.monotonic() - began)
    again = seconds > BUSY_SECONDS  # it is said only after a while, which is too long for a test
    if again:
        with contextlib.suppress(TimeoutError):
            await until(lambda: party.told[ADMIN, AGAIN] > 0, seconds=RECOVERY_SECONDS)
    if (party.told[ADMIN, ADMIN_SORRY], party.told[ADMIN, AGAIN]) != (1, again):
        seen.unheard.append(f"{name}: the admin not told once")
    if untold or max((count for (_, words), count in party.told.items() if words == SORRY), default=0) > 1:
        seen.unheard.append(f"{name}: people not told once")
    seen.names.append(f"{name} for {seconds:.0f} s")
    seen.sent += party.sent - sent
    seen.cpu = max(seen.cpu, used)
    seen.log_a_minute = max(seen.log_a_minute, written)


async def _act(party: Patient, *, seconds: float) -> None:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        await party.act()
        await asyncio.sleep(1 / ACTS_A_SECOND)


def _row(party: Patient, seen: Outages, verdict: Verdict, damaged: list[str], crashed: int) -> Row:
    figure = (
        f"{verdict.lost} lost, {verdict.double_effects} double effects, {verdict.wrong} people with wrong ratings, "
        f"{verdict.inversions} replies out of order, {verdict.left} left over; all answered {seen.recovery:.1f} s "
        f"after it cleared; {', '.join(seen.unheard) or 'people and the admin told once each time'}; "
        f"log {seen.log_a_minute / 1000:.1f} KB a minute, {100 * seen.cpu:.0f} % of a processor, "
        f"{crashed} tracebacks, {len(damaged)} failed checks of the database"
    )
    fine = not seen.unheard and not damaged and not crashed and verdict.ok and not verdict.duplicates
    return Row(
        20,
        f"{seen.sent} updates while nothing can be saved: {', '.join(seen.names)}",
        figure,
        "told once, recovery when it clears, nothing lost that was acknowledged, log under 100 KB a minute",
        fine and seen.log_a_minute < MOST_LOG and seen.cpu < MOST_CPU and seen.recovery < RECOVERY_SECONDS,
    )
