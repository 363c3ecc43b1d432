"""Two versions that serve half of the people each: what came of it, and whether that tells anything yet."""

from dataclasses import dataclass
from enum import StrEnum

from bot.stats.rates import Difference, Rate, acceptance, difference
from bot.stats.tally import Halves

FEWEST_A_HALF = 20
"""People who answered, in each half, before a difference is told at all."""

ALIKE = 0.03
"""Rates that differ by less than that, with 95 %, are called alike."""


class Verdict(StrEnum):
    """What a comparison says."""

    EARLY = "early"
    BETTER = "better"
    WORSE = "worse"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class Result:
    """Of the current version and the other: acceptance, and by how much the other one's is higher."""

    current: Rate | None
    other: Rate | None
    difference: Difference | None
    verdict: Verdict


def result(halves: Halves) -> Result:
    """What the halves say; the other version is better or worse where the interval of the difference leaves out 0."""
    current, other = acceptance(halves.current), acceptance(halves.other)
    if current is None or other is None or min(halves.current.answering, halves.other.answering) < FEWEST_A_HALF:
        return Result(current, other, None, Verdict.EARLY)
    found = difference(other, current)
    return Result(current, other, found, _verdict(found))


def _verdict(found: Difference) -> Verdict:
    if found.low > 0:
        return Verdict.BETTER
    if found.high < 0:
        return Verdict.WORSE
    return Verdict.ALIKE if found.low > -ALIKE and found.high < ALIKE else Verdict.EARLY
