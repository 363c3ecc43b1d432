"""How late the event loop wakes: while it is late, every chat waits."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.background import alongside

EVERY = 0.01
"""Seconds between two looks. What holds the loop up between them is seen short by as much at most."""

SPAN, SPANS = 10.0, 6
"""«Recently» is the last minute, in spans of so many seconds."""


class LagGauge:
    """The lateness of an event loop, in seconds.

    Parameters
    ----------
    clock
        Seconds that never go back.
    """

    def __init__(self, *, every: float = EVERY, clock: Callable[[], float] = time.monotonic) -> None:
        self._every = every
        self._clock = clock
        self._spans: deque[tuple[int, float]] = deque(maxlen=SPANS)
        self.worst = 0.0

    @property
    def recent(self) -> float:
        """The worst of the last minute."""
        oldest = self._now() - SPANS
        return max((late for span, late in self._spans if span > oldest), default=0.0)

    async def run(self) -> None:
        """Look at the clock again and again, until cancelled."""
        while True:
            due = self._clock() + self._every
            await asyncio.sleep(self._every)
            self.note(self._clock() - due)

    def note(self, late: float) -> None:
        """Note that the loop was so many seconds late just now."""
        self.worst = max(self.worst, late)
        now = self._now()
        if self._spans and self._spans[-1][0] == now:
            late = max(late, self._spans.pop()[1])
        self._spans.append((now, max(late, 0.0)))

    def _now(self) -> int:
        return int(self._clock() / SPAN)


@asynccontextmanager
async def measured(gauge: LagGauge) -> AsyncIterator[LagGauge]:
    """The gauge at work while the block runs."""
    async with alongside(gauge.run(), name="lag gauge"):
        yield gauge
