"""How well films are served that were added to a fitted model: among themselves, among all, and beside a training.

python -m benchmarks.new_films [--dataset D] [--seeds 3] [--first-seed 0] [--films 200] [--model default]

Films with at least ten ratings are taken out of the catalogue and the training, then added by what they are. Settings
were chosen on seeds 100 and 101; the figures told are of seeds 0 to 2.
"""

import argparse
import sys

from benchmarks.data import DEFAULT_DATASET
from benchmarks.new_films import measuring, tables
from recengine.datasets import load_dataset
from recengine.errors import MatineeError


def main() -> None:
    """Print the tables."""
    arguments = _arguments()
    seeds = range(arguments.first_seed, arguments.first_seed + arguments.seeds)
    try:
        dataset = load_dataset(arguments.dataset)
        found = measuring.run(dataset, arguments.model, films=arguments.films, seeds=seeds, say=_say)
    except MatineeError as error:
        sys.exit(f"benchmarks.new_films: {error}")
    told = f"{arguments.films} films, {arguments.model}, {dataset.name}, seeds {seeds[0]} to {seeds[-1]}"
    tables.show(found, title=told)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dataset", default=DEFAULT_DATASET)
    parser.add_argument("--seeds", type=int, default=3, choices=range(1, 51), metavar="N", help="how many seeds")
    parser.add_argument("--first-seed", type=int, default=0, metavar="S")
    parser.add_argument("--films", type=int, default=200, metavar="N", help="how many films are taken out")
    parser.add_argument("--model", default="default")
    return parser.parse_args()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
