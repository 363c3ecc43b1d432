"""The ratios beside their goals as a picture."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.speed.rows import Row

GOOD, BAD, GOAL = "#2a7f62", "#c8553d", "#333333"
TICKS = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)


def draw(rows: Sequence[Row], path: Path) -> None:
    """A bar a row: how far its ratio is on the good side of its goal, on a logarithmic scale.

    A bar to the right of the line has room to spare; one to the left misses its goal.
    """
    from matplotlib.figure import Figure

    shown = [row for row in rows if row.goal is not None][::-1]
    figure = Figure(figsize=(9, 0.36 * len(shown) + 0.9), layout="constrained")
    axes = figure.subplots()
    room = np.asarray([_room(row) for row in shown])
    axes.barh(range(len(shown)), room - 1.0, left=1.0, color=[GOOD if x >= 1 else BAD for x in room], height=0.55)
    axes.axvline(1.0, color=GOAL, linewidth=1)
    axes.set_xscale("log")
    axes.set_xlim(0.5 * min(room.min(initial=1.0), 1.0), 4.0 * room.max(initial=1.0))
    axes.set_xticks(TICKS, [f"{tick:g} ×" for tick in TICKS])
    axes.minorticks_off()
    axes.set_yticks(range(len(shown)), [f"{row.path}\nbeside {row.against}" for row in shown], fontsize=7)
    for place, row in enumerate(shown):
        axes.annotate(
            f" {row.ratio:.3g} ×  (goal {row.goal})",
            (max(room[place], 1.0), place),
            va="center",
            fontsize=7,
        )
    axes.margins(y=0.01)
    axes.set_xlabel("how far on the good side of its goal", fontsize=8)
    axes.tick_params(axis="x", labelsize=7)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    figure.savefig(path, dpi=150)


def _room(row: Row) -> float:
    assert row.goal is not None
    return row.ratio / row.goal.bound if row.goal.least else row.goal.bound / row.ratio
