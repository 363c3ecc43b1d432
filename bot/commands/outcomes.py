"""What the gate said of a version, in lines for a terminal."""

from collections.abc import Mapping
from typing import Any

from recengine.errors import ModelError
from recengine.persistence import ModelStore
from recengine.persistence.comparison import Comparison, comparison_in

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


def comparison_of(store: ModelStore) -> Comparison | None:
    """The comparison of two versions that runs, else the latest one; None, too, where its file is damaged."""
    try:
        return comparison_in(store.root)
    except ModelError:  # `matinee compare` tells of it
        return None


def comparison_ended(store: ModelStore, version: str) -> list[str]:
    """What is to be said where a comparison is over because this version became the current one."""
    found = comparison_of(store)
    if found is None or not found.ended_by(version):
        return []
    return [f"That ended the comparison of {found.other} with {found.current}; what came of it: matinee compare"]


def megabytes(size: float) -> str:
    """A size in a few letters."""
    return f"{size / 1e6:.1f} MB"
