"""A Telegram that delivers each update several times: at once, later, and again after a restart."""

import random
from collections.abc import Iterable
from typing import Any

from bot.sandbox.updates import MAX_LIMIT, UpdateQueue


class Repeating(UpdateQueue):
    """A queue that hands out each update `times` times, once in its order and the others anywhere after it.

    What is acknowledged follows from what was handed out, not from its number: numbers come again.
    """

    def __init__(self, first_id: int, *, times: int, seed: int) -> None:
        super().__init__(first_id)
        self._times = times
        self._chance = random.Random(seed)
        self._handed_out = 0
        self.delivered: list[dict[str, Any]] = []

    def add(self, kind: str, payload: dict[str, Any]) -> None:
        """See `UpdateQueue.add`."""
        before = len(self._pending)
        super().add(kind, payload)
        for update in self._pending[before:]:
            self.delivered.append(update)
            for _ in range(self._times - 1):
                self._pending.insert(self._chance.randint(before + 1, len(self._pending)), update)

    def again(self, updates: Iterable[dict[str, Any]]) -> None:
        """Deliver what was delivered long ago."""
        self._pending += updates
        self._arrival.set()
        self._wake()

    def fetch(self, offset: int = 0, limit: int = MAX_LIMIT) -> list[dict[str, Any]]:
        """See `UpdateQueue.fetch`; any offset acknowledges what was handed out last."""
        if offset:
            del self._pending[: self._handed_out]
        found = self._pending[: min(max(limit, 1), MAX_LIMIT)]
        self._handed_out = len(found)
        return list(found)
