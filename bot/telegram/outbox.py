"""The outbox: replies that were committed reach their chats, in order, whatever fails on the way."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Protocol

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.background import Tasks
from bot.dialogue.screens import Screen
from bot.nights import NightMessage, Posted
from bot.storage.base import Storage
from bot.storage.kept import OutboxMessage, StorageError
from bot.telegram.outage import Outage, Patiently
from bot.telegram.pace import seconds_of
from bot.telegram.pauses import Pauses
from bot.telegram.photos import Draw, Posters
from bot.telegram.post import Post
from bot.telegram.refusals import GONE, NO_TEXT, OTHER_KIND, UNCHANGED, says

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 4.0
"""Seconds before a failed call is tried again; the pause doubles each time."""

FINISH_SECONDS = 1.0
"""For calls that are on their way when the bot ends."""


class Letters(Protocol):
    """Takes replies that are committed, to be sent."""

    def deliver(self, messages: Iterable[OutboxMessage]) -> None:
        """Have them sent, each chat's in their order."""


class Outbox:
    """Delivers replies chat by chat.

    A reply leaves the outbox when Telegram has taken it, or has said that it never will (chat gone, bot blocked,
    request refused). What the network leaves unclear is sent again: twice is better than never. As what a message
    about a movie night was posted, its poll included, is committed with its leaving; a poll that may have been
    sent before is marked, so that votes in the other one count as well.

    Parameters
    ----------
    patiently
        Does what saves again until it can be saved.
    poll_sent
        Called with the chat id once a poll's id is committed: votes may have come before.
    gone
        Called with the id of each reply that has left the outbox.
    """

    def __init__(
        self,
        bot: Bot,
        storage: Storage,
        *,
        draw: Draw | None = None,
        posters: Posters | None = None,
        poll_sent: Callable[[int], Awaitable[None]] | None = None,
        patiently: Patiently | None = None,
        gone: Callable[[int], None] | None = None,
    ) -> None:
        self._post = Post(bot, draw, posters)
        self._poll_sent = poll_sent
        self._patiently = patiently or Outage().patiently
        self._gone = gone
        self._storage = storage
        self._waiting: dict[int, deque[OutboxMessage]] = {}
        self._tasks = Tasks()
        self._closing = False

    def deliver(self, messages: Iterable[OutboxMessage]) -> None:
        """Send committed replies, after those that their chats still wait for."""
        for message in messages:
            queue = self._waiting.get(message.chat_id)
            if queue is not None:
                queue.append(message)
                continue
            self._waiting[message.chat_id] = deque([message])
            self._tasks.start(self._serve(message.chat_id), name=f"outbox-{message.chat_id}")

    async def drain(self, *, patience: float) -> None:
        """Wait up to `patience` seconds until all is sent; the rest stays in storage for the next start.

        What is on its way then gets a moment more: were it broken off, it would be sent again.
        """
        for seconds in (patience, FINISH_SECONDS):
            await self._tasks.wait(patience=seconds)
            self._closing = True
        await self._tasks.cancel()

    async def _serve(self, chat_id: int) -> None:
        queue = self._waiting[chat_id]
        try:
            while queue and not self._closing:
                posted = await self._send(queue[0])
                await self._forget(queue[0], posted)
                self._left(queue.popleft())
                if posted is not None and posted.poll_id is not None and self._poll_sent is not None:
                    await self._poll_sent(posted.chat_id)
        except Exception:
            log.exception("the outbox of one chat has to wait for the next start")
        finally:
            del self._waiting[chat_id]

    def _left(self, message: OutboxMessage) -> None:
        if self._gone is not None:
            self._gone(message.outbox_id)

    async def _send(self, message: OutboxMessage) -> Posted | None:
        """Until Telegram takes the reply or refuses it for good; what it was posted as, where that matters."""
        pauses = Pauses(FIRST_PAUSE, LONGEST_PAUSE)
        while True:
            try:
                return await self._attempt(message)
            except RetryAfter as error:
                await asyncio.sleep(seconds_of(error))
            except (BadRequest, Forbidden) as error:
                if not says(error, UNCHANGED):
                    log.warning("a reply was refused: %s", error.message)
                return None
            except ChatMigrated as error:
                await self._move(message.chat_id, error.new_chat_id)
                message = replace(message, chat_id=error.new_chat_id)
            except (TelegramError, StorageError) as error:
                pause = pauses.after(error)
                log.warning("a reply is tried again in %.1f s: %s", pause, type(error).__name__)
                await asyncio.sleep(pause)
                message = replace(message, attempts=message.attempts + 1)
            except Exception:  # a mistake of ours: it would fail for ever, and hold up what comes after it
                log.exception("a reply cannot be shown and is dropped")
                return None

    async def _forget(self, message: OutboxMessage, posted: Posted | None) -> None:
        """Take a reply out of storage. It must not be sent again only because the disk is full just now."""
        await self._patiently(lambda: self._storage.sent(message.outbox_id, posted), until=StorageError)

    async def _move(self, old: int, new: int) -> None:
        async def move() -> None:
            async with self._storage.transaction() as tx:
                await tx.move_chat(old, new)

        await self._patiently(move)

    async def _attempt(self, message: OutboxMessage) -> Posted | None:
        closes = _night_message(message.payload.get("closes"))
        if closes is not None:
            await self._close_polls(message.chat_id, closes)
            return None
        try:
            screen = Screen.from_json(message.payload["screen"])
        except (KeyError, TypeError, ValueError):
            log.error("a reply in the outbox cannot be read and is dropped")
            return None
        if screen.poll is not None:
            # Before it: a crash after it leaves a twin.
            await self._patiently(lambda: self._storage.attempted(message.outbox_id))
        return await self._show(message, screen)

    async def _show(self, message: OutboxMessage, screen: Screen) -> Posted | None:
        shows = _night_message(message.payload.get("night"))
        instead_of, left = message.payload.get("instead_of"), None
        if instead_of is not None:
            try:
                await self._post.replace(message.chat_id, instead_of, screen)
                return None if shows is None else Posted(shows, message.chat_id, instead_of)
            except BadRequest as error:
                if not says(error, *GONE):
                    raise
                left = instead_of if says(error, *OTHER_KIND) else None
                if says(error, NO_TEXT):  # its picture was not there: another look for it would only take longer
                    screen = replace(screen, picture=None)
        sent = await self._post.send(message.chat_id, screen)
        if left is not None:
            await self._post.clear_away(message.chat_id, left)
        if shows is None:
            return None
        return Posted(shows, message.chat_id, sent.message_id, sent.poll_id, doubtful=message.attempts > 0)

    async def _close_polls(self, chat_id: int, round_: NightMessage) -> None:
        for message_id in await self._storage.polls(chat_id, round_.number, round_.round):
            try:
                await self._post.close_poll(chat_id, message_id)
            except BadRequest as error:  # closed or deleted already: the others still want closing
                log.info("a poll was not closed: %s", error.message)


def _night_message(data: Mapping[str, Any] | None) -> NightMessage | None:
    return None if data is None else NightMessage(int(data["number"]), int(data["round"]))
