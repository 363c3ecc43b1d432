"""Server-sent events: who listens, and a bounded queue for each listener."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterable
from typing import Any

CAPACITY = 256
KEEP_ALIVE_SECONDS = 15.0


class Listener:
    """One open page. A listener that does not keep up is closed: it reconnects and fetches afresh."""

    def __init__(self, person_id: int, capacity: int = CAPACITY) -> None:
        self.person_id = person_id
        self._queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue(capacity + 1)
        self._capacity = capacity
        self.closed = False

    def offer(self, event: dict[str, Any]) -> None:
        """Queue an event, or close the listener where its queue is full."""
        if self.closed:
            return
        if self._queue.qsize() >= self._capacity:
            self.close()
            return
        self._queue.put_nowait(event)

    def close(self) -> None:
        """End the stream after what is queued."""
        if not self.closed:
            self.closed = True
            self._queue.put_nowait(None)

    async def stream(self, keep_alive: float = KEEP_ALIVE_SECONDS) -> AsyncIterator[str]:
        """The lines to send: a comment at once, then one ``data:`` line an event, comments in quiet times."""
        yield ": connected\n\n"
        while True:
            try:
                async with asyncio.timeout(keep_alive):
                    event = await self._queue.get()
            except TimeoutError:
                yield ": keep-alive\n\n"
                continue
            if event is None:
                return
            yield f"data: {json.dumps(event, ensure_ascii=False)}\n\n"


class Hub:
    """All listeners, reached by the id of the person they listen for."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._closed = False

    def __len__(self) -> int:
        return len(self._listeners)

    def subscribe(self, person_id: int, *, capacity: int = CAPACITY) -> Listener:
        """Begin to listen; after the hub has closed the stream ends at once."""
        listener = Listener(person_id, capacity)
        if self._closed:
            listener.close()
        else:
            self._listeners.add(listener)
        return listener

    def unsubscribe(self, listener: Listener) -> None:
        """Stop listening."""
        self._listeners.discard(listener)

    def publish(self, person_ids: Iterable[int], event: dict[str, Any]) -> None:
        """Offer an event to everyone who listens for one of these people."""
        wanted = set(person_ids)
        for listener in [one for one in self._listeners if one.person_id in wanted]:
            listener.offer(event)

    def close(self) -> None:
        """End every stream."""
        self._closed = True
        for listener in self._listeners:
            listener.close()
        self._listeners.clear()
