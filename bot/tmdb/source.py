"""Posters and plots as the bot uses them: at once where they are kept, else fetched beside the conversation."""

import asyncio
import logging
import time
from collections.abc import Callable, Collection, Coroutine, Iterable, Mapping
from typing import Any, TypeVar

from bot.background import Tasks
from bot.bounded import Bounded
from bot.tmdb.calls import Calls
from bot.tmdb.client import Client, Missing
from bot.tmdb.entry import Entry, answered
from bot.tmdb.images import is_poster
from bot.tmdb.rest import Rest
from bot.tmdb.shelf import Key, Shelf

log = logging.getLogger(__name__)

T = TypeVar("T")

PATIENCE = 0.4
"""Seconds that a screen waits at most for something that is not kept."""

MOST_UNDER_WAY = 40
"""So many things are fetched or wait for it; more are not begun."""

MOST_AHEAD = 2
"""So many people at a time for whom films are fetched that may be shown next, each one after the other."""

REMEMBERED = 2000
"""Films whose words are in memory."""

SWEPT_EVERY = 200
"""New files between two looks at how much is kept."""

UNFIT_SECONDS = 3600
"""So long a poster that cannot be shown is not fetched again."""

FALLBACK = "en"
"""The language in which nearly every film has a plot."""


class Tmdb:
    """What TMDB says of films.

    Parameters
    ----------
    client, shelf
        TMDB, and what is kept of it on the disk.
    clock
        Seconds since 1970.
    rest
        When TMDB is left in peace.
    patience
        Seconds that a screen waits.
    """

    def __init__(
        self,
        client: Client,
        shelf: Shelf,
        *,
        clock: Callable[[], float] = time.time,
        rest: Rest | None = None,
        patience: float = PATIENCE,
    ) -> None:
        self._client, self._shelf, self._clock = client, shelf, clock
        self._rest = rest or Rest()
        self._calls = Calls(self._rest)
        self._patience = patience
        self._known: Bounded[Key, Entry] = Bounded(REMEMBERED)
        self._unfit: Bounded[Key, float] = Bounded(REMEMBERED)
        self._under_way: dict[tuple[str, Key], asyncio.Task[Any]] = {}
        self._ahead = Tasks()
        self._written = 0

    @property
    def refused(self) -> bool:
        """Whether TMDB refuses the key."""
        return self._rest.refused

    def plots(self, language: str) -> Callable[[int], str | None]:
        """Looks up the plot of a film by TMDB's id, in memory alone: «» where TMDB has none, None where not known."""

        def plot(tmdb_id: int) -> str | None:
            return self._plot(Key(tmdb_id, language))

        return plot

    async def learn(self, wanted: Collection[int], language: str) -> bool:
        """Wait a moment for plots that are not in memory; whether one of them is there now."""
        keys = [Key(tmdb_id, language) for tmdb_id in wanted]
        tasks = [task for key in keys if (task := self._plot_task(key)) is not None]
        if tasks:
            await asyncio.wait(tasks, timeout=self._patience)
        return any(self._plot(key) is not None for key in keys)

    async def poster(self, spec: Mapping[str, Any]) -> bytes | None:
        """The poster that a picture names by `tmdb_id` and `language`, or None where it is not there in a moment.

        Raises
        ------
        ValueError
            Where it names none.
        """
        task = self._poster_task(Key(spec.get("tmdb_id", 0), spec.get("language", "")))
        if task is None:
            return None
        done, _ = await asyncio.wait([task], timeout=self._patience)
        return task.result() if done else None

    def expect(self, find: Callable[[], Iterable[int]], language: str) -> None:
        """Fetch beside all else what may be shown next; `find` tells it, in a thread."""
        if self._rest.is_over and len(self._ahead) < MOST_AHEAD:
            self._ahead.start(_unfailing(lambda: self._look_ahead(find, language)), name="films to come")

    async def sweep(self) -> None:
        """Throw away what is kept too long, or too much."""
        await asyncio.to_thread(self._shelf.sweep)

    async def close(self) -> None:
        """Break off what is under way, and let go of the network."""
        await self._ahead.cancel()
        running = list(self._under_way.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await self._client.close()

    def _plot(self, key: Key) -> str | None:
        entry = self._fresh(key)
        if entry is not None and not entry.plot and key.language != FALLBACK:
            entry = self._fresh(Key(key.tmdb_id, FALLBACK))
        return None if entry is None else entry.plot

    def _fresh(self, key: Key) -> Entry | None:
        entry = self._known.get(key)
        return entry if entry is not None and entry.is_fresh(int(self._clock())) else None

    def _plot_task(self, key: Key) -> "asyncio.Task[None] | None":
        return self._begun("plot", key, lambda: self._find_plot(key))

    def _poster_task(self, key: Key) -> "asyncio.Task[bytes | None] | None":
        return self._begun("poster", key, lambda: self._find_poster(key))

    def _begun(
        self, what: str, key: Key, find: Callable[[], Coroutine[Any, Any, T | None]]
    ) -> "asyncio.Task[T | None] | None":
        """The task that finds something, begun now unless it runs already; None where too much is under way."""
        if (running := self._under_way.get((what, key))) is not None:
            return running
        if len(self._under_way) >= MOST_UNDER_WAY:
            return None
        task = asyncio.create_task(_unfailing(find), name=f"{what} of a film")
        self._under_way[what, key] = task
        task.add_done_callback(lambda _: self._under_way.pop((what, key), None))
        return task

    async def _look_ahead(self, find: Callable[[], Iterable[int]], language: str) -> None:
        for tmdb_id in await asyncio.to_thread(lambda: list(find())):
            if (task := self._poster_task(Key(tmdb_id, language))) is not None:
                await asyncio.wait([task])

    async def _find_plot(self, key: Key) -> None:
        entry = await self._entry(key)
        if entry is not None and not entry.plot and key.language != FALLBACK:
            await self._entry(Key(key.tmdb_id, FALLBACK))

    async def _find_poster(self, key: Key) -> bytes | None:
        kept = await asyncio.to_thread(self._shelf.poster, key)
        if kept is not None:
            self._plot_task(key)  # whoever sees the poster may ask for the plot next
            return kept
        entry = await self._entry(key)
        if entry is None or entry.poster is None or (self._unfit.get(key) or 0) > self._clock():
            return None
        return await self._fetched_poster(key, entry.poster)

    async def _fetched_poster(self, key: Key, path: str) -> bytes | None:
        async def fetch() -> bytes:
            try:
                return await self._client.poster(path)
            except Missing:
                return b""

        content = await self._calls.make(fetch)
        if content is None:
            return None
        if not await asyncio.to_thread(is_poster, content):
            self._unfit.put(key, self._clock() + UNFIT_SECONDS)
            return None
        await self._keep(lambda: self._shelf.keep_poster(key, content))
        return content

    async def _entry(self, key: Key) -> Entry | None:
        if (known := self._fresh(key)) is not None:
            return known
        entry = await asyncio.to_thread(self._shelf.entry, key) or await self._fetched_entry(key)
        if entry is not None:
            self._known.put(key, entry)
        return entry

    async def _fetched_entry(self, key: Key) -> Entry | None:
        async def fetch() -> Entry:
            now = int(self._clock())
            try:
                return answered(await self._client.film(key.tmdb_id, key.language), now=now)
            except Missing:
                return Entry("", None, now)

        entry = await self._calls.make(fetch)
        if entry is not None:
            await self._keep(lambda: self._shelf.keep_entry(key, entry))
        return entry

    async def _keep(self, write: Callable[[], None]) -> None:
        try:
            await asyncio.to_thread(write)
        except OSError as error:
            log.warning("what came from TMDB cannot be kept: %s", error.strerror)
            return
        self._written += 1
        if self._written % SWEPT_EVERY == 0:
            await self.sweep()


async def _unfailing(find: Callable[[], Coroutine[Any, Any, T | None]]) -> T | None:
    """What is found, or None: whatever is wrong with a poster, its card goes out."""
    try:
        return await find()
    except Exception:
        log.exception("a film could not be looked up")
        return None
