"""How far a training is as a whole, and how long it will take: from its phases and what they usually cost."""

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

DOWNLOADING = "downloading the data set"
READING = "reading the ratings"
MEASURING = "measuring on held-out people"
PUBLISHING = "publishing"

SHARES: Mapping[str, float] = {
    DOWNLOADING: 5.0,
    READING: 1.0,
    "learning who likes what": 45.0,
    "learning tastes": 18.0,
    "solving EASE": 4.0,
    "learning to predict stars": 18.0,
    "learning what to ask": 10.0,
    MEASURING: 4.0,
    PUBLISHING: 1.0,
}
"""Phases in their order, with what they cost beside each other: seconds of the default model on ml-latest-small.

Phases that are not among them take no time to speak of; one that is left out counts as done when a later one begins.
"""

BEFORE = (DOWNLOADING, READING)
"""Phases that not every training has."""

TWICE: Mapping[str, int] = {"learning who likes what": 2}
"""Phases that are gone through more than once."""

LEAST_SECONDS, LEAST_SHARE = 2.0, 0.04
"""Before so much time has passed and so much is done, how long it takes is anybody's guess."""


@dataclass(frozen=True, slots=True)
class Step:
    """Where a training stands.

    Attributes
    ----------
    phase, done
        What it is at, and the share of that which is done.
    overall
        The share of all that is done; it never falls.
    left
        Seconds that it will still take; None where that cannot be told yet.
    """

    phase: str
    done: float
    overall: float
    left: int | None

    def to_json(self) -> dict[str, Any]:
        """Plain data, as the trainer prints it."""
        return asdict(self)


class Course:
    """From phases to the whole.

    Parameters
    ----------
    clock
        Seconds from any beginning.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun: set[str] = set()
        self._since: tuple[float, float] | None = None
        self._phase, self._done, self._round = "", 0.0, 0
        self._overall = 0.0

    def step(self, phase: str, done: float) -> Step:
        """The next step, for a phase and the share of it that is done."""
        done = min(max(done, 0.0), 1.0)
        if phase != self._phase:
            self._phase, self._round = phase, 0
        elif done < self._done:
            self._round += 1
        self._done = done
        self._begun.add(phase)
        self._overall = max(self._overall, self._reached(phase, done))
        return Step(phase, round(done, 3), round(self._overall, 3), self._left(phase))

    def _reached(self, phase: str, done: float) -> float:
        shares = {name: share for name, share in SHARES.items() if name in self._begun or name not in BEFORE}
        if phase not in shares:
            return 0.0
        names = list(shares)
        before = sum(shares[name] for name in names[: names.index(phase)])
        rounds = max(TWICE.get(phase, 1), self._round + 1)
        return (before + shares[phase] * (self._round + done) / rounds) / sum(shares.values())

    def _left(self, phase: str) -> int | None:
        """From the pace so far. A download tells nothing of the pace, so that counting begins after it."""
        if self._overall >= 1.0:
            return 0
        if phase == DOWNLOADING:
            return None
        if self._since is None:
            self._since = self._clock(), self._overall
        began, at = self._since
        seconds, covered = self._clock() - began, self._overall - at
        if seconds < LEAST_SECONDS or covered < LEAST_SHARE:
            return None
        return round(seconds * (1.0 - self._overall) / covered)


def lasting(seconds: int | None) -> str:
    """«about 40 s left» in a few letters; empty where that is not known."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min left" if hours else f"{minutes}:{rest:02} left"
