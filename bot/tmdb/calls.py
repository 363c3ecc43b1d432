"""Calls of TMDB, a few at once; whatever goes wrong costs its answer, and TMDB is left in peace for a while."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.tmdb.client import Busy, Refused, TmdbError
from bot.tmdb.entry import Garbled
from bot.tmdb.rest import Rest

log = logging.getLogger(__name__)

T = TypeVar("T")

AT_ONCE = 4
"""So many calls at a time."""


class Calls:
    """Makes calls while TMDB may be asked."""

    def __init__(self, rest: Rest) -> None:
        self._rest = rest
        self._room = asyncio.Semaphore(AT_ONCE)

    async def make(self, call: Callable[[], Awaitable[T]]) -> T | None:
        """What a call brings, or None where TMDB is left in peace or nothing came of it."""
        async with self._room:
            if not self._rest.is_over:
                return None
            try:
                found = await call()
            except (TmdbError, Garbled) as error:
                self._note(error)
                return None
            self._rest.worked()
            return found

    def _note(self, error: Exception) -> None:
        if isinstance(error, Refused):
            if self._rest.was_refused():
                log.warning("TMDB refuses TMDB_API_KEY: no new posters come; it is asked again in an hour")
            return
        pause = self._rest.asked_to_wait(error.seconds) if isinstance(error, Busy) else self._rest.failed()
        if pause:
            log.info("nothing came from TMDB (%s); it is left in peace for %.0f s", error, pause)
