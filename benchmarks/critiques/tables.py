"""The table, in Markdown."""

from collections.abc import Mapping

from benchmarks.critiques.measuring import GIVEN, Row
from recengine.critiques import Direction

MOVED, LOST = 0.95, 0.10
"""Share of people whose list has to move the way asked for, and what the mean predicted match may lose."""


def met(row: Row) -> bool:
    """Whether a direction keeps both promises."""
    return row.moved >= MOVED and row.lost < LOST


def show(rows: Mapping[Direction, Row], *, title: str) -> None:
    """Print a line for each direction."""
    print(f"# Critiques: {title}\n")
    print(
        f"{GIVEN} ratings given; the reference is the first film suggested; ten films with and without the critique."
    )
    print("A list that did not change in what is measured counts as not moved.\n")
    _line(["critique", "measured", "people", "without", "with", "moved as asked", "match", "lost", "dropped", ""])
    _line(["---", "---", *("---:" for _ in range(7)), "---"])
    for direction, row in rows.items():
        _line(_cells(direction, row))


def _cells(direction: Direction, row: Row) -> list[str]:
    return [
        direction.value.replace("_", " "),
        row.label,
        str(len(row.before)),
        f"{row.before.mean():.2f}",
        f"{row.after.mean():.2f}",
        f"{row.moved:.1%}",
        f"{row.match_before.mean():.1f} -> {row.match_after.mean():.1f}",
        f"{row.lost:.1%}",
        str(row.dropped),
        "met" if met(row) else "MISSED",
    ]


def _line(cells: list[str]) -> None:
    print("| " + " | ".join(cells) + " |")
