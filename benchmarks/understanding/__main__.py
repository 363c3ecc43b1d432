"""How well messages are understood: intent accuracy and micro-F1, by intent and by slot, and the time it takes.

python -m benchmarks.understanding [--dataset ml-latest-small] [--gold FILE.jsonl] [--table FILE.txt] [--half 0|1]
                                   [--misses]
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np

from benchmarks.data import DEFAULT_DATASET
from benchmarks.understanding.scoring import Row, Score, read_table, score
from bot.dialogue.understanding import Understanding
from recengine.catalog import Catalog
from recengine.datasets import load_dataset
from recengine.statistics import ItemStatistics
from recengine.titles import TitleIndex

_GOLD = Path(__file__).resolve().parents[3] / "shared" / "data" / "eval" / "utterances_dev.jsonl"


def main() -> None:
    """Print the table."""
    arguments = _arguments()
    dataset = load_dataset(arguments.dataset)
    popularity = ItemStatistics.of(dataset).ratings
    titles = TitleIndex(dataset.catalog, popularity=popularity)
    understanding = Understanding.of(dataset.catalog, titles, popularity=popularity)
    rows = _rows(arguments, dataset.catalog)
    _print(score(rows, understanding.meaning), misses=arguments.misses)
    times = [_milliseconds(understanding, row["text"]) for row in rows]
    print("\nms a message: p50 {:.1f}, p95 {:.1f}, max {:.1f}".format(*np.percentile(times, [50, 95, 100])))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dataset", default=DEFAULT_DATASET)
    parser.add_argument("--gold", type=Path, default=_GOLD, help="labelled messages, one JSON object a line")
    parser.add_argument("--table", type=Path, help="messages in the form of tests/bot/dialogue/understanding/*.txt")
    parser.add_argument("--half", type=int, choices=(0, 1), help="only every other row, from the first or the second")
    parser.add_argument("--misses", action="store_true", help="print the rows that were missed")
    return parser.parse_args()


def _rows(arguments: argparse.Namespace, catalog: Catalog) -> list[Row]:
    if arguments.table is not None:
        rows = list(read_table(arguments.table.read_text("utf-8"), catalog))
    else:
        rows = [json.loads(line) for line in arguments.gold.read_text("utf-8").splitlines()]
    return rows if arguments.half is None else rows[arguments.half :: 2]


def _milliseconds(understanding: Understanding, text: str) -> float:
    started = time.perf_counter()
    understanding.meaning(text)
    return 1000 * (time.perf_counter() - started)


def _print(found: Score, *, misses: bool) -> None:
    total = sum(map(len, found.intents.values()))
    print(f"{total} messages: intent accuracy {found.intent_accuracy:.1%}, micro-F1 of slots {found.micro_f1:.3f}\n")
    for intent, right in sorted(found.intents.items()):
        print(f"{intent:16}{len(right):6}{sum(right) / len(right):9.1%}")
    print()
    for slot, counts in found.slots.items():
        print(f"{slot:16}{counts.right + counts.missed:6}{counts.f1:9.3f}")
    if misses and found.misses:
        print("\n" + "\n".join(found.misses))


if __name__ == "__main__":
    main()
