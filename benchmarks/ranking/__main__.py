"""What the dial from safe to bold costs in accuracy, and what it brings in variety, coverage and novelty.

python -m benchmarks.ranking [--dataset D] [--seeds 3] [--first-seed 0] [--model default]

Settings were chosen on seeds 200 to 215; the figures told are of seeds 0 to 2.
"""

import argparse
import sys

from benchmarks.data import DEFAULT_DATASET
from benchmarks.ranking import measuring, tables
from recengine.datasets import load_dataset
from recengine.errors import MatineeError


def main() -> None:
    """Print the table."""
    arguments = _arguments()
    seeds = range(arguments.first_seed, arguments.first_seed + arguments.seeds)
    try:
        dataset = load_dataset(arguments.dataset)
        rows = measuring.run(dataset, arguments.model, seeds=seeds, say=_say)
    except MatineeError as error:
        sys.exit(f"benchmarks.ranking: {error}")
    tables.show(rows, title=f"{arguments.model}, {dataset.name}, seeds {seeds[0]} to {seeds[-1]}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dataset", default=DEFAULT_DATASET)
    parser.add_argument("--seeds", type=int, default=3, choices=range(1, 51), metavar="N", help="how many seeds")
    parser.add_argument("--first-seed", type=int, default=0, metavar="S")
    parser.add_argument("--model", default="default")
    return parser.parse_args()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
