"""Rows of queries with the movies that they mean, and how they are answered."""

import csv
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

Answer = tuple[int | None, bool]  # the best movie's id, and whether it would be taken without asking back
Lookup = Callable[[str], Answer]


@dataclass(frozen=True, slots=True)
class Row:
    """A query, the ids that are right answers (none: no film is meant), its category."""

    query: str
    wanted: frozenset[int]
    category: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a lookup answered to a row, whether it was right, and how long it took."""

    row: Row
    found: int | None
    confident: bool
    milliseconds: float

    @property
    def right(self) -> bool:
        """Whether the best match is meant; where no film is meant, whether none is taken without asking back."""
        return self.found in self.row.wanted if self.row.wanted else not self.confident


def read_rows(path: Path, *, batch: str | None = None) -> list[Row]:
    """The rows of a CSV with the columns query, movie_ids and category; of one `batch` where it has that column.

    Queries keep their spaces and quotes.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Row(row["query"], frozenset(int(i) for i in row["movie_ids"].split("|") if i), row["category"])
            for row in csv.DictReader(lines)
            if batch is None or row.get("batch") == batch
        ]


def answers(rows: Sequence[Row], lookup: Lookup) -> list[Outcome]:
    """Each row looked up once."""
    outcomes = []
    for row in rows:
        started = time.perf_counter()
        found, confident = lookup(row.query)
        outcomes.append(Outcome(row, found, confident, (time.perf_counter() - started) * 1000))
    return outcomes


def accuracy(outcomes: Sequence[Outcome]) -> dict[str, tuple[int, float]]:
    """Rows and share of right ones: per category, and in `all`."""
    found: dict[str, list[bool]] = defaultdict(list)
    for outcome in outcomes:
        found[outcome.row.category].append(outcome.right)
    found = {**dict(sorted(found.items())), "all": [outcome.right for outcome in outcomes]}
    return {category: (len(right), float(np.mean(right))) for category, right in found.items()}


def asks_back(outcomes: Sequence[Outcome]) -> float:
    """Of the right answers to rows that mean a film, the share that is not taken without asking back."""
    right = [outcome.confident for outcome in outcomes if outcome.row.wanted and outcome.right]
    return 1.0 - float(np.mean(right)) if right else 0.0


def wrongly_sure(outcomes: Sequence[Outcome]) -> float:
    """Of the answers taken without asking back, the share that is wrong."""
    sure = [outcome.right for outcome in outcomes if outcome.confident]
    return 1.0 - float(np.mean(sure)) if sure else 0.0
