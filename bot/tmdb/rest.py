"""When TMDB is left in peace: for a while after it failed, as long as it asks, longer where it refuses the key."""

import time
from collections.abc import Callable

FIRST_PAUSE, LONGEST_PAUSE = 2.0, 300.0
"""Seconds; each failure after a rest doubles the next one."""

REFUSED_PAUSE = 3600.0
"""A refused key is put right by the host; until then there is no use in asking at each card."""


class Rest:
    """Whether TMDB may be asked now.

    Attributes
    ----------
    refused
        Whether the key was refused and not taken since.
    """

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until = 0.0
        self._pause = FIRST_PAUSE
        self.refused = False

    @property
    def is_over(self) -> bool:
        """Whether TMDB may be asked."""
        return self._clock() >= self._until

    def worked(self) -> None:
        """An answer came."""
        self._pause, self.refused = FIRST_PAUSE, False

    def failed(self) -> float:
        """None came; returns the seconds to rest, 0 where it was known to others who asked at the same time."""
        if not self.is_over:
            return 0.0
        pause, self._pause = self._pause, min(2 * self._pause, LONGEST_PAUSE)
        return self.asked_to_wait(pause)

    def asked_to_wait(self, seconds: float) -> float:
        """TMDB wants to be left alone for that long."""
        self._until = max(self._until, self._clock() + seconds)
        return seconds

    def was_refused(self) -> bool:
        """The key was refused; whether that is news."""
        news, self.refused = not self.refused, True
        self.asked_to_wait(REFUSED_PAUSE)
        return news
