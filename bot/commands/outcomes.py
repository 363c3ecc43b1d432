"""What the gate said of a version, in lines for a terminal."""

from collections.abc import Mapping
from typing import Any

WHOM = {
    "held_out": "people of the data set whom neither learned from",
    "own": "of your own people, by their latest ratings",
}


def compared(figures: Mapping[str, Any]) -> list[str]:
    """How a version compares to the one that was current before."""
    lines = [
        f"Beside version {figures.get('against')}: {gap['new']:.3f} against {gap['current']:.3f} for {gap['people']} "
        f"{whom} ({gap['difference']:+.3f}, surely between {gap['low']:+.3f} and {gap['high']:+.3f})."
        for name, whom in WHOM.items()
        if isinstance(gap := figures.get(name), Mapping)
    ]
    if why := figures.get("not_compared"):
        lines.append(f"Not compared: {why}.")
    return lines


def megabytes(size: float) -> str:
    """A size in a few letters."""
    return f"{size / 1e6:.1f} MB"
