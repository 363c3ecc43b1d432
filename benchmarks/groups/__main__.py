"""How fair the rules of agreement are: mean and minimum satisfaction in synthetic groups.

python -m benchmarks.groups [--dataset D] [--seeds 0,1,2]
"""

import argparse
import sys
import time

from benchmarks.data import DEFAULT_DATASET
from benchmarks.groups import measuring, tables
from recengine.datasets import load_dataset
from recengine.errors import MatineeError


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dataset", default=DEFAULT_DATASET)
    parser.add_argument("--seeds", default="0,1,2", help="comma-separated; settings were chosen on 200 to 203")
    arguments = parser.parse_args()
    started = time.monotonic()
    try:
        dataset = load_dataset(arguments.dataset)
        seeds = [int(seed) for seed in arguments.seeds.split(",")]
        found = measuring.run(dataset, seeds=seeds, say=lambda line: print(line, file=sys.stderr, flush=True))
    except (MatineeError, ValueError) as error:
        sys.exit(f"benchmarks.groups: {error}")
    tables.show(found, title=f"{dataset.name}, seeds {arguments.seeds}")
    print(f"\n{time.monotonic() - started:.0f} s in all")


if __name__ == "__main__":
    main()
