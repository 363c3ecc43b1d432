"""What a measure found, beside what was asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of docs/reliability.md.

    Attributes
    ----------
    number
        Its place in the table.
    what
        What was done to the bot.
    figure
        What came of it, with units.
    asked
        What had to come of it.
    """

    number: int
    what: str
    figure: str
    asked: str
    ok: bool


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is to be.

    Attributes
    ----------
    home
        A folder with a published model; nothing is written to it.
    scale
        Share of the full size, 1 for the figures of docs/reliability.md; tests run at a small part of it.
    seed
        Everything random follows from it.
    """

    home: Path
    scale: float = 1.0
    seed: int = 0

    def sized(self, full: int, *, least: int = 1) -> int:
        """So many of a thing of which there are `full` at full size."""
        return max(least, round(full * self.scale))


def table(rows: Sequence[Row]) -> str:
    """Rows as a table in Markdown."""
    lines = ["| | what was done | figure | asked | |", "|---|---|---|---|---|"]
    for row in sorted(rows, key=lambda row: row.number):
        verdict = "✓" if row.ok else "missed"
        lines.append(f"| {row.number} | {row.what} | {row.figure} | {row.asked} | {verdict} |")
    return "\n".join(lines)
