"""Row 11: backups while people write, what a restore brings back, and restores that are killed."""

import asyncio
import contextlib
import sqlite3
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.reliability.apart import run_apart
from benchmarks.reliability.films import understood
from benchmarks.reliability.holdings import fingerprint
from benchmarks.reliability.party import Party
from benchmarks.reliability.rows import Options, Row
from benchmarks.reliability.stage import Stage, people, stage, until
from bot.background import alongside

BACKUPS, PEOPLE, FILMS = 20, 40, 80
KILLS = 500
ACTS_A_SECOND = 30.0
SPARSEST = 40
QUIET_SECONDS = 120.0

_JOURNAL = "SELECT * FROM journal ORDER BY entry_id"


@dataclass
class Backups:
    """What came of the backups.

    Attributes
    ----------
    missing
        Entries of the journal that were committed before a backup began and are not in it.
    failed
        What failed backups said.
    """

    made: list[Path] = field(default_factory=list)
    missing: int = 0
    failed: list[str] = field(default_factory=list)
    slowest: float = 0.0
    writing: int = 0


async def measure(options: Options) -> list[Row]:
    """Back up under load, restore, serve on; then restore in processes that die."""
    films = understood(options.home, FILMS)
    cast = people(PEOPLE)
    async with stage(options.home, cast=cast) as made:
        party = Party.on(made, cast, films, seed=options.seed)
        await made.start()
        seen = await _back_up(made, party, options.sized(BACKUPS))
        with contextlib.suppress(TimeoutError):
            await until(lambda: party.is_quiet, seconds=QUIET_SECONDS)
        unanswered = party.waiting
        refused = await _matinee(made, "restore", str(seen.made[-1]), "--yes")
        await made.terminate()
        restored = await _matinee(made, "restore", str(seen.made[-1]), "--yes")
        equal = fingerprint(made.database) == fingerprint(seen.made[-1])
        serves = await _serves(made, party)
    every = min(SPARSEST, round(1 / max(options.scale, 1e-9)))
    attack = await run_apart("benchmarks.reliability.restoring", options.sized(KILLS), options.seed, every)
    figure = (
        f"{seen.missing} commits missing, {len(seen.failed)} failed, the slowest took {seen.slowest:.1f} s, "
        f"{unanswered} people unanswered; refused while the bot runs: {_yes(refused)}; restored: "
        f"{_yes(not restored and equal and serves)}; of {attack['trials']} killed restores ({attack['kills']} at "
        f"random, {attack['steps']} right before a step) {attack['between']} left something between, "
        f"{attack['old one lost']} lost the old one, a second one finished {attack['finished']}"
    )
    fine = not seen.missing and not seen.failed and not unanswered and bool(refused) and not restored
    whole = not attack["between"] and not attack["old one lost"] and attack["finished"] == attack["trials"]
    return [
        Row(
            11,
            f"{len(seen.made)} backups while {seen.writing} updates came, then a restore; restores killed",
            figure,
            "all commits before the backup's start present; the old database intact on interruption",
            fine and equal and serves and whole,
        )
    ]


async def _back_up(made: Stage, party: Party, count: int) -> Backups:
    seen = Backups()
    async with alongside(_keep_acting(party), name="people"):
        await until(lambda: party.sent > PEOPLE)
        for number in range(count):
            before = _journal(made.database)
            sent, began = party.sent, time.monotonic()
            target = made.home / f"backup-{number}.sqlite3"
            said = await _matinee(made, "backup", str(target))
            seen.slowest = max(seen.slowest, time.monotonic() - began)
            seen.writing += party.sent - sent
            if said:
                seen.failed.append(said)
                continue
            seen.made.append(target)
            seen.missing += len(set(before) - set(_journal(target)))
            fingerprint(target)  # raises where it is damaged
    return seen


async def _keep_acting(party: Party) -> None:
    while True:
        await party.act()
        await asyncio.sleep(1 / ACTS_A_SECOND)


def _journal(database: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(_JOURNAL).fetchall()


async def _serves(made: Stage, party: Party) -> bool:
    """Whether a bot on the restored database answers."""
    await made.start()
    guest = next(iter(party.guests.values()))
    before = len(guest.chat.messages)
    party.say(guest, "/help")
    with contextlib.suppress(TimeoutError):
        await until(lambda: len(guest.chat.messages) > before + 1)
    return len(guest.chat.messages) > before + 1 and await made.terminate() == 0


async def _matinee(made: Stage, *arguments: str) -> str:
    """Run a command on the bot's home; what it said where it failed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, env=made.settings(),
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    _, said = await process.communicate()
    return (said.decode() or "failed") if process.returncode else ""


def _yes(value: object) -> str:
    return "yes" if value else "NO"
