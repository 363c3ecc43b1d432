"""Rates with how sure they are, where one person's answers hang together.

A rate is accepted / answered over all people. Its variance takes people as the unit (the linearised ratio estimator:
Cochran, Sampling Techniques, 1977, 6.4; for experiments Deng, Knoblich, Lu, KDD 2018). Divided by what independent
answers would give it is the design effect, never taken below 1. Answers divided by it are as many independent ones,
which go into Wilson's interval (Korn, Graubard, Survey Methodology 1998), with Student's t for the number of people.
The bounds of a difference follow from those of both rates (Newcombe, Statistics in Medicine 1998, method 10).
"""

from dataclasses import dataclass
from math import inf, sqrt
from statistics import NormalDist

from bot.stats.tally import Sums

SURE = 0.95
_Z = NormalDist().inv_cdf((1 + SURE) / 2)


@dataclass(frozen=True, slots=True)
class Rate:
    """A share from 0 to 1, and between what bounds it is with 95 %."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """One rate less another, from -1 to 1, and its bounds with 95 %."""

    value: float
    low: float
    high: float


def acceptance(sums: Sums) -> Rate | None:
    """Share of the answered suggestions that were liked or saved; None where nobody answered."""
    return share(sums, sums.accepted)


def share(sums: Sums, count: int) -> Rate | None:
    """A share of the answered suggestions; how far people hang together is taken from their acceptance."""
    if not sums.answered:
        return None
    independent = sums.answered / design_effect(sums)
    return wilson(count / sums.answered, independent, quantile(sums.answering - 1))


def wilson(value: float, count: float, z: float = _Z) -> Rate:
    """Wilson's interval of a share of `count` independent answers."""
    if z == inf:
        return Rate(value, 0.0, 1.0)
    squared = z * z / count
    middle = (value + squared / 2) / (1 + squared)
    reach = sqrt(value * (1 - value) * squared + squared * squared / 4) / (1 + squared)
    return Rate(value, min(value, max(0.0, middle - reach)), max(value, min(1.0, middle + reach)))


def design_effect(sums: Sums) -> float:
    """By how much fewer independent answers say as much as these: 1 or more.

    Where everybody answered alike nothing tells how far people hang together; then as far as they can.
    """
    value, answered, people = sums.accepted / sums.answered, sums.answered, sums.answering
    if value in (0.0, 1.0) or people < 2:
        return max(1.0, sums.answered_squares / answered)
    spread = sums.accepted_squares - 2 * value * sums.products + value * value * sums.answered_squares
    by_people = people / (people - 1) * spread / answered**2
    return max(1.0, by_people / (value * (1 - value) / answered))


def difference(one: Rate, other: Rate) -> Difference:
    """`one` less `other`."""
    value = one.value - other.value
    low = value - sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    high = value + sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    return Difference(value, max(-1.0, low), min(1.0, high))


def quantile(freedom: int) -> float:
    """Student's t passed with 2.5 % to either side (Abramowitz, Stegun 26.7.5; off by 1 % at most from 2 on)."""
    if freedom < 2:
        return inf
    z = _Z
    terms: tuple[float, ...] = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92_160,
    )
    return z + sum(term / float(freedom) ** power for power, term in enumerate(terms, 1))
