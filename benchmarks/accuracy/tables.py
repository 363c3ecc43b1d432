"""The tables, in Markdown, as the README shows them."""

from collections.abc import Iterable, Sequence

from benchmarks.accuracy.measuring import GIVEN, Rows
from benchmarks.accuracy.tuning import FALLBACK, SEEDS
from recengine.evaluation.comparing import best_peer, difference, ratio
from recengine.evaluation.protocol import DISLIKES_GIVEN, Row
from recengine.evaluation.splitting import Given, given_label

BEYOND_AT: Given = 5


def show(found: Rows, ours: Sequence[str], *, title: str, tuned_on: str) -> None:
    """Print everything."""
    print(f"# Accuracy for people who were not trained on: {title}\n")
    validation = " and ".join(map(str, SEEDS))
    print(f"Peers' settings: best of a grid at each number of ratings given, on {tuned_on}, seeds {validation}.")
    print("± is half of a 95 % bootstrap interval over people.")
    if tuned_on not in title:
        print(f"This data set was not tuned for; `--tune` does that, else the settings of {FALLBACK} serve.")
    _accuracy(found["random"], ours, "NDCG@10, a random part of the history given")
    _accuracy(found["temporal"], ours, "NDCG@10, the earliest part of the history given")
    _dislikes(found["dislikes"], ours)
    _beyond(found["random"])


def _accuracy(rows: Sequence[Row], ours: Sequence[str], title: str) -> None:
    given = [k for k in GIVEN if any(row.given == k for row in rows)]
    at = {(row.model, row.given): row for row in rows}
    first = ours[0]
    peers = [name for name in dict.fromkeys(row.model for row in rows) if name not in ours]
    print(f"\n## {title}\n")
    _head(["", *(f"k={given_label(k)}" for k in given)])
    for name in (*peers, *ours):
        _line([name, *(_figure(at[name, k]) for k in given)])
    best = {k: best_peer(rows, k, but=ours) for k in given}
    _line([f"best peer at k: {first} ÷ it", *(_ratio(at[first, k], peer) for k, peer in best.items())])
    print()
    _head([f"{first} minus", *(f"k={given_label(k)}" for k in given)])
    for name in [*peers, *(name for name in ours if name != first)]:
        _line([name, *(_difference(at[first, k], at[name, k]) for k in given)])


def _dislikes(rows: Sequence[Row], ours: Sequence[str]) -> None:
    if not rows:
        return
    at = {row.model: row for row in rows}
    floor = at["popularity"]
    print(f"\n## NDCG@10, only {DISLIKES_GIVEN} dislikes given ({len(floor.ndcg_users)} cases)\n")
    _head(["", "NDCG@10", "minus popularity"])
    _line(["popularity, and every peer told likes", _figure(floor), ""])
    for name in ours:
        _line([name, _figure(at[name]), _difference(at[name], floor)])


def _beyond(rows: Sequence[Row]) -> None:
    print(f"\n## Beyond accuracy, k={given_label(BEYOND_AT)}\n")
    _head(["", "Recall@20", "coverage", "novelty (bits)", "variety in a list", "among the top 100"])
    for row in rows:
        if row.given == BEYOND_AT:
            figures = (row.recall, row.coverage, row.novelty, row.diversity, row.popular_share)
            _line([row.model, *(f"{figure:.3f}" for figure in figures)])


def _figure(row: Row) -> str:
    low, high = row.interval
    return f"{row.ndcg:.4f} ±{(high - low) / 2:.3f}"


def _ratio(row: Row, peer: Row | None) -> str:
    if peer is None:
        return "–"
    found = ratio(row, peer)
    return f"**{found.value:.3f}** ({found.interval[0]:.2f} to {found.interval[1]:.2f}), {peer.model}"


def _difference(row: Row, other: Row) -> str:
    found = difference(row, other)
    low, high = found.interval
    return f"{found.value:+.4f} ({low:+.3f} to {high:+.3f})"


def _head(cells: Sequence[str]) -> None:
    _line(cells)
    _line(["---", *("---:" for _ in cells[1:])])


def _line(cells: Iterable[str]) -> None:
    print("| " + " | ".join(cells) + " |")
