"""The tables, in Markdown."""

from collections.abc import Sequence

from benchmarks.gate.measuring import Judged


def show(title: str, found: Sequence[Judged]) -> None:
    """One line a retraining."""
    print(f"\n## {title}\n")
    print("| retraining | NDCG@10 | current | difference | 95 % interval | |")
    print("|---|---|---|---|---|---|")
    for one in found:
        print(f"| {one.recipe.name} | {_figures(one)} | {'published' if one.served else 'held back'} |")


def _figures(one: Judged) -> str:
    gap = one.verdict.figures.get("held_out")
    if gap is None:
        return f"{one.verdict.figures['not_compared']} | | | "
    low, high = gap["low"], gap["high"]
    return f"{gap['new']:.4f} | {gap['current']:.4f} | {gap['difference']:+.4f} | {low:+.4f} to {high:+.4f}"


def counted(found: Sequence[Judged]) -> str:
    """How many of them were held back."""
    return f"{sum(not one.served for one in found)} of {len(found)}"
