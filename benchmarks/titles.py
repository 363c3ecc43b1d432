"""Title lookup against plain `process.extractOne(WRatio)`: accuracy per category, and time per query.

python -m benchmarks.titles [--dataset ml-latest-small] [--gold titles_dev.csv]
"""

import argparse
import csv
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process, utils

from recengine.catalog import Catalog
from recengine.columns import Columns
from recengine.datasets import load_dataset
from recengine.titles import TitleIndex

Answer = tuple[int | None, bool]  # the best movie's id, and whether it would be taken without asking back
Lookup = Callable[[str], Answer]
Row = tuple[str, frozenset[int], str]
_SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
_SURE_OF_WRATIO = 90


def main() -> None:
    """Print the table."""
    arguments = _arguments()
    dataset = load_dataset(arguments.dataset)
    counts = dataset.ratings[Columns.ITEM].value_counts()
    popularity = np.array([counts.get(i, 0) for i in dataset.catalog.item_ids], dtype=np.float32)
    started = time.perf_counter()
    index = TitleIndex(dataset.catalog, popularity=popularity)
    print(f"index over {len(dataset.catalog)} movies built in {time.perf_counter() - started:.2f} s\n")
    rows = _gold(arguments.gold)
    ours, ours_ms = _run(rows, _titles(index))
    peer, peer_ms = _run(rows, _wratio(dataset.catalog))
    _print_accuracy(rows, ours, peer)
    print(f"\n{'ms a query':16}{'TitleIndex':>12}{'WRatio':>12}{'times':>8}")
    for name, share in (("p50", 50), ("p95", 95), ("max", 100)):
        a, b = np.percentile(ours_ms, share), np.percentile(peer_ms, share)
        print(f"{name:16}{a:12.2f}{b:12.2f}{b / a:8.0f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    small = _SHARED / "ml-latest-small.zip"
    parser.add_argument("--dataset", default=str(small) if small.exists() else "ml-latest-small")
    parser.add_argument("--gold", type=Path, default=_SHARED / "eval" / "titles_dev.csv")
    return parser.parse_args()


def _gold(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            (row["query"], frozenset(int(i) for i in row["movie_ids"].split("|") if i), row["category"])
            for row in csv.DictReader(lines)
        ]


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


def _run(rows: Sequence[Row], lookup: Lookup) -> tuple[list[bool], list[float]]:
    right, times = [], []
    for query, wanted, _ in rows:
        started = time.perf_counter()
        found, confident = lookup(query)
        times.append((time.perf_counter() - started) * 1000)
        right.append(found in wanted if wanted else not confident)
    return right, times


def _print_accuracy(rows: Sequence[Row], ours: Sequence[bool], peer: Sequence[bool]) -> None:
    by_category: dict[str, list[int]] = defaultdict(list)
    for number, (_, _, category) in enumerate(rows):
        by_category[category].append(number)
    print(f"{'accuracy':16}{'rows':>6}{'TitleIndex':>12}{'WRatio':>12}")
    for category, numbers in [*sorted(by_category.items()), ("all", list(range(len(rows))))]:
        a, b = (float(np.mean([right[i] for i in numbers])) for right in (ours, peer))
        print(f"{category:16}{len(numbers):6}{a:12.1%}{b:12.1%}")


if __name__ == "__main__":
    main()
