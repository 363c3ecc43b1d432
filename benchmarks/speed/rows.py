"""Rows of the table: a path, what it is held against, the ratio and what it should be."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from benchmarks.speed.measuring import Pairs, middle


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound of a ratio.

    Attributes
    ----------
    bound
        The figure.
    least
        Whether the ratio is to be this or more; else this or less.
    faster
        Whether the ratio says how many times ours is the faster; else how many times the other's measure ours is.
    """

    bound: float
    least: bool
    faster: bool = False

    @classmethod
    def at_least(cls, bound: float) -> "Goal":
        """Ours is to be so many times the other's measure (of a rate) or more."""
        return cls(bound, least=True)

    @classmethod
    def at_most(cls, bound: float) -> "Goal":
        """Ours is to take so many times the other's measure or less."""
        return cls(bound, least=False)

    @classmethod
    def times_faster(cls, bound: float) -> "Goal":
        """Ours is to be so many times as fast, or more."""
        return cls(bound, least=True, faster=True)

    def reached(self, ratio: float) -> bool:
        """Whether a ratio is good enough."""
        return ratio >= self.bound if self.least else ratio <= self.bound

    def __str__(self) -> str:
        return f"{'≥' if self.least else '≤'} {self.bound:g} ×"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes
    ----------
    section
        What was asked for with `--only`.
    path, against
        What is measured, and beside what, in a few words.
    goal
        None where a row only tells.
    ours, other
        Medians in `unit`.
    ratio, low, high
        Median of the rounds' ratios, and their quartiles.
    rounds
        Measurements of each.
    note
        What one has to know to read it, a few words.
    """

    section: str
    path: str
    against: str
    goal: Goal | None
    ours: float
    other: float
    unit: str
    ratio: float
    low: float
    high: float
    rounds: int
    note: str = ""

    @classmethod
    def of(
        cls, section: str, path: str, against: str, pairs: Pairs, *, goal: Goal, unit: str = "ms", note: str = ""
    ) -> "Row":
        """The row of some pairs of seconds (unit «ms» or «s»), or of anything else in the unit named."""
        scale = 1000.0 if unit == "ms" else 1.0
        ours, other = (middle(values)[0] * scale for values in (pairs.ours, pairs.other))
        ratio, low, high = middle(pairs.ratios(faster=goal.faster))
        return cls(section, path, against, goal, ours, other, unit, ratio, low, high, len(pairs.ours), note)

    def telling(self) -> "Row":
        """The same without a goal."""
        return replace(self, goal=None)

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; None where there is none."""
        return None if self.goal is None else self.goal.reached(self.ratio)

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Row":
        """The row of `to_json`."""
        goal = data["goal"]
        return cls(**{**data, "goal": None if goal is None else Goal(**goal)})


def merged(before: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """Rows of an earlier run with those of sections measured anew in their place."""
    anew = {row.section for row in rows}
    return [row for row in before if row.section not in anew] + list(rows)
