"""The queue of updates a bot fetches: ids, acknowledgement by offset, and one long poll at a time."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable, Sequence
from typing import Any

from bot.sandbox.errors import conflict

MAX_LIMIT = 100
MAX_TIMEOUT = 50
_SECOND_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
# Telegram leaves these out unless a bot asks for them.
_OPTIONAL_KINDS = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
Update = dict[str, Any]


class UpdateQueue:
    """Updates in order until the bot confirms them; safe within one event loop.

    Parameters
    ----------
    first_id
        The id of the first update. It should differ from run to run, because a bot remembers which
        ids it has dealt with.
    """

    def __init__(self, first_id: int) -> None:
        self._next_id = first_id
        self._pending: list[Update] = []
        self._allowed: frozenset[str] | None = None
        self._poll: asyncio.Future[None] | None = None
        self._arrival = asyncio.Event()
        self._closed = False

    def __len__(self) -> int:
        return len(self._pending)

    @property
    def allowed(self) -> Sequence[str]:
        """The kinds of update the bot asked for; empty means the default."""
        return sorted(self._allowed or ())

    @property
    def polled(self) -> bool:
        """Whether a long poll waits."""
        return self._poll is not None

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Choose kinds for updates from now on; None keeps the choice, an empty list is the default."""
        if kinds is not None:
            self._allowed = frozenset(kinds) or None

    def add(self, kind: str, payload: dict[str, Any]) -> None:
        """Queue an update, unless the bot does not want this kind."""
        if kind not in self._allowed if self._allowed else kind in _OPTIONAL_KINDS:
            return
        # A snapshot: what is told to the bot does not change with a later edit.
        self._pending.append({"update_id": self._next_id, kind: json.loads(json.dumps(payload))})
        self._next_id += 1
        self._arrival.set()
        self._wake()

    def fetch(self, offset: int = 0, limit: int = MAX_LIMIT) -> list[Update]:
        """Forget updates below ``offset`` and return the next ones; a negative one counts from the end."""
        if offset > 0:
            self._pending = [update for update in self._pending if update["update_id"] >= offset]
        elif offset < 0:
            self._pending = self._pending[offset:]
        return self._pending[: min(max(limit, 1), MAX_LIMIT)]

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Update]:  # noqa: ASYNC109
        """Like ``fetch``, waiting up to ``timeout`` seconds (at most 50) while there is nothing.

        Raises
        ------
        ApiError
            409 in the poll that was waiting, when another one begins.
        """
        self.interrupt(_SECOND_POLL)
        found = self.fetch(offset, limit)
        if found or timeout <= 0 or self._closed:
            return found
        waiting = self._poll = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(min(timeout, MAX_TIMEOUT)):
                await waiting
        except TimeoutError:
            return []
        finally:
            if self._poll is waiting:
                self._poll = None
        return self.fetch(offset, limit)

    def interrupt(self, reason: str) -> None:
        """End a waiting poll with 409 Conflict."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(conflict(reason))
        self._poll = None

    async def next(self, busy: Callable[[Update], bool]) -> Update:
        """The oldest update not yet confirmed that is not busy, waiting for one where there is none.

        Whoever frees one that was busy has to `look_again`.
        """
        while (found := next((update for update in self._pending if not busy(update)), None)) is None:
            self._arrival.clear()
            await self._arrival.wait()
        return found

    def look_again(self) -> None:
        """Let `next` look for an update that is not busy any more."""
        self._arrival.set()

    def confirm(self, update: Update) -> None:
        """Forget one update, whatever others wait; one that was dropped meanwhile is forgotten already."""
        with contextlib.suppress(ValueError):
            self._pending.remove(update)

    def drop(self) -> None:
        """Forget everything that waits."""
        self._pending.clear()

    def close(self) -> None:
        """Let a waiting poll answer at once, and later ones not wait at all."""
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
