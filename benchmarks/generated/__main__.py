"""A folder of generated data like MovieLens.

python -m benchmarks.generated FOLDER --ratings 1000000 [--movies 62000] [--people 200000] [--seed 0]
"""

import argparse
import sys
from pathlib import Path

from benchmarks.generated.world import Size, World
from benchmarks.generated.writing import write


def main() -> int:
    """Write it; 2 where there is something already, or the numbers do not go together."""
    arguments = _arguments()
    try:
        size = Size.of(arguments.ratings, movies=arguments.movies, people=arguments.people)
        write(arguments.folder, World(size, arguments.seed), told=_told)
    except (ValueError, OSError) as error:
        print(f"benchmarks.generated: {error}", file=sys.stderr)
        return 2
    print(f"\n{arguments.folder}: {size.ratings:,} ratings, {size.movies:,} films, {size.people:,} people")
    return 0


def _told(done: float) -> None:
    print(f"\r{done:4.0%} of the ratings", end="", file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--ratings", type=int, default=1_000_000)
    parser.add_argument("--movies", type=int)
    parser.add_argument("--people", type=int)
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
