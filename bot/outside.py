"""Whoever knows posters and plots of films; a host without a key has nobody."""

from collections.abc import Callable, Collection, Iterable
from typing import Protocol

Plots = Callable[[int], str | None]
"""TMDB's id of a film -> its plot: «» where there is none, None where it is not known yet."""


class Outside(Protocol):
    """Whoever knows posters and plots of films."""

    @property
    def refused(self) -> bool:
        """Whether this host's key is refused."""

    def plots(self, language: str) -> Plots | None:
        """What is known now; None where this host shows neither posters nor plots."""

    async def learn(self, wanted: Collection[int], language: str) -> bool:
        """Wait a moment for plots that are not known; whether one of them is known now."""

    def expect(self, find: Callable[[], Iterable[int]], language: str) -> None:
        """Fetch beside all else the posters of films that may be shown next; `find` tells their ids, in a thread."""


class NoPosters:
    """Knows nothing: for hosts without a key."""

    refused = False

    def plots(self, language: str) -> Plots | None:
        """See `Outside.plots`."""
        return None

    async def learn(self, wanted: Collection[int], language: str) -> bool:
        """See `Outside.learn`."""
        return False

    def expect(self, find: Callable[[], Iterable[int]], language: str) -> None:
        """See `Outside.expect`."""
