"""How long a training in Spark takes, step by step, on a small data set and on a generated large one."""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.generated import Size, World, write
from bot.engines import SPARK_MODEL
from bot.training import train
from recengine.dataset import Dataset
from recengine.models import make_model
from recengine.persistence import ModelStore
from recengine.spark.large import load_large
from recengine.spark.session import spark_session

STEPS = ("Spark starts", "ratings read, checked, sampled", "factors learned", "all of `matinee train`")


@dataclass(frozen=True)
class Timed:
    """Seconds of each step, and what came to this machine."""

    name: str
    ratings: int
    here: int
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a block."""
        started = time.monotonic()
        yield
        self.seconds[name] = time.monotonic() - started


def run(small: Dataset, size: Size, *, master: str, say: Callable[[str], None]) -> list[Timed]:
    """Train on each; a session of Spark for each, as `matinee train` has it."""
    with tempfile.TemporaryDirectory() as folder:
        say(f"writing {size.ratings:,} generated ratings")
        large = write(Path(folder) / "generated", World(size))
        return [_timed(small, Path(folder), master, say), _timed(large, Path(folder), master, say)]


def _timed(data: Dataset | Path, folder: Path, master: str, say: Callable[[str], None]) -> Timed:
    started = time.monotonic()
    with spark_session(master) as spark:
        up = time.monotonic() - started
        dataset = load_large(spark, str(data)) if isinstance(data, Path) else data
        timed = Timed(dataset.name, dataset.size[1], len(dataset.ratings), {STEPS[0]: up})
        timed.seconds[STEPS[1]] = time.monotonic() - started - up
        with timed.step(STEPS[2]):
            make_model("spark-als").fit(dataset)
        with timed.step(STEPS[3]):
            train(dataset, ModelStore(folder / "models"), model_name=SPARK_MODEL)
    timed.seconds[STEPS[3]] += timed.seconds[STEPS[0]] + timed.seconds[STEPS[1]]
    say(f"{timed.name}: {time.monotonic() - started:.0f} s")
    return timed


def show(rows: Sequence[Timed], master: str) -> None:
    """Print the table."""
    print(f"\n# Seconds of training in Spark, {master}\n")
    print("| | ratings | of them here | " + " | ".join(STEPS) + " |")
    print("| --- | ---: | ---: |" + " ---: |" * len(STEPS))
    for row in rows:
        seconds = " | ".join(f"{row.seconds[step]:.1f}" for step in STEPS)
        print(f"| {row.name} | {row.ratings:,} | {row.here:,} | {seconds} |")
