"""The table, in Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.ranking.measuring import PLAIN, SETTINGS, SHOWN
from recengine.evaluation.protocol import GIVEN, Row
from recengine.evaluation.splitting import Given, given_label

MOST_LOST, DIVERSITY_WON, COVERAGE_WON = 0.02, 0.15, 1.5
"""What the default may cost of NDCG@10, and has to win, against the plain order of scores, on average over k."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Beside each other: what a setting costs and what it brings."""

    ndcg: float
    diversity: float
    coverage: float
    novelty: float
    popular_share: float

    @classmethod
    def mean(cls, rows: Sequence[Row]) -> "Figures":
        """Means over some rows, such as those of every number of given ratings."""
        names = ("ndcg", "diversity", "coverage", "novelty", "popular_share")
        return cls(*(sum(getattr(row, name) for row in rows) / len(rows) for name in names))


def show(rows: Sequence[Row], *, title: str) -> None:
    """Print the figures of each setting, for each number of given ratings and on average, and the verdict."""
    found = {(row.model, row.given): row for row in rows}
    given = [k for k in GIVEN if (PLAIN, k) in found]
    print(f"# From safe to bold: {title}\n")
    print("In brackets: against the plain order of scores (0). Lists of ten; coverage over the people of one seed.\n")
    _line(["adventurous", "k", "NDCG@10", "variety in a list", "coverage", "novelty (bits)", "among the top 100"])
    _line(["---", *("---:" for _ in range(6))])
    for name in SETTINGS:
        for k in given:
            _line(_cells(name, given_label(k), [found[name, k]], [found[PLAIN, k]]))
        _line(_cells(name, "mean", *_both(found, name, given)))
    print()
    _verdict(*(Figures.mean(part) for part in _both(found, SHOWN, given)))


def _both(found: Mapping[tuple[str, Given], Row], name: str, given: Sequence[Given]) -> tuple[list[Row], list[Row]]:
    return [found[name, k] for k in given], [found[PLAIN, k] for k in given]


def _cells(name: str, label: str, own: Sequence[Row], plain: Sequence[Row]) -> list[str]:
    ours, base = Figures.mean(own), Figures.mean(plain)
    return [
        name,
        label,
        f"{ours.ndcg:.4f} ({ours.ndcg / base.ndcg - 1:+.1%})",
        f"{ours.diversity:.3f} ({ours.diversity / base.diversity - 1:+.1%})",
        f"{ours.coverage:.2%} (×{ours.coverage / base.coverage:.2f})",
        f"{ours.novelty:.2f}",
        f"{ours.popular_share:.1%}",
    ]


def _verdict(ours: Figures, plain: Figures) -> None:
    lost = 1 - ours.ndcg / plain.ndcg
    won, times = ours.diversity / plain.diversity - 1, ours.coverage / plain.coverage
    _met(lost <= MOST_LOST, f"NDCG@10 lost: {lost:.2%} (at most {MOST_LOST:.0%})")
    _met(won >= DIVERSITY_WON, f"variety within a list: {won:+.1%} (at least {DIVERSITY_WON:+.0%})")
    _met(times >= COVERAGE_WON, f"coverage of the catalogue: ×{times:.2f} (at least ×{COVERAGE_WON:g})")


def _met(met: bool, text: str) -> None:
    print(f"- {'met' if met else 'MISSED'}, default on average over k: {text}")


def _line(cells: Sequence[str]) -> None:
    print("| " + " | ".join(cells) + " |")
