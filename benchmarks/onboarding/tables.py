"""The table, in Markdown."""

from collections.abc import Mapping, Sequence

import numpy as np

from benchmarks.onboarding.measuring import AFTER, SET_ASIDE, Figures, ratio
from benchmarks.onboarding.simulation import PATIENCE, WANTED

BASE = "popular"

COLUMNS = (
    "",
    *(f"taught, {count}" for count in AFTER),
    f"÷ {BASE}",
    *(f"served, {count}" for count in AFTER),
    f"÷ {BASE}",
    "films shown",
    f"all, cut at {PATIENCE}",
    "gave up",
)


def show(found: Mapping[str, Figures], *, title: str) -> None:
    """Print what the columns mean, and a row a strategy."""
    print(f"# What to ask newcomers: {title}\n")
    print(f"NDCG@10 after {', '.join(map(str, AFTER))} answers.")
    print(f"taught: {SET_ASIDE:.0%} of a person's ratings are set aside and never asked about; what is to be found")
    print("and what may be named are the same for all strategies.")
    print("served: all may be asked about, likes that were not told are to be found.")
    print(f"÷: the ratio after {AFTER[-1]} answers, with its 95 % interval over the same people.")
    print(f"films shown: until {WANTED} answers are in, mean over those who gave them (served).")
    print(f"gave up: those who did not within {PATIENCE} films (served; taught), counted as {PATIENCE} beside it.\n")
    _line(COLUMNS)
    _line(["---", *("---:" for _ in COLUMNS[1:])])
    for name, figures in found.items():
        _line([name, *_cells(figures, found[BASE])])


def _cells(figures: Figures, base: Figures) -> list[str]:
    taught, served = np.asarray(figures.taught), np.asarray(figures.served)
    told = ~np.isnan(taught[:, -1])
    complete = np.asarray(figures.complete)
    shown = np.asarray(figures.shown)
    return [
        *(f"{value:.4f}" for value in taught[told].mean(axis=0)),
        _ratio(taught[told, -1], np.asarray(base.taught)[told, -1]),
        *(f"{value:.4f}" for value in served.mean(axis=0)),
        _ratio(served[:, -1], np.asarray(base.served)[:, -1]),
        f"{shown[complete].mean():.1f}" if complete.any() else "–",
        f"{shown.mean():.1f}",
        f"{1 - complete.mean():.0%}; {1 - np.mean(figures.complete_taught):.0%}",
    ]


def _ratio(values: np.ndarray, against: np.ndarray) -> str:
    value, low, high = ratio(values, against)
    return f"**{value:.3f}** ({low:.2f} to {high:.2f})"


def _line(cells: Sequence[str]) -> None:
    print("| " + " | ".join(cells) + " |")
