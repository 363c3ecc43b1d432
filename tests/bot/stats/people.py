"""People with tastes of their own who answer suggestions, seeded, as sums."""

import random

from bot.stats.tally import Sums


def sums_of(people: list[tuple[int, int]], **counts: int) -> Sums:
    """Of people with so many accepted of so many answered; the others passed over."""
    accepted, answered = (sum(column) for column in zip(*people, strict=True))
    return Sums(
        len(people),
        answered,
        liked=accepted,
        passed=answered - accepted,
        answering=sum(n > 0 for _, n in people),
        accepted_squares=sum(a * a for a, _ in people),
        answered_squares=sum(n * n for _, n in people),
        products=sum(a * n for a, n in people),
        **counts,
    )


def half(chance: random.Random, *, people: int, mean: float, strength: float = 4.0) -> Sums:
    """A half of people: each likes a share of their own around a mean, and answers from 1 to 30 suggestions."""
    found = []
    for _ in range(people):
        share, answered = chance.betavariate(mean * strength, (1 - mean) * strength), chance.randint(1, 30)
        found.append((sum(chance.random() < share for _ in range(answered)), answered))
    return sums_of(found)
