"""Row 5: updates that cannot be read or handled, and one that ends the program each time, while others write."""

import contextlib
import sqlite3
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.reliability.poisons import DEADLY, POISONS, batch, message, sabotage
from benchmarks.reliability.rows import Options, Row
from benchmarks.reliability.stage import ADMIN, Stage, people, stage, until
from bot.sandbox import acting
from bot.sandbox.model import Chat

COPIES = 50
"""Times that each poison comes."""

WITHIN, LOG_BYTES, MOST_STARTS = 5.0, 100_000, 6
"""Seconds in which others have to be served; size of the log; starts that a deadly update may cost."""


@dataclass
class Seen:
    """What came of it.

    Attributes
    ----------
    waits
        Seconds that somebody else waited for an answer, for each time that they wrote behind a poison.
    starts
        Starts of the program until it stayed up.
    """

    waits: list[float] = field(default_factory=list)
    starts: int = 0
    pending: int = 0
    aside: int = 0
    told: str = ""
    log_bytes: int = 0

    @property
    def ok(self) -> bool:
        """Whether nobody was held up, nothing left to do over and over, and the admin can see it."""
        served = bool(self.waits) and max(self.waits) <= WITHIN and self.starts <= MOST_STARTS
        return served and self.pending == 0 and str(self.aside) in self.told and self.log_bytes < LOG_BYTES


async def asked(made: Stage, chat: Chat, text: str = "/help") -> float:
    """Somebody writes; seconds until the answer."""
    before, begun = len(chat.messages), time.monotonic()
    acting.say(made.sandbox, chat, made.sandbox.people[chat.id], text)
    await until(lambda: len(chat.messages) >= before + 2)
    return time.monotonic() - begun


def counted(database: Path) -> tuple[int, int]:
    """Updates that are pending, and that were set aside."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        found = dict(connection.execute("SELECT status, count(*) FROM inbox GROUP BY status"))
    return found.get("pending", 0), found.get("quarantined", 0)


async def _poisoned(made: Stage, other: Chat, copies: int, seen: Seen) -> None:
    for at, poison in enumerate(batch(copies)):
        made.sandbox.updates.add("message", poison)
        if at % len(POISONS) == 0:
            seen.waits.append(await asked(made, other))
    seen.waits.append(await asked(made, other))
    await until(lambda: counted(made.database)[0] == 0)


async def _deadly(made: Stage, other: Chat, seen: Seen) -> None:
    """A message that ends the program, started again each time as a supervisor would."""
    made.sandbox.updates.add("message", message(text=DEADLY))
    await until(lambda: made.process is not None and made.process.returncode is not None)
    while True:
        seen.starts += 1
        with contextlib.suppress(RuntimeError):  # it ended before it served
            await made.start()
            try:
                seen.waits.append(await asked(made, other))
            except TimeoutError:
                continue
            if made.process is not None and made.process.returncode is None:
                return
        if seen.starts > MOST_STARTS:
            return


async def attacked(options: Options, *, copies: int, deadly: bool = True) -> Seen:
    """A bot that is sent poison, dies of some where that is asked for, and is asked for its state at the end."""
    seen = Seen()
    with tempfile.TemporaryDirectory(prefix="matinee-poison-") as folder:
        environment = sabotage(Path(folder) / "sabotage")
        async with stage(options.home, cast=people(2), environment=environment) as made:
            await made.start()
            admin, other = made.sandbox.chats[ADMIN], made.sandbox.chats[ADMIN + 1]
            await asked(made, other)
            await _poisoned(made, other, copies, seen)
            if deadly:
                await _deadly(made, other, seen)
            await asked(made, admin, "/status")
            seen.told = [*admin.messages.values()][-1].content.text
            seen.pending, seen.aside = counted(made.database)
            await made.terminate()
            seen.log_bytes = made.log.stat().st_size
    return seen


def row_of(seen: Seen, copies: int) -> Row:
    """Row 5."""
    worst = max(seen.waits, default=float("inf"))
    return Row(
        5,
        f"{len(POISONS)} kinds of poison {copies} times each, and one that ends the program",
        f"others served within {worst:.2f} s, {seen.aside} set aside and {seen.pending} pending, "
        f"{seen.starts} starts, log {seen.log_bytes / 1000:.1f} kB",
        f"others within {WITHIN:.0f} s; set aside, visible in /status; log under 100 kB",
        seen.ok,
    )


async def measure(options: Options) -> list[Row]:
    """Attack, and tell what came of it."""
    copies = options.sized(COPIES)
    return [row_of(await attacked(options, copies=copies), copies)]
