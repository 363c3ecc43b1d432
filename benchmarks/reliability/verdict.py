"""What stands in the database in the end, beside what the people on the stage know must stand."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
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

    def told(self, once: str) -> str:
        """A line with all of it; `once` is what a duplicate may come of, once a chat."""
        return (
            f"{self.lost} lost, {self.double_effects} double effects, {self.wrong} people with wrong ratings, "
            f"{self.inversions} replies out of order, {self.left} left over, {self.duplicates} duplicate replies "
            f"(at most {self.most_duplicates} a {once} and chat)"
        )

    @property
    def lost(self) -> int:
        """Updates without their effect or without their reply."""
        return self.lost_effects + self.lost_replies


@dataclass(frozen=True, slots=True)
class Standing:
    """What a database at rest holds: journals and ratings by user, and the number of updates and replies left."""

    journals: Mapping[int, list[Entry]]
    ratings: Mapping[int, dict[str, float]]
    left: int


def judge(database: Path, guests: Iterable[Guest]) -> Verdict:
    """Compare a SQLite database at rest with what people know."""
    everybody = list(guests)
    with copied(database) as connection:
        ((pending, unsent),) = connection.execute(_LEFT).fetchall()
        ids = [guest.person.id for guest in everybody]
        journals = {one: connection.execute(_JOURNAL, (one,)).fetchall() for one in ids}
        ratings = {one: dict(connection.execute(_RATINGS, (one,)).fetchall()) for one in ids}
    return compare(Standing(journals, ratings, pending + unsent), everybody)


def compare(standing: Standing, guests: Sequence[Guest]) -> Verdict:
    """Compare what stands with what people know."""
    journals = [(guest, standing.journals.get(guest.person.id, [])) for guest in guests]
    twice = [count for guest in guests for count in guest.duplicates.values()]
    return Verdict(
        sum(missing(guest.journal, journal) for guest, journal in journals),
        sum(guest.waiting for guest in guests),
        sum(missing(journal, guest.journal) for guest, journal in journals),
        sum(
            journal != guest.journal or standing.ratings.get(guest.person.id, {}) != guest.ratings
            for guest, journal in journals
        ),
        sum(len(guest.out_of_order) for guest in guests),
        sum(twice),
        max(twice, default=0),
        standing.left,
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
