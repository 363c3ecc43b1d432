"""What stands in the database in the end, beside what the people on the stage know must stand."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reliability.guest import Entry, Guest, missing

_JOURNAL = "SELECT verb, film_key, value_before, value_after FROM journal WHERE user_id = ? ORDER BY entry_id"
_RATINGS = "SELECT film_key, stars FROM ratings WHERE user_id = ?"
_LEFT = "SELECT (SELECT count(*) FROM inbox WHERE status <> 'done'), (SELECT count(*) FROM outbox)"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Counts of what must not be.

    Attributes
    ----------
    lost_effects, lost_replies
        What people did without an effect, or a reply.
    double_effects
        Journal entries that nobody caused.
    wrong
        People whose ratings, or the order of whose journal, is not what it must be.
    inversions
        Replies that came in another order than what they reply to, or that nothing had asked for.
    most_duplicates
        The most replies that one chat got twice because of one kill.
    left
        Updates and replies that the database still holds.
    """

    lost_effects: int
    lost_replies: int
    double_effects: int
    wrong: int
    inversions: int
    duplicates: int
    most_duplicates: int
    left: int

    @property
    def ok(self) -> bool:
        """Whether nothing is lost, doubled, wrong or left, and no reply came twice more than once a kill."""
        bad = self.lost_effects, self.lost_replies, self.double_effects, self.wrong, self.inversions, self.left
        return not any(bad) and self.most_duplicates <= 1

    @property
    def lost(self) -> int:
        """Updates without their effect or without their reply."""
        return self.lost_effects + self.lost_replies


def judge(database: Path, guests: Iterable[Guest]) -> Verdict:
    """Compare a database at rest with what people know."""
    lost = doubled = wrong = 0
    everybody = list(guests)
    with copied(database) as connection:
        for guest in everybody:
            journal: list[Entry] = connection.execute(_JOURNAL, (guest.person.id,)).fetchall()
            lost += missing(guest.journal, journal)
            doubled += missing(journal, guest.journal)
            ratings = dict(connection.execute(_RATINGS, (guest.person.id,)).fetchall())
            wrong += journal != guest.journal or ratings != guest.ratings
        ((pending, unsent),) = connection.execute(_LEFT).fetchall()
    twice = [count for guest in everybody for count in guest.duplicates.values()]
    return Verdict(
        lost,
        sum(guest.waiting for guest in everybody),
        doubled,
        wrong,
        sum(len(guest.out_of_order) for guest in everybody),
        sum(twice),
        max(twice, default=0),
        pending + unsent,
    )


def damage(database: Path) -> list[str]:
    """What SQLite's own checks find in a database whose process was killed; nothing where it does not exist yet."""
    if not database.exists():
        return []
    with copied(database) as connection:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        return found + [f"foreign key in {row[0]}" for row in connection.execute("PRAGMA foreign_key_check")]


@contextmanager
def copied(database: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a copy with its WAL: a look at the original would change what the next start finds."""
    with tempfile.TemporaryDirectory(prefix="matinee-look-") as folder:
        copy = Path(folder) / database.name
        for suffix in ("", "-wal"):
            part = database.with_name(database.name + suffix)
            if part.exists():
                shutil.copy(part, copy.with_name(copy.name + suffix))
        with closing(sqlite3.connect(copy)) as connection:
            yield connection
