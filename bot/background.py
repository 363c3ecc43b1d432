"""Work beside the main line: begun, held on to, and ended with whoever began it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any


async def cancelled(task: asyncio.Task[None]) -> None:
    """Break a task off, and wait until it has ended."""
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


@asynccontextmanager
async def alongside(work: Coroutine[Any, Any, None], *, name: str) -> AsyncIterator[None]:
    """Have something done while the block runs; at its end it is broken off."""
    task = asyncio.create_task(work, name=name)
    try:
        yield
    finally:
        await cancelled(task)


class Tasks:
    """Tasks that end by themselves; until then somebody has to hold on to them, for the event loop does not."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._running)

    def start(self, work: Coroutine[Any, Any, None], *, name: str) -> None:
        """Begin one."""
        task = asyncio.create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def wait(self, *, patience: float) -> None:
        """Wait until all have ended, `patience` seconds at most."""
        if len(self):  # nothing cannot be waited for
            await asyncio.wait(self._running, timeout=patience)

    async def cancel(self) -> None:
        """Break off those that run, and wait until they have ended."""
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
