"""Whether each critique moves the list where it says, and what that costs in predicted match.

python -m benchmarks.critiques [--dataset D] [--seeds 3] [--first-seed 0] [--users 200] [--times 1] [--unnamed]

Settings were chosen on seeds 200 and 201; the figures told are of seeds 0 to 2.
"""

import argparse
import sys

from benchmarks.critiques import tables
from benchmarks.critiques.measuring import fitted, joined, measure
from benchmarks.data import DEFAULT_DATASET
from recengine.datasets import load_dataset
from recengine.errors import MatineeError


def main() -> None:
    """Print the table; exit code 1 where a goal is missed."""
    asked = _arguments()
    seeds = range(asked.first_seed, asked.first_seed + asked.seeds)
    found = []
    try:
        dataset = load_dataset(asked.dataset)
        for seed in seeds:
            recommender, histories = fitted(dataset, asked.model, seed=seed, users=asked.users)
            found.append(measure(recommender, histories, times=asked.times, named=not asked.unnamed))
            print(f"seed {seed} is measured", file=sys.stderr, flush=True)
    except MatineeError as error:
        sys.exit(f"benchmarks.critiques: {error}")
    rows = {direction: joined([part[direction] for part in found]) for direction in found[0]}
    said = "once" if asked.times == 1 else f"{asked.times} times"
    tables.show(rows, title=f"{asked.model}, {dataset.name}, seeds {seeds[0]} to {seeds[-1]}, each said {said}")
    sys.exit(0 if all(tables.met(row) for row in rows.values()) else 1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dataset", default=DEFAULT_DATASET)
    parser.add_argument("--seeds", type=int, default=3, choices=range(1, 51), metavar="N", help="how many seeds")
    parser.add_argument("--first-seed", type=int, default=0, metavar="S")
    parser.add_argument("--users", type=int, default=200, metavar="N", help="held-out people a seed")
    parser.add_argument("--model", default="default")
    parser.add_argument("--times", type=int, default=1, choices=range(1, 6), metavar="N", help="how often it is said")
    parser.add_argument("--unnamed", action="store_true", help="relative to what would be shown, not to the film")
    return parser.parse_args()


if __name__ == "__main__":
    main()
