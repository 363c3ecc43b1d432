"""Accuracy of what Spark learns beside implicit's ALS, by the protocol of `benchmarks.accuracy`."""

import time
from collections.abc import Callable, Iterator, Sequence

from benchmarks.accuracy.peers import PEERS
from benchmarks.accuracy.tuning import load
from recengine.dataset import Dataset
from recengine.evaluation.comparing import ratio
from recengine.evaluation.protocol import Measured, Row, joined, measure
from recengine.evaluation.splitting import Given, HoldOut, given_label, hold_out_users
from recengine.models import make_model
from recengine.models.als import AlsModel
from recengine.models.base import State
from recengine.spark.session import spark_session

GIVEN: tuple[Given, ...] = (1, 3, 5, 10, 20)
GOAL_AT: tuple[Given, ...] = (10, 20)
GOAL = 0.95

PEER = "ALS (implicit)"
PLAIN, FOLDED, PUBLISHED = "Spark's factors, nothing else", "spark-als", "spark-als-content"
HERE, DEFAULT = "als", "default"
NAMES = (PEER, PLAIN, FOLDED, PUBLISHED, HERE, DEFAULT)


def run(dataset: Dataset, *, seeds: Sequence[int], master: str, say: Callable[[str], None]) -> list[Row]:
    """Rows of all models over all seeds, in the order of `NAMES`."""
    parts: dict[tuple[str, Given], list[Row]] = {}
    with spark_session(master):
        for seed in seeds:
            hold_out = hold_out_users(dataset, seed=seed)
            started = time.monotonic()
            for name, model, given in _fitted(hold_out, dataset.name, seed):
                for row in measure(model, hold_out, given=given, name=name):
                    parts.setdefault((name, row.given), []).append(row)
                say(f"seed {seed}: {name}, {time.monotonic() - started:.1f} s")
                started = time.monotonic()
    return [joined(parts[name, k]) for name in NAMES for k in GIVEN if (name, k) in parts]


def _fitted(hold_out: HoldOut, dataset: str, seed: int) -> Iterator[tuple[str, Measured, Sequence[Given]]]:
    """Name, fitted model, and at how many given ratings it is to be measured."""
    tuned, _ = load(dataset)
    for k in GIVEN:  # the peer may have other settings at each
        yield PEER, PEERS[PEER].make(seed=seed, **tuned[PEER][given_label(k)]).fit(hold_out.train), [k]
    for name in (FOLDED, PUBLISHED, HERE, DEFAULT):
        model = make_model(name, seed=seed).fit(hold_out.train)
        yield name, model, GIVEN
        if name == FOLDED:
            yield PLAIN, without_popularity(model.state()), GIVEN


def without_popularity(state: State) -> AlsModel:
    """The same factors and the same least squares, with nothing that popularity gives or takes."""
    arrays = state.arrays | {"found": state.arrays["given"], "base": 0 * state.arrays["base"]}
    return AlsModel.from_state(State(state.settings, arrays))


def show(rows: Sequence[Row], *, title: str) -> bool:
    """Print the table; whether the goal is reached."""
    at = {(row.model, row.given): row for row in rows}
    print(f"\n# Accuracy for people who were not trained on: {title}\n")
    print("Settings were chosen on seeds 100 and 101: implicit's at each k from a grid, Spark's once for every k.")
    print("± is half of a 95 % bootstrap interval over people; in brackets, the interval of a ratio.\n")
    _line(["NDCG@10", *(f"k={given_label(k)}" for k in GIVEN)])
    _line(["---", *("---:" for _ in GIVEN)])
    for name in NAMES:
        _line([name, *(_figure(at[name, k]) for k in GIVEN)])
    for name in (PLAIN, FOLDED, PUBLISHED):
        _line([f"{name} ÷ {PEER}", *(_ratio(at[name, k], at[PEER, k]) for k in GIVEN)])
    reached = all(at[FOLDED, k].ndcg >= GOAL * at[PEER, k].ndcg for k in GOAL_AT)
    places = " and ".join(given_label(k) for k in GOAL_AT)
    print(f"\n{FOLDED} at k={places} {'reaches' if reached else 'MISSES'} {GOAL:.0%} of {PEER}.")
    return reached


def _figure(row: Row) -> str:
    low, high = row.interval
    return f"{row.ndcg:.4f} ±{(high - low) / 2:.3f}"


def _ratio(row: Row, peer: Row) -> str:
    found = ratio(row, peer)
    return f"{found.value:.3f} ({found.interval[0]:.2f} to {found.interval[1]:.2f})"


def _line(cells: Sequence[str]) -> None:
    print("| " + " | ".join(cells) + " |")
