"""Predicted stars against peers: error by ratings given, and whether «★ 4» and «80 % match» mean what they say.

python -m benchmarks.stars [--dataset D] [--seeds 3]
python -m benchmarks.stars --tune    (chooses the peers' settings anew, on seeds 200 and 201)
"""

import os

# One thread, as training has; it has to stand before numpy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse
import sys
import time

from benchmarks.data import DEFAULT_DATASET
from benchmarks.stars import measuring, tables, tuning
from recengine.datasets import load_dataset
from recengine.errors import MatineeError


def main() -> None:
    """Tune, or print the tables; exit code 1 where what is required of the figures does not hold."""
    arguments = _arguments()
    try:
        dataset = load_dataset(arguments.dataset)
        if arguments.tune:
            tuning.save(dataset.name, tuning.tune(dataset, say=lambda line: print(line, flush=True)))
            return
        started = time.monotonic()
        tuned, chosen_on = tuning.load()
        seeds = range(arguments.first_seed, arguments.first_seed + arguments.seeds)
        found = measuring.run(dataset, tuned, seeds=seeds, say=_say)
    except MatineeError as error:
        sys.exit(f"benchmarks.stars: {error}")
    fine = tables.show(found, title=f"{dataset.name}, seeds {', '.join(map(str, seeds))}", tuned_on=chosen_on)
    print(f"\n{time.monotonic() - started:.0f} s in all")
    if not fine:
        sys.exit("benchmarks.stars: a peer is better at k=5, or a range of predicted stars is off by too much")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dataset", default=DEFAULT_DATASET)
    parser.add_argument("--seeds", type=int, default=3, help="how many")
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--tune", action="store_true", help="choose the peers' settings and write tuned.json")
    return parser.parse_args()


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
