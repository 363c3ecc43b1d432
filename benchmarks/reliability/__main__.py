"""Attack the bot in every way of docs/reliability.md, and print what came of it beside what was asked.

python -m benchmarks.reliability [--only kills,load] [--home DIR] [--scale 1.0] [--seed 0]

Without --home a model is trained first. Exit code 1 where a figure is missed.
"""

import argparse
import asyncio
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from benchmarks.data import DEFAULT_DATASET
from benchmarks.reliability.measures import MEASURES
from benchmarks.reliability.rows import Options, Row, table
from bot.preparing import prepare_model
from bot.settings import Settings
from recengine.errors import MatineeError


async def run(names: list[str], options: Options) -> list[Row]:
    """Rows of these measures, one measure after the other; each is told as it comes."""
    found: list[Row] = []
    for name in names:
        print(f"{name} ...", file=sys.stderr, flush=True)
        module = import_module(f"benchmarks.reliability.{name}")
        rows: list[Row] = await module.measure(options)
        for row in rows:
            print(f"  {row.number}: {row.figure} (asked: {row.asked})", file=sys.stderr, flush=True)
        found += rows
    return found


def chosen(only: str | None) -> list[str]:
    """Names of measures, by name or by the number of a row.

    Raises
    ------
    SystemExit
        Where there is none of that name or number.
    """
    if only is None:
        return list(MEASURES)
    wanted = [word.strip() for word in only.split(",") if word.strip()]
    known = {name: {name, *map(str, numbers)} for name, numbers in MEASURES.items()}
    for word in wanted:
        if not any(word in names for names in known.values()):
            sys.exit(f"benchmarks.reliability: there is no measure {word}; there are {', '.join(MEASURES)}")
    return [name for name, names in known.items() if names & set(wanted)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", metavar="NAME,...", help="measures by name or row number")
    parser.add_argument("--home", type=Path, help="a MATINEE_HOME with a published model")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the full size")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    names = chosen(arguments.only)
    with tempfile.TemporaryDirectory(prefix="matinee-bench-") as folder:
        home = arguments.home or Path(folder)
        try:
            prepare_model(Settings(matinee_home=home, matinee_dataset=None if arguments.home else DEFAULT_DATASET))
            rows = asyncio.run(run(names, Options(home, arguments.scale, arguments.seed)))
        except MatineeError as error:
            sys.exit(f"benchmarks.reliability: {error}")
    print(table(rows))
    sys.exit(0 if all(row.ok for row in rows) else 1)


if __name__ == "__main__":
    main()
