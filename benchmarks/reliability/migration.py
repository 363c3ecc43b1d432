"""Row 12: migrations from every earlier schema, killed half-way and failing at every statement."""

import json
import random
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from benchmarks.reliability.apart import run_apart
from benchmarks.reliability.dying import Work, killed_after, killed_before, seconds_of
from benchmarks.reliability.holdings import filled, fingerprint, missing
from benchmarks.reliability.rows import Options, Row
from bot.storage.migrate import Migration, prepare, shipped_migrations
from bot.storage.sqlite_file import BESIDE, beside

KILLS = 600
"""At random moments, over all schemas."""

MOST_STEPS = 1_000
SPARSEST = 40
"""At a small scale only every so many steps and statements are tried."""


async def measure(options: Options) -> list[Row]:
    """Migrate in processes that die."""
    every = min(SPARSEST, round(1 / max(options.scale, 1e-9)))
    seen = await run_apart("benchmarks.reliability.migration", options.sized(KILLS), options.seed, every)
    figure = (
        f"{seen['between']} databases between old and new, {seen['lost']} with rows lost; "
        f"{seen['old']} left old, {seen['new']} new; a second start finished {seen['finished']} of {seen['trials']}"
    )
    return [
        Row(
            12,
            f"migrations from schema 0 to {seen['schemas']}: {seen['kills']} kill -9 at random, {seen['steps']} "
            f"right before each step, {seen['failures']} failures at each statement",
            figure,
            "old or new, never between",
            not seen["between"] and not seen["lost"] and seen["finished"] == seen["trials"],
        )
    ]


def attack(folder: Path, kills: int, seed: int, every: int) -> Counter[str]:
    """Every earlier schema, in every way; counts by what came of it."""
    chance, seen, shipped = random.Random(seed), Counter[str](), shipped_migrations()
    for version in range(len(shipped)):
        trial = _Trial(folder / str(version), version, shipped, seen)
        for _ in range(-(-kills // len(shipped))):
            seen["kills"] += 1
            trial.run(lambda work, moment: killed_after(work, seconds=moment), chance.uniform(0, trial.seconds))
        for step in range(chance.randrange(every), MOST_STEPS, every):
            seen["steps"] += 1
            if not trial.run(lambda work, step: killed_before(work, step=int(step)), step):
                break
        for broken in islice(_broken(shipped, version), chance.randrange(every), None, every):
            seen["failures"] += 1
            trial.fail(broken)
    seen["schemas"] = len(shipped) - 1
    return seen


class _Trial:
    """One earlier schema, from which a migration is begun again and again."""

    def __init__(self, folder: Path, version: int, shipped: Sequence[Migration], seen: Counter[str]) -> None:
        folder.mkdir()
        self._original, self._path = folder / "original.sqlite3", folder / "matinee.sqlite3"
        self._shipped, self._seen = shipped, seen
        if version:
            filled(self._original, tuple(shipped[:version]))
        else:
            self._original.touch()
        self._renew()
        self.seconds = seconds_of(self._migrate)
        self._seen["lost"] += bool(missing(self._original, self._path))
        self._old, self._new = fingerprint(self._original), fingerprint(self._path)

    def run(self, kill: Callable[[Work, float], bool], moment: float) -> bool:
        """Migrate in a process that dies; whether it died before it was through."""
        self._renew()
        died = kill(self._migrate, moment)
        self._look()
        return died

    def fail(self, broken: Sequence[Migration]) -> None:
        """Migrate in this process, with a statement that fails."""
        self._renew()
        with suppress(Exception):
            prepare(self._path, broken)
        self._look()

    def _migrate(self) -> None:
        prepare(self._path, self._shipped)

    def _renew(self) -> None:
        for suffix in BESIDE:
            beside(self._path, suffix).unlink(missing_ok=True)
        shutil.copy(self._original, self._path)

    def _look(self) -> None:
        state = _state(self._path)
        self._seen["trials"] += 1
        self._seen["old" if state == self._old else "new" if state == self._new else "between"] += 1
        self._migrate()
        self._seen["finished"] += _state(self._path) == self._new


def _state(path: Path) -> str:
    try:
        return fingerprint(path)
    except (ValueError, sqlite3.Error):
        return "damaged"


def _broken(shipped: Sequence[Migration], version: int) -> Iterator[list[Migration]]:
    """The migrations with one statement after the other, from this schema on, replaced by one that fails."""
    for at, migration in enumerate(shipped[version:], version):
        statements = list(migration.statements())
        for number in range(len(statements)):
            sql = "".join(statements[:number]) + "SELECT no_such_function();\n"
            yield [*shipped[:at], Migration(migration.number, sql), *shipped[at + 1 :]]


def main(kills: int, seed: int, every: int) -> None:
    """Print counts as JSON."""
    with tempfile.TemporaryDirectory(prefix="matinee-migration-") as folder:
        print(json.dumps(attack(Path(folder), kills, seed, every)))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
