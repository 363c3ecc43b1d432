"""Restores that are killed: at random moments and right before every step."""

import json
import random
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

from benchmarks.reliability.dying import killed_after, killed_before, seconds_of
from benchmarks.reliability.holdings import filled, fingerprint
from bot.storage.migrate import shipped_migrations
from bot.storage.sqlite_backup import backed_up
from bot.storage.sqlite_file import BESIDE, beside
from bot.storage.sqlite_restore import put_in_place, staged

NOW = 1_700_000_000
MOST_STEPS = 1_000


class Restores:
    """A database that was left by a killed bot, with its WAL, and a backup of it from before.

    Attributes
    ----------
    seen
        Counts by what came of the restores.
    """

    def __init__(self, folder: Path) -> None:
        self._kept, self._live = folder / "kept", folder / "live"
        self._kept.mkdir()
        self._database, self._backup = self._live / "matinee.sqlite3", folder / "backup.sqlite3"
        self.seen: Counter[str] = Counter()
        self._prepare(self._kept / "matinee.sqlite3")
        self._renew()
        self._old = fingerprint(self._database)
        self.seconds = seconds_of(self._restore)
        self._new = fingerprint(self._database)

    def attack(self, kills: int, seed: int, every: int) -> Counter[str]:
        """Kill at so many random moments, and right before every so many steps."""
        chance = random.Random(seed)
        for _ in range(kills):
            self._renew()
            killed_after(self._restore, seconds=chance.uniform(0, self.seconds))
            self.seen["kills"] += 1
            self._look()
        for step in range(chance.randrange(every), MOST_STEPS, every):
            self._renew()
            if not killed_before(self._restore, step=step):
                break
            self.seen["steps"] += 1
            self._look()
        return self.seen

    def _prepare(self, original: Path) -> None:
        filled(original, shipped_migrations())
        backed_up(original, self._backup)
        connection = sqlite3.connect(original)
        with closing(connection):
            connection.execute("PRAGMA wal_autocheckpoint = 0")
            connection.execute("UPDATE ratings SET stars = 1.5 WHERE user_id % 2")
            connection.execute("DELETE FROM outbox")
            connection.commit()
            for suffix in ("", "-wal"):  # as a killed bot leaves it: not taken in yet
                shutil.copy(beside(original, suffix), self._kept / f"copy{suffix}")
        for suffix in ("", "-wal"):
            (self._kept / f"copy{suffix}").replace(beside(original, suffix))

    def _renew(self) -> None:
        shutil.rmtree(self._live, ignore_errors=True)
        shutil.copytree(self._kept, self._live)

    def _restore(self) -> None:
        with staged(self._backup, self._database) as new:
            put_in_place(new, now=NOW)

    def _look(self) -> None:
        """The old or the new one is there, the old one is kept somewhere, and a second restore goes through."""
        state = _state(self._database)
        self.seen["old" if state == self._old else "new" if state == self._new else "between"] += 1
        self.seen["old one lost"] += self._old not in self._states()
        self._restore()
        clean = not any(beside(self._database, suffix).exists() for suffix in BESIDE)
        clean = clean and not [path for path in self._live.iterdir() if path.name.startswith(".")]
        states = self._states()
        self.seen["finished"] += states[0] == self._new and self._old in states and clean
        self.seen["trials"] += 1

    def _states(self) -> list[str]:
        """What the database holds, and then what those that were kept hold."""
        kept = sorted(self._live.glob("matinee.before-restore-*.sqlite3"))
        return [_state(path) for path in (self._database, *kept)]


def _state(path: Path) -> str:
    try:
        return fingerprint(path)
    except (ValueError, OSError, sqlite3.Error):
        return "damaged"


def main(kills: int, seed: int, every: int) -> None:
    """Print counts as JSON."""
    with tempfile.TemporaryDirectory(prefix="matinee-restore-") as folder:
        print(json.dumps(Restores(Path(folder)).attack(kills, seed, every)))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
