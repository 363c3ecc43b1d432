"""While nothing can be saved (a full disk, say): nothing is lost, it is tried again, and people are told once."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.background import Tasks
from bot.dialogue.events import Event, Left, Migrated, Voted
from bot.dialogue.language import speaking, words
from bot.storage.kept import CannotSave, StorageError
from bot.telegram.incoming import to_event
from bot.telegram.pauses import Pauses

log = logging.getLogger(__name__)
T = TypeVar("T")

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 5.0
"""Seconds before it is tried again; the pause doubles each time."""

SETTLED_SECONDS = 10.0
"""So long saving has to work until an outage is over: what is small may fit where the rest does not."""

Action = Callable[[], Awaitable[T]]


Speaks = Callable[[int], bool]
"""Whether this process speaks to a chat while nothing can be saved."""


def to_everybody(chat_id: int) -> bool:
    """One process speaks to all."""
    return True


class Patiently(Protocol):
    """Does something that saves, again and again until it can be saved."""

    async def __call__(self, action: Action[T], /, *, until: type[StorageError] = CannotSave) -> T: ...


_ASK_NOTHING = (Voted, Left, Migrated)


class Outage:
    """Knows whether things can be saved, has whoever could not save try again, and tells people and admins.

    While nothing can be saved one at a time tries: a database that another program holds is waited for by one, not by
    a hundred after each other.

    Parameters
    ----------
    speaks
        Whether to tell a chat: of several workers, each of which knows it by itself, one has to.
    """

    def __init__(
        self,
        admins: frozenset[int] = frozenset(),
        *,
        speaks: Speaks = to_everybody,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._admins = admins
        self._speaks = speaks
        self._clock = clock
        self._bot: Bot | None = None
        self._began: float | None = None
        self._pauses = Pauses(FIRST_PAUSE, LONGEST_PAUSE)
        self._failures = 0
        self._known = False
        self._trying = asyncio.Lock()
        self._told: set[int] = set()
        self._answered: set[int] = set()
        self._news = Tasks()

    def through(self, bot: Bot) -> None:
        """Tell people through this bot."""
        self._bot = bot

    def answered(self, update: Update) -> bool:
        """Whether the tap of an update was answered here; a second answer would be refused."""
        return update.update_id in self._answered

    async def patiently(
        self,
        action: Action[T],
        /,
        *,
        update: Update | None = None,
        until: type[StorageError] = CannotSave,
        meanwhile: Callable[[], Awaitable[None]] | None = None,
    ) -> T:
        """Do something that saves, again and again until it can be saved; what it raises besides is raised.

        Parameters
        ----------
        action
            Changes nothing where it raises `until`.
        update
            Whose chat is told that it takes longer.
        meanwhile
            Called before each new try.
        """
        with contextlib.suppress(until):
            if self._began is None:
                return await self._noted(action)
        while True:
            await self._tell(update)
            async with self._trying:
                if self._began is not None:
                    if meanwhile is not None:
                        await meanwhile()
                    await asyncio.sleep(self._pauses.next())
                    with contextlib.suppress(until):
                        return await self._noted(action)
                    continue
            with contextlib.suppress(until):
                return await self._noted(action)

    async def once(self, action: Action[T], *, update: Update) -> T:
        """Do something that saves, or say that it cannot be done now.

        Raises
        ------
        StorageError
            Where it cannot be saved; the chat of the update is told.
        """
        try:
            if self._began is not None and self._trying.locked():
                raise CannotSave("Nothing can be saved now.")
            async with self._trying if self._began is not None else contextlib.nullcontext():
                return await self._noted(action)
        except StorageError:
            await self._tell(update)
            raise

    async def look_ahead(self, first: Update) -> None:
        """Tell those whose updates wait at Telegram behind this one, too; none of them is acknowledged by that."""
        with contextlib.suppress(TelegramError):
            for update in await self._bot.get_updates(offset=first.update_id, timeout=0) if self._bot else ():
                await self._tell(update)

    async def _noted(self, action: Action[T]) -> T:
        try:
            done = await action()
        except StorageError as error:
            self._failed(error)
            raise
        self._worked()
        return done

    def _failed(self, error: StorageError) -> None:
        self._failures += 1
        if self._began is not None:
            return
        self._began, self._pauses = self._clock(), Pauses(FIRST_PAUSE, LONGEST_PAUSE)
        if not self._known:
            self._known = True
            log.error("nothing can be saved; it is tried again, and what people say waits: %s", error)
            self._news.start(self._tell_admins(words("cannot-save-admin", why=str(error))), name="outage")

    def _worked(self) -> None:
        if self._began is None:
            return
        seconds, self._began = self._clock() - self._began, None
        self._news.start(self._settle(seconds, self._failures), name="outage")

    async def _settle(self, seconds: float, failures: int) -> None:
        """It is over once it has worked for a while; another outage is another one to tell of then."""
        await asyncio.sleep(SETTLED_SECONDS)
        if failures == self._failures and self._known:
            self._known = False
            self._told.clear()
            self._answered.clear()
            log.warning("saving works again, after %.0f s", seconds)
            await self._tell_admins(words("saves-again", seconds=round(seconds)))

    async def _tell_admins(self, text: str) -> None:
        for admin in sorted(self._admins):
            await self._send(admin, text)

    async def _tell(self, update: Update | None) -> None:
        """Tell the chat of an update once that it has to wait; every tap gets its answer."""
        if update is None or self._bot is None:
            return
        event = to_event(update, me=self._bot.username)
        if event is None or isinstance(event, _ASK_NOTHING):
            return
        text = self._words(event)
        if update.callback_query is not None:
            if not self.answered(update):
                self._answered.add(update.update_id)
                first = self._first(event.place.chat_id)
                with contextlib.suppress(TelegramError):
                    await self._bot.answer_callback_query(
                        update.callback_query.id, text if first else None, show_alert=first
                    )
        elif self._first(event.place.chat_id):
            await self._send(event.place.chat_id, text)

    def _words(self, event: Event) -> str:
        with speaking(event.sender.language):
            return words("cannot-save")

    def _first(self, chat_id: int) -> bool:
        """Whether a chat was not told yet; it counts as told then."""
        known = chat_id in self._told
        self._told.add(chat_id)
        return not known

    async def _send(self, chat_id: int, text: str) -> None:
        if self._bot is not None and self._speaks(chat_id):
            with contextlib.suppress(TelegramError):
                await self._bot.send_message(chat_id, text)
