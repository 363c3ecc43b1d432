"""Row 19: half an hour of ordinary life, and whether memory, threads, open files or the database's log grow."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.reliability.load import driven, trouble
from benchmarks.reliability.loading import Load, Waits
from benchmarks.reliability.processes import descriptors, rss, threads
from benchmarks.reliability.rows import Options, Row
from benchmarks.reliability.stage import Stage
from bot.background import alongside

CHATS, RATE, SECONDS = 300, 10.0, 1800
SETTLED = 1 / 3
"""From so much of the time on, nothing may grow any more."""

MOST_GROWTH = 0.05
MOST_LOG = 16 * 1 << 20
"""Bytes of SQLite's write-ahead log; it is emptied into the database at about four million."""

SLACK = 4
"""Threads and descriptors come and go: connections that rest, threads that draw pictures."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The bot's process at one moment: bytes of memory and of the write-ahead log, threads, descriptors."""

    memory: int
    wal: int
    threads: int
    descriptors: int


async def measure(options: Options) -> list[Row]:
    """Drive, and look at the process now and then."""
    chats, load = options.sized(CHATS, least=60), Load(RATE, options.sized(SECONDS, least=6))
    async with driven(options, chats=chats) as (made, driver):
        samples: list[Sample] = []
        async with alongside(_look(made, samples, every=load.seconds / 180), name="samples"):
            waits = await driver.run(load)
        await made.terminate()
        complaints = trouble(made.log)
    for line in [*complaints[:20], *map(str, waits.faults.items())]:
        print(f"  {line}")
    for share in (0, SETTLED / 2, SETTLED, 2 / 3, 1):
        print(f"  after {share * load.seconds / 60:4.1f} min: {samples[round(share * (len(samples) - 1))]}")
    return [row_of(samples, waits, complaints, load=load)]


async def _look(made: Stage, samples: list[Sample], *, every: float) -> None:
    while True:
        samples.append(sample(made))
        await asyncio.sleep(every)


def sample(made: Stage) -> Sample:
    """The bot's process now."""
    wal = made.database.with_name(made.database.name + "-wal")
    size = wal.stat().st_size if wal.exists() else 0
    return Sample(rss(made.pid), size, threads(made.pid), descriptors(made.pid))


def row_of(samples: Sequence[Sample], waits: Waits, complaints: Sequence[str], *, load: Load) -> Row:
    """Row 19."""
    early, late = parts(samples)
    growth = _mean([each.memory for each in late]) / _mean([each.memory for each in early]) - 1
    more_threads, more_open = (
        max(getattr(each, what) for each in late) - max(getattr(each, what) for each in early)
        for what in ("threads", "descriptors")
    )
    wal, errors = max(each.wal for each in samples), waits.faults.total() + waits.crowded + len(complaints)
    return Row(
        19,
        f"{load.seconds / 60:.1f} minutes at {load.rate:.0f} updates/s",
        f"memory {100 * growth:+.1f} % after a third of the time, to {samples[-1].memory / 1e6:.0f} MB; "
        f"threads {more_threads:+d} to {samples[-1].threads}, "
        f"descriptors {more_open:+d} to {samples[-1].descriptors}, WAL at most {wal / 1e6:.1f} MB; {errors} errors",
        "memory ≤ +5 % after minute 10, threads and descriptors flat, WAL bounded",
        growth <= MOST_GROWTH and more_threads <= SLACK and more_open <= SLACK and wal <= MOST_LOG and errors == 0,
    )


def parts(samples: Sequence[Sample]) -> tuple[Sequence[Sample], Sequence[Sample]]:
    """The samples around the moment from which nothing may grow, and the last ones; a ninth of the time each."""
    width, settled = max(1, len(samples) // 9), round(len(samples) * SETTLED)
    return samples[max(0, settled - width) : settled + 1], samples[-width:]


def _mean(numbers: Sequence[int]) -> float:
    return sum(numbers) / len(numbers)
