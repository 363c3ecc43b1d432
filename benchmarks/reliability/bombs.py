"""Files made to exhaust the bot: each is read in a process of its own, by what it costs until it is refused.

The seconds are of processor time; the memory is all that comes on top of what the process had before it took the
file from the disk, the file itself included.
"""

import asyncio
import gc
import json
import re
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reliability.bomb_files import BOMBS
from benchmarks.reliability.rows import Options, Row
from bot.dialogue.language import has_phrase, phrase
from bot.exchange.reading import read_file
from bot.exchange.records import Unreadable

MOST_SECONDS, MOST_MEGABYTES = 2.0, 50.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What one file cost; `problem` is None where it was taken."""

    name: str
    problem: str | None
    seconds: float
    megabytes: float

    @property
    def ok(self) -> bool:
        """Whether it was refused with a plain word, in time and in little memory."""
        told = self.problem is not None and has_phrase(f"problem-{self.problem}")
        short = told and 0 < len(phrase(f"problem-{self.problem}").plain) < 600
        return short and self.seconds <= MOST_SECONDS and self.megabytes <= MOST_MEGABYTES


async def measure(options: Options) -> list[Row]:
    """Row 17."""
    costs = [await cost_of(name, scale=options.scale) for name in BOMBS]
    refused = sum(cost.problem is not None for cost in costs)
    slowest, largest = max(costs, key=lambda c: c.seconds), max(costs, key=lambda c: c.megabytes)
    figure = (
        f"{refused} of {len(costs)} refused with a plain word; slowest {slowest.seconds:.2f} s ({slowest.name}), "
        f"memory up by at most {largest.megabytes:.0f} MB ({largest.name})"
    )
    what = "zip, CSV and JSON bombs: 1 GB expanded, 10 M rows, fields of 10 MB, nested, lying, overlapping, climbing"
    asked = f"refused within {MOST_SECONDS:.0f} s, memory up by at most {MOST_MEGABYTES:.0f} MB"
    return [Row(17, what, figure, asked, all(cost.ok for cost in costs))]


async def cost_of(name: str, *, scale: float) -> Cost:
    """What one of `BOMBS` costs.

    Raises
    ------
    RuntimeError
        Where reading it ends otherwise than taken or refused; the text is what was written to stderr.
    """
    with tempfile.NamedTemporaryFile(prefix="matinee-bomb-") as file:
        file.write(await asyncio.to_thread(BOMBS[name], scale))
        file.flush()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.reliability.bombs", file.name,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        told, errors = await process.communicate()
    if process.returncode != 0:
        raise RuntimeError(f"reading «{name}» failed: {errors.decode()[-2000:]}")
    return Cost(name, *json.loads(told))


def read(path: Path) -> tuple[str | None, float, float]:
    """Read a file here: the problem or None, seconds, megabytes; for a process that does nothing else."""
    gc.collect()
    _forget_peak()
    before, started = _memory("VmRSS"), time.process_time()
    problem = _problem(path)
    seconds = time.process_time() - started
    return problem, seconds, (_memory("VmHWM") - before) / 1000


def _problem(path: Path) -> str | None:
    try:
        read_file("ratings.csv", path.read_bytes())
    except Unreadable as refused:
        return refused.problem.value
    return None


def _forget_peak() -> None:
    """Let Linux count the peak of the resident memory from here on."""
    Path("/proc/self/clear_refs").write_text("5")


def _memory(what: str) -> float:
    """Kilobytes that Linux tells of this process."""
    found = re.search(rf"^{what}:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    assert found is not None
    return float(found[1])


def main(arguments: Iterable[str]) -> None:
    """Read the one file that is named and print what it cost as JSON."""
    (path,) = arguments
    json.dump(read(Path(path)), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
