"""Title lookup against plain `process.extractOne(WRatio)`: accuracy per category, and time per query.

python -m benchmarks.titles [--dataset ml-latest-small] [--queries titles_dev.csv] [--batch 4] [--misses]
"""

import argparse
import gc
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process, utils

from benchmarks.title_queries import Answer, Lookup, Outcome, accuracy, answers, asks_back, read_rows, wrongly_sure
from recengine.catalog import Catalog
from recengine.columns import Columns
from recengine.datasets import load_dataset
from recengine.titles import TitleIndex

_SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
_SURE_OF_WRATIO = 90


def main() -> None:
    """Print the tables."""
    arguments = _arguments()
    dataset = load_dataset(arguments.dataset)
    counts = dataset.ratings[Columns.ITEM].value_counts()
    popularity = np.array([counts.get(i, 0) for i in dataset.catalog.item_ids], dtype=np.float32)
    started = time.perf_counter()
    index = TitleIndex(dataset.catalog, popularity=popularity)
    print(f"index over {len(dataset.catalog)} movies built in {time.perf_counter() - started:.2f} s\n")
    gc.freeze()  # as where a model is served: collections are not what is measured
    rows = read_rows(arguments.queries, batch=arguments.batch)
    ours, peer = answers(rows, _titles(index)), answers(rows, _wratio(dataset.catalog))
    _print_accuracy(ours, peer)
    _print_times(ours, peer)
    if arguments.misses:
        _print_misses(ours, dataset.catalog)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    small = _SHARED / "ml-latest-small.zip"
    parser.add_argument("--dataset", default=str(small) if small.exists() else "ml-latest-small")
    parser.add_argument("--queries", "--gold", type=Path, default=_SHARED / "eval" / "titles_dev.csv")
    parser.add_argument("--batch", help="only rows with this in the column `batch`")
    parser.add_argument("--misses", action="store_true", help="print what was answered wrong, and what was slowest")
    return parser.parse_args()


def _titles(index: TitleIndex) -> Lookup:
    def lookup(text: str) -> Answer:
        found = index.search(text)
        return (found.matches[0].movie.item_id if found.matches else None), found.confident

    return lookup


def _wratio(catalog: Catalog) -> Lookup:
    """What one writes first: every title with its year, the default processor, the best score."""
    labels = [utils.default_process(movie.label) for movie in catalog]

    def lookup(text: str) -> Answer:
        best = process.extractOne(utils.default_process(text), labels, scorer=fuzz.WRatio)
        return (int(catalog.item_ids[best[2]]), best[1] >= _SURE_OF_WRATIO) if best else (None, False)

    return lookup


def _print_accuracy(ours: Sequence[Outcome], peer: Sequence[Outcome]) -> None:
    print(f"{'accuracy':16}{'rows':>6}{'TitleIndex':>12}{'WRatio':>12}")
    others = accuracy(peer)
    for category, (rows, right) in accuracy(ours).items():
        print(f"{category:16}{rows:6}{right:12.1%}{others[category][1]:12.1%}")
    print(f"{'asks, though right':22}{asks_back(ours):12.1%}{asks_back(peer):12.1%}")
    print(f"{'sure, though wrong':22}{wrongly_sure(ours):12.1%}{wrongly_sure(peer):12.1%}")


def _print_times(ours: Sequence[Outcome], peer: Sequence[Outcome]) -> None:
    print(f"\n{'ms a query':16}{'TitleIndex':>12}{'WRatio':>12}{'times':>8}")
    for name, share in (("p50", 50), ("p95", 95), ("max", 100)):
        a, b = (np.percentile([outcome.milliseconds for outcome in each], share) for each in (ours, peer))
        print(f"{name:16}{a:12.2f}{b:12.2f}{b / a:8.0f}")


def _print_misses(outcomes: Sequence[Outcome], catalog: Catalog) -> None:
    print("\nmisses")
    for outcome in outcomes:
        if not outcome.right:
            best = catalog[outcome.found].label if outcome.found is not None else "nothing"
            print(f"  {outcome.row.category:14}{outcome.row.query!r} -> {best}{' (sure)' * outcome.confident}")
    print("\nslowest")
    for outcome in sorted(outcomes, key=lambda one: -one.milliseconds)[:10]:
        print(f"  {outcome.milliseconds:7.1f} ms {outcome.row.query!r}")


if __name__ == "__main__":
    main()
