"""Matinee's default against its peers: accuracy with few ratings given and with many, and what is beyond it.

python -m benchmarks.accuracy [--dataset D] [--seeds 3] [--models default] [--plot FILE]
python -m benchmarks.accuracy --tune    (chooses the peers' settings anew, on seeds 100 and 101)
"""

import os

# implicit asks for it: the threads of OpenBLAS would slow its own down. It has to stand before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import sys
import time
from pathlib import Path

from benchmarks.accuracy import measuring, tables, tuning
from benchmarks.data import DEFAULT_DATASET
from recengine.datasets import load_dataset
from recengine.errors import MatineeError
from recengine.evaluation.picture import check_plot, plot


def main() -> None:
    """Tune, or print the tables."""
    arguments = _arguments()
    try:
        if arguments.plot:
            check_plot(arguments.plot)
        dataset = load_dataset(arguments.dataset)
        if arguments.tune:
            tuning.save(dataset.name, tuning.tune(dataset, measuring.GIVEN, say=lambda line: print(line, flush=True)))
            return
        started = time.monotonic()
        ours = arguments.models.split(",")
        tuned, chosen_on = tuning.load(dataset.name)
        found = measuring.run(dataset, ours, tuned, seeds=range(arguments.seeds), say=_say)
        tables.show(found, ours, title=f"{dataset.name}, {arguments.seeds} seeds", tuned_on=chosen_on)
        print(f"\n{time.monotonic() - started:.0f} s in all")
        if arguments.plot:
            plot(found["random"], arguments.plot, title=f"Accuracy, {dataset.name}", highlight=ours[0])
    except MatineeError as error:
        sys.exit(f"benchmarks.accuracy: {error}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dataset", default=DEFAULT_DATASET)
    parser.add_argument("--seeds", type=int, default=3, help="seeds 0 to N-1")
    parser.add_argument("--models", default="default", help="our own; the first is compared with the peers")
    parser.add_argument("--plot", type=Path, help="write the picture of the first table")
    parser.add_argument("--tune", action="store_true", help="choose the peers' settings and write tuned.json")
    return parser.parse_args()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
