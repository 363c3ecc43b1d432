"""A team of worker processes: begun together, kept at their number, ended in order."""

import asyncio
import logging
import signal
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from recengine.errors import MatineeError

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 30.0
"""Seconds until a worker that ended gets a successor; the pause doubles each time."""

STEADY_SECONDS = 60.0
"""Whoever lived so long did not end because of its start: the next pause is short again."""

END_SECONDS = 8.5
"""For workers to end by themselves; bots do within five."""

Launch = Callable[[int], Awaitable[Process]]
"""Starts the worker of a place, 0 for the first, with pipes: one as stdin, at whose end it ends as well, and one as
stdout, to which it writes a line once it is ready."""


class TeamError(MatineeError):
    """A worker does not even start."""


@asynccontextmanager
async def team(launch: Launch, count: int) -> AsyncIterator[None]:
    """So many workers while the block runs; it begins once all are ready.

    Raises
    ------
    TeamError
        Where one of them ends instead of getting ready for the first time; it has said why.
    """
    places = [_Place(launch, number) for number in range(count)]
    keeping = [asyncio.create_task(place.keep(), name=f"worker {place.number}") for place in places]
    try:
        for place in places:
            await place.started
        yield
    finally:
        for place in places:
            place.over.set()
        await asyncio.gather(*keeping)


class _Place:
    """One worker after the other; number 1 is the first place."""

    def __init__(self, launch: Launch, place: int) -> None:
        self.number = place + 1
        self.started: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.over = asyncio.Event()
        self._launch = launch
        self._pause = FIRST_PAUSE

    async def keep(self) -> None:
        """Have a worker here until it is over."""
        while not self.over.is_set():
            began = time.monotonic()
            code = await self._live(await self._launch(self.number - 1))
            if code is None:
                break
            if not self.started.done():
                self.started.set_exception(TeamError("a worker does not start; why stands above"))
                return
            if time.monotonic() - began > STEADY_SECONDS:
                self._pause = FIRST_PAUSE
            log.error("worker %d ended with %s; another one follows in %.1f s", self.number, _told(code), self._pause)
            await _either(self.over.wait(), seconds=self._pause)
            self._pause = min(2 * self._pause, LONGEST_PAUSE)
        self.started.cancel()

    async def _live(self, process: Process) -> int | None:
        """One worker to its end: its exit code, or None where it was asked to end."""
        reading = asyncio.create_task(self._read(process))
        await _either(process.wait(), self.over.wait())
        code = process.returncode
        if code is None:
            await self._end(process)
        await _either(reading, seconds=1.0)  # what it left behind may hold the pipe
        return code

    async def _read(self, process: Process) -> None:
        assert process.stdout is not None
        async for _ in process.stdout:
            if not self.started.done():
                self.started.set_result(None)

    async def _end(self, process: Process) -> None:
        """Ask a worker to end, and make it where it does not."""
        process.terminate()
        await _either(process.wait(), seconds=END_SECONDS)
        if process.returncode is None:
            log.error("worker %d does not end by itself", self.number)
            process.kill()
            await process.wait()


async def _either(*works: Awaitable[object], seconds: float | None = None) -> None:
    """Wait for the first of them, or for so long; the others are broken off."""
    tasks = [asyncio.ensure_future(work) for work in works]
    await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _told(code: int) -> str:
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name
