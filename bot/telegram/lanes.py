"""One lane a person: whose updates run side by side, and whose after each other."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.telegram.gate import Gate
from bot.telegram.incoming import lane_of

WORKERS = 24
"""Turns at once; more than 32 only wait for each other's connections."""

MOST_AT_WORK = 1 << 16
"""Updates in their lanes at once: never so many, for the gate lets in far fewer."""


class Lanes(BaseUpdateProcessor):
    """Runs updates of different people side by side, and those of one person in their order."""

    def __init__(self, *, workers: int = WORKERS, gate: Gate | None = None) -> None:
        super().__init__(MOST_AT_WORK)
        self._gate = gate
        self._workers = asyncio.Semaphore(workers)
        self._locks: dict[int, tuple[asyncio.Lock, int]] = {}
        self._turns: set[asyncio.Task[Any]] = set()
        self._closed = False

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Wait for the person's earlier updates, then for a free worker; locks are fair, so order holds."""
        lane = lane_of(update) if isinstance(update, Update) else 0
        try:
            async with self.lane(lane):
                if self._closed:
                    _drop(coroutine)
                else:
                    await self._run(coroutine)
        finally:
            if self._gate is not None and isinstance(update, Update):
                self._gate.leave(lane)

    async def _run(self, coroutine: Awaitable[Any]) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._turns.add(task)
        try:
            await coroutine
        finally:
            self._turns.discard(task)

    async def close(self, *, patience: float) -> None:
        """Begin no turn any more, and give those under way `patience` seconds; then they are broken off.

        What is not begun or is broken off before its commit stays in the inbox for the next start.
        """
        self._closed = True
        if self._turns:
            await asyncio.wait(self._turns, timeout=patience)
        for turn in list(self._turns):
            turn.cancel()

    @asynccontextmanager
    async def lane(self, lane: int) -> AsyncIterator[None]:
        """Hold a person's lane: their updates wait until the block ends."""
        lock, waiting = self._locks.get(lane, (asyncio.Lock(), 0))
        self._locks[lane] = (lock, waiting + 1)
        try:
            async with lock, self._workers:
                yield
        finally:
            lock, waiting = self._locks[lane]
            if waiting == 1:
                del self._locks[lane]
            else:
                self._locks[lane] = (lock, waiting - 1)

    async def initialize(self) -> None:
        """Nothing to set up."""

    async def shutdown(self) -> None:
        """Nothing to tear down."""


def _drop(coroutine: Awaitable[Any]) -> None:
    """Never run it, and say that this is meant."""
    if isinstance(coroutine, Coroutine):
        coroutine.close()
