"""Factors learned by Spark and served by a fold-in, beside implicit's ALS and the default; and the time of training.

python -m benchmarks.spark [--dataset D] [--seeds 3] [--master local[2]] [--ratings 1000000] [--only accuracy|time]

Exit code 1 where NDCG@10 at k=10 or k=20 is more than 5 % below implicit's.
"""

import os

# implicit asks for it: the threads of OpenBLAS would slow its own down. It has to stand before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import sys

from benchmarks.data import DEFAULT_DATASET
from benchmarks.generated import Size
from benchmarks.spark import accuracy, timing
from recengine.datasets import load_dataset
from recengine.errors import MatineeError


def main() -> None:
    """Print the tables."""
    arguments = _arguments()
    reached = True
    try:
        dataset = load_dataset(arguments.dataset)
        if arguments.only != "accuracy":
            timing.show(timing.run(dataset, arguments.ratings, master=arguments.master, say=_say), arguments.master)
        if arguments.only != "time":
            rows = accuracy.run(dataset, seeds=range(arguments.seeds), master=arguments.master, say=_say)
            reached = accuracy.show(rows, title=f"{dataset.name}, seeds 0 to {arguments.seeds - 1}")
    except MatineeError as error:
        sys.exit(f"benchmarks.spark: {error}")
    sys.exit(0 if reached else 1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dataset", default=DEFAULT_DATASET)
    parser.add_argument("--seeds", type=int, default=3, choices=range(1, 51), metavar="N", help="seeds 0 to N-1")
    parser.add_argument("--master", default="local[2]", help="where Spark runs")
    parser.add_argument("--ratings", type=_size, default="1000000", metavar="N", help="of the generated data set")
    parser.add_argument("--only", choices=("accuracy", "time"))
    return parser.parse_args()


def _size(text: str) -> Size:
    try:
        return Size.of(int(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
