"""Training time: Matinee's default model against plain LightFM, on the same ratings in the same run.

python -m benchmarks.training [--dataset ml-latest-small] [--repetitions 3]
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.data import DEFAULT_DATASET
from recengine.dataset import Dataset
from recengine.datasets import load_dataset
from recengine.errors import MatineeError
from recengine.models import make_model


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds on the clock, and seconds of processor time over all threads."""

    clock: float
    processor: float


def main() -> int:
    """Print the table; 1 where the data set is absent."""
    arguments = _arguments()
    try:
        dataset = load_dataset(arguments.dataset)
    except MatineeError as error:
        print(f"benchmarks.training: {error}", file=sys.stderr)
        return 1
    dataset.liked.sum()  # the views are made once, outside the clock
    plain, default = [], []
    for number in range(arguments.repetitions):
        # In turns, so that whatever else the machine does touches both alike.
        plain.append(_time(lambda: _fit_plain(dataset)))
        default.append(_time(lambda: make_model("default").fit(dataset)))
        seconds = f"{plain[-1].clock:.1f} s, {default[-1].clock:.1f} s"
        print(f"run {number + 1} of {arguments.repetitions}: {seconds}", file=sys.stderr, flush=True)
    _print_table(dataset, plain, default)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dataset", default=DEFAULT_DATASET)
    parser.add_argument("--repetitions", type=int, default=3, choices=range(1, 21), metavar="N")
    return parser.parse_args()


def _fit_plain(dataset: Dataset) -> None:
    """LightFM as its quick start has it: ids alone, likes alone."""
    from lightfm import LightFM

    LightFM(loss="warp", no_components=32).fit(dataset.liked, epochs=30, num_threads=2)


def _time(work: Callable[[], object]) -> Took:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - clock, time.process_time() - processor)


def _print_table(dataset: Dataset, plain: list[Took], default: list[Took]) -> None:
    print(f"{dataset.name}: {len(dataset.ratings):,} ratings, median of {len(plain)} paired runs\n")
    print(f"{'training':26}{'seconds':>9}{'ratio':>7}{'processor':>12}{'ratio':>7}")
    clocks, processors = ([_median(runs, name) for runs in (plain, default)] for name in ("clock", "processor"))
    for number, name in enumerate(("plain LightFM, 30 epochs", "default model")):
        clock, processor = clocks[number], processors[number]
        times = f"{clock / clocks[0]:7.1f}{processor:12.1f}{processor / processors[0]:7.1f}"
        print(f"{name:26}{clock:9.1f}{times}")


def _median(runs: list[Took], name: str) -> float:
    return statistics.median(getattr(run, name) for run in runs)


if __name__ == "__main__":
    sys.exit(main())
