"""Two ways of doing one thing, timed in turns."""

import gc
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

import numpy as np


@dataclass(frozen=True, slots=True)
class Pairs:
    """Measurements of both ways taken in turns, in one unit.

    Attributes
    ----------
    ours, other
        Matinee's, and that of what it is held against; as many, in the order of the rounds.
    """

    ours: tuple[float, ...]
    other: tuple[float, ...]

    def ratios(self, *, faster: bool) -> tuple[float, ...]:
        """Round by round: how many times ours is the faster, else how many times the other's time it takes."""
        pairs = zip(self.ours, self.other, strict=True)
        return tuple(other / ours if faster else ours / other for ours, other in pairs)


def paired(
    ours: Callable[[], object],
    other: Callable[[], object],
    *,
    rounds: int,
    times: tuple[int, int] = (1, 1),
    warm_up: int = 1,
) -> Pairs:
    """Seconds of both, in turns, so that whatever else the machine does touches both alike.

    Parameters
    ----------
    rounds
        Measurements of each.
    times
        How often each is done for one measurement; seconds are of one time. Enough of what is short should be done
        at once that the clock's own cost does not count.
    warm_up
        Rounds before the first that counts.
    """
    for _ in range(warm_up):
        _ = ours(), other()
    taken: tuple[list[float], list[float]] = [], []
    gc.collect()
    for number in range(rounds):
        # Who comes first changes: whatever the first leaves in the caches serves both equally often.
        for way in ((0, 1), (1, 0))[number % 2]:
            taken[way].append(seconds((ours, other)[way], times=times[way]))
    return Pairs(tuple(taken[0]), tuple(taken[1]))


def seconds(work: Callable[[], object], *, times: int = 1) -> float:
    """Seconds on the clock that one time takes, of so many in a row."""
    started = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - started) / times


def middle(values: Iterable[float]) -> tuple[float, float, float]:
    """Median and quartiles."""
    known = list(values)
    low, high = np.percentile(known, [25, 75])
    return median(known), float(low), float(high)
