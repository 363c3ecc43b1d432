"""The tables, in Markdown."""

from collections.abc import Sequence

import numpy as np

from benchmarks.groups.measuring import Case, Outcome, Outcomes
from recengine.arrays import Floats
from recengine.group_rules import Rule

DRAWS = 1000
HEAD = "| | mean | minimum | nothing for somebody | mean ÷ average's | minimum ÷ average's | dislikes a list |"


def show(found: Outcomes, *, title: str) -> None:
    """Print one table for each case, the case of the promise first."""
    print(f"# Groups of people who were not trained on: {title}\n")
    print("Satisfaction is NDCG@10 of the shared list for a member's own held-out likes. In brackets: 95 % bootstrap")
    print("interval over the same groups; people are in several groups, so that it is somewhat too narrow.")
    for case, rules in found.items():
        _table(case, rules)


def _table(case: Case, rules: dict[str, Outcome]) -> None:
    k, kind, size = case
    base = rules[Rule.AVERAGE.value]
    print(f"\n## {kind.capitalize()} groups of {size}, {k} ratings of each known ({len(base.satisfaction)} groups)\n")
    print(HEAD)
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, own in rules.items():
        print("| " + " | ".join([name, *_cells(own, base)]) + " |")


def _cells(own: Outcome, base: Outcome) -> Sequence[str]:
    mean, least = own.satisfaction.mean(axis=1), own.satisfaction.min(axis=1)
    return (
        f"{mean.mean():.4f}",
        f"{least.mean():.4f}",
        f"{100 * (least == 0).mean():.1f} %",
        ratio(mean, base.satisfaction.mean(axis=1)),
        ratio(least, base.satisfaction.min(axis=1)),
        f"{own.dislikes.sum(axis=1).mean():.3f}",
    )


def ratio(values: Floats, base: Floats) -> str:
    """Ratio of two means over the same groups, with a paired bootstrap interval."""
    drawn = np.random.default_rng(0).integers(len(values), size=(DRAWS, len(values)))
    ratios = values[drawn].mean(axis=1) / np.maximum(base[drawn].mean(axis=1), 1e-9)
    low, high = np.quantile(ratios, [0.025, 0.975])
    return f"{values.mean() / max(float(base.mean()), 1e-9):.3f} ({low:.3f} to {high:.3f})"
