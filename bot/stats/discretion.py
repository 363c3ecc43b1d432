"""Cells with very few people are joined to others: nobody can be found in what is told."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from bot.stats.tally import Bin, Sums

FEWEST = 3
"""Nothing is told of fewer people than that."""

C = TypeVar("C")


def joined(cells: Sequence[C], people: Callable[[C], int], join: Callable[[C, C], C]) -> list[C]:
    """Cells in a row, each with too few people joined to the one before it, or after it where it is the first.

    Nothing is left where all of them together have too few.
    """
    found: list[C] = []
    for cell in cells:
        if found and (people(cell) < FEWEST or people(found[-1]) < FEWEST):
            found[-1] = join(found[-1], cell)
        else:
            found.append(cell)
    return [] if found and people(found[0]) < FEWEST else found


def bins(found: Sequence[Bin]) -> list[Bin]:
    """Bins of the predicted match with enough people each."""
    return joined(sorted(found, key=lambda each: each.low), lambda each: each.people, Bin.joined)


def versions(found: Mapping[str, Sums]) -> tuple[dict[str, Sums], Sums | None]:
    """Versions with enough people each, the latest first, and the others together, or None where none are left out.

    Where the others together are too few, the smallest of the versions goes to them: what is missing to the whole
    would tell of them.
    """
    ordered = sorted(found.items(), key=lambda each: (each[1].people, each[0]))
    others: Sums | None = None
    while ordered and (ordered[0][1].people < FEWEST or (others is not None and others.people < FEWEST)):
        _, smallest = ordered.pop(0)
        others = smallest if others is None else others.joined(smallest)
    if others is not None and others.people < FEWEST:
        others = None
    return dict(sorted(ordered, reverse=True)), others
