"""Whether bad trainings are held back and good ones are not, and what a training does to the bot that serves.

python -m benchmarks.gate [--dataset D] [--retrains 10] [--only bad,good,damage,kills,serving]

Exit code 1 where what has to be 0 is not, or the memory of the serving process grows by 50 MB or more.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.data import DEFAULT_DATASET
from benchmarks.gate import tables
from benchmarks.gate.dying import kill_trainings
from benchmarks.gate.measuring import Judged, judged, served_store, whole_training, with_model
from benchmarks.gate.recipes import BAD, DAMAGES, Recipe, good
from benchmarks.gate.serving import MOST_GROWTH, MOST_SECONDS, measure
from bot.training import train
from recengine.dataset import Dataset
from recengine.datasets import load_dataset
from recengine.errors import MatineeError
from recengine.persistence import ModelStore

PARTS = ("bad", "good", "damage", "kills", "serving")


def main() -> None:
    """Print the tables."""
    asked = _arguments()
    try:
        dataset = load_dataset(asked.dataset)
        met = [_part(name, dataset, asked) for name in asked.only]
    except MatineeError as error:
        sys.exit(f"benchmarks.gate: {error}")
    sys.exit(0 if all(met) else 1)


def _part(name: str, dataset: Dataset, asked: argparse.Namespace) -> bool:
    if name == "bad":
        return _bad(dataset, asked.model)
    if name == "good":
        found = _judged("Retrainings that are as good", dataset, good(asked.retrains), asked.model)
        print(f"\nWrongly held back: {tables.counted(found)}.")
        return all(one.served for one in found)
    if name == "damage":
        found = _judged("Damage", dataset, DAMAGES, asked.model)
        print(f"\nHeld back: {tables.counted(found)}.")
        return True
    return _kills(asked.every) if name == "kills" else _serving(dataset, asked)


def _bad(dataset: Dataset, model: str) -> bool:
    """The trainer itself, on data whose stars are shuffled."""
    with served_store(dataset, model) as store:
        current = store.current()
        (recipe,) = with_model([BAD], model)
        trained = whole_training(store, dataset, recipe)
        stays = store.current() == current == store.load().version
    print(f"\n## A training on shuffled labels\n\nPublished: {trained.published}. The one before stays: {stays}.")
    print(f"Why: {trained.held_back}.")
    return stays and not trained.published


def _judged(title: str, dataset: Dataset, recipes: Sequence[Recipe], model: str) -> list[Judged]:
    with served_store(dataset, model) as store:
        found = judged(store, dataset, with_model(recipes, model), _noted)
    tables.show(f"{title}: {model}, {dataset.name}", found)
    return found


def _kills(every: int) -> bool:
    print("\n## Trainings killed right before a step of measuring, publishing and pruning\n")
    fine = True
    for bad in (False, True):
        found = kill_trainings(bad=bad, every=every)
        what = "worse, to be held back" if bad else "as good"
        print(
            f"A version that is {what}: {found.kills} kills, {found.old} left the old version served, {found.new} "
            f"the whole new one, {len(found.wrong)} anything else, {found.litter} leftovers after the next training."
        )
        for line in found.wrong[:10]:
            print(f"  {line}")
        fine &= not found.wrong and not found.litter
    return fine


def _serving(dataset: Dataset, asked: argparse.Namespace) -> bool:
    with tempfile.TemporaryDirectory(prefix="matinee-gate-") as folder:
        home = Path(folder)
        train(dataset, ModelStore(home / "models"), setting=asked.dataset, measured=False)
        figures = asyncio.run(measure(home, environment={"MATINEE_DATASET": asked.dataset}))
    print("\n## The serving process while a training runs that was asked for in the chat\n")
    print(
        f"Memory (PSS) before: {figures.before:.0f} MB. At most while the trainer runs: {figures.growth:+.1f} MB "
        f"(RSS {figures.rss_growth:+.1f} MB; {figures.samples} samples; asked: under {MOST_GROWTH:.0f} MB). At most "
        f"while it takes the new version over, with both in memory: {figures.swap:+.1f} MB."
    )
    print(
        f"`matinee rollback`: the old version is served {figures.rollback:.1f} s after the command began, which "
        f"took {figures.command:.1f} s of that (asked: {MOST_SECONDS:.0f} s in all), by the same process: "
        f"{not figures.restarted}."
    )
    return figures.growth < MOST_GROWTH and figures.rollback <= MOST_SECONDS and not figures.restarted


def _noted(name: str) -> None:
    print(f"{name}: judged", file=sys.stderr, flush=True)


def _parts(text: str) -> list[str]:
    parts = [part.strip() for part in text.split(",")]
    if not set(parts) <= set(PARTS):
        raise argparse.ArgumentTypeError(f"the parts are {', '.join(PARTS)}")
    return parts


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dataset", default=DEFAULT_DATASET)
    parser.add_argument("--model", default="default")
    parser.add_argument("--retrains", type=int, default=10, choices=range(1, 101), metavar="N")
    parser.add_argument(
        "--every", type=int, default=1, choices=range(1, 101), metavar="N", help="kill at every Nth step"
    )
    parser.add_argument("--only", type=_parts, default=list(PARTS), metavar="PART,...", help=", ".join(PARTS))
    return parser.parse_args()


if __name__ == "__main__":
    main()
