"""`matinee train` as a process of its own: how its time grows with the ratings, and what memory it takes."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.speed.measuring import Pairs
from benchmarks.speed.rows import Goal, Row
from benchmarks.speed.stage import Stage

GROWTH, MEMORY = "training-growth", "training-memory"

FEW, MANY = 1_000_000, 8_000_000
MOST, MOVIES, PEOPLE = 32_000_000, 62_000, 200_000
BOUND = 16.0
"""GiB that a training may take."""

QUICK = 0.02
"""Sizes of a quick run beside these."""

FOR = 0.2
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Training:
    """One training.

    Attributes
    ----------
    seconds
        From the start of the process to its end: reading, fitting, measuring, publishing.
    peak
        The most memory, in GiB, that the process and those it started had in mind at once.
    steps, left
        Steps told on the way, and how many of these with the time left.
    """

    seconds: float
    peak: float
    steps: int
    left: int


def growth(stage: Stage) -> Iterator[Row]:
    """Time a rating of a large data set beside that of a smaller one of the same kind."""
    small, large = (round(size * QUICK) if stage.quick else size for size in (FEW, MANY))
    pairs: list[tuple[float, float]] = []
    for _ in range(1 if stage.quick else 3):
        other, ours = (trained(stage.folder(size)).seconds / size for size in (small, large))
        pairs.append((1e6 * ours, 1e6 * other))
    yield Row.of(
        GROWTH,
        f"`matinee train`, a rating of {large:,}",
        f"of {small:,}, as many a person",
        Pairs(*(tuple(side) for side in zip(*pairs, strict=True))),
        goal=Goal.at_most(1.2),
        unit="µs",
    )


def memory(stage: Stage) -> Iterator[Row]:
    """Memory of a training on all that MovieLens has."""
    ratings, movies, people = (round(n * QUICK) if stage.quick else n for n in (MOST, MOVIES, PEOPLE))
    told = trained(stage.folder(ratings, movies=movies, people=people))
    yield Row.of(
        MEMORY,
        f"`matinee train`, {ratings:,} ratings, {movies:,} films, {people:,} people",
        "memory that it may take",
        Pairs((told.peak,), (BOUND,)),
        goal=Goal.at_most(1),
        unit="GiB",
        note=f"{told.seconds:.0f} s in all; {told.steps} steps were told, {told.left} of them with the time left",
    )


def trained(folder: Path) -> Training:
    """Train on a folder of MovieLens' layout.

    Raises
    ------
    RuntimeError
        Where the training does not end well.
    """
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryFile("w+") as told:
        command = [sys.executable, "-m", "bot", "train", "--dataset", str(folder), "--progress", "json"]
        started, peak = time.monotonic(), 0.0
        with subprocess.Popen(command, stdout=told, env={**os.environ, "MATINEE_HOME": home}) as process:
            while process.poll() is None:
                peak = max(peak, sum(_resident(pid) for pid in _family(process.pid)))
                time.sleep(FOR)
        seconds = time.monotonic() - started
        told.seek(0)
        lines = [json.loads(line) for line in told]
    if process.returncode or not lines or not lines[-1].get("published"):
        raise RuntimeError(f"the training on {folder} ended with code {process.returncode}")
    steps = lines[:-1]
    return Training(seconds, peak, len(steps), sum(step["left"] is not None for step in steps))


def _family(pid: int) -> Iterator[int]:
    yield pid
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = path.read_text("ascii").split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _resident(pid: int) -> float:
    """GiB of a process that are in memory; 0 where it has ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**30
