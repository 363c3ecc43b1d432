"""A bot at home: real storage, serving and conversation, given updates as the Telegram adapter gives them."""

import asyncio
import itertools
import json
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.reliability.machine import telegram
from bot.conversation import Conversation, Outcome
from bot.dialogue.screens import Screen
from bot.retraining import Retraining
from bot.serving import Served, Serving
from bot.storage.base import Transaction
from bot.storage.kept import InboxUpdate, OutboxMessage
from bot.storage.sqlite import SqliteStorage
from bot.telegram.inbox import parse_update
from bot.telegram.incoming import lane_of, to_event
from recengine.persistence import ModelStore


class Died(Exception):
    """The process ended here, before its turn was committed."""


class MortalStorage(SqliteStorage):
    """The real storage, in a process that can be told to die just before it commits a turn."""

    dying = False

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """See `SqliteStorage.transaction`."""
        async with super().transaction() as tx:
            yield tx
            if self.dying:
                raise Died


class SharedServing(Serving):
    """Serves what was loaded before; a version that is published later is loaded as ever."""

    def __init__(self, store: ModelStore, served: Served) -> None:
        super().__init__(store)
        self._served = served


@dataclass
class Chat:
    """What one person sees: the bot's messages by id, and the answer to their last tap."""

    messages: dict[int, Screen] = field(default_factory=dict)
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    latest: tuple[Screen, ...] = ()

    def see(self, message: OutboxMessage) -> Screen:
        """A message arrives, or takes the place of another one."""
        screen = Screen.from_json(message.payload["screen"])
        self.messages[message.payload["instead_of"] or next(self.ids)] = screen
        return screen


@dataclass
class Home:
    """A folder with a database and models, and the bot that lives there.

    Attributes
    ----------
    served
        The version of its store, loaded before.
    clock
        Seconds since 1970.
    """

    folder: Path
    served: Served
    clock: Callable[[], int]
    files: telegram.SentFiles = field(default_factory=telegram.SentFiles)
    chats: dict[int, Chat] = field(default_factory=dict)
    storage: MortalStorage = field(init=False)
    conversation: Conversation = field(init=False)
    serving: Serving = field(init=False)
    look: sqlite3.Connection = field(init=False)

    @property
    def database(self) -> Path:
        """Its database."""
        return self.folder / "matinee.sqlite3"

    async def open(self) -> None:
        """Start the bot: what was received and not done is left to `replay`, what was not sent to `post`."""
        self.storage = MortalStorage(self.database, clock=self.clock)
        await self.storage.open()
        store = ModelStore(self.folder / "models")
        self.serving = SharedServing(store, self.served)
        retraining = Retraining(self.storage, self.serving, store)
        self.conversation = Conversation(self.storage, self.serving, retraining, clock=self.clock)
        self.conversation.fetching(self.files)
        self.look = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)

    async def close(self) -> None:
        """End the bot in order."""
        self.look.close()
        await self.storage.close()

    async def restart(self) -> None:
        """End the bot and start it again."""
        await self.close()
        self.served = self.serving.current
        await self.open()

    async def receive(self, update: dict[str, Any]) -> bool:
        """Commit an update to the inbox, as the durable queue does; False where it was there before."""
        parsed = parse_update(update, None)
        assert parsed is not None, update
        return await self.storage.receive([InboxUpdate(parsed.update_id, lane_of(parsed), parsed.to_json())])

    async def handle(self, update: dict[str, Any]) -> Outcome:
        """The turn of a received update, as the handler takes it."""
        parsed = parse_update(update, None)
        assert parsed is not None, update
        event = to_event(parsed)
        assert event is not None, update
        return await self.conversation.handle(parsed.update_id, event)

    async def die_over(self, update: dict[str, Any]) -> Outcome:
        """The process ends before it commits a received update's turn; the next one takes it from the inbox."""
        self.storage.dying = True
        try:
            await self.handle(update)
        except Died:
            await self.restart()
        else:
            raise AssertionError("the process was meant to die")
        pending = await self.storage.pending()
        assert [each.update_id for each in pending] == [update["update_id"]], pending
        return await self.handle(json.loads(pending[0].payload))

    async def post(self) -> list[tuple[int, Screen]]:
        """Bring what the outbox holds to the chats; returns it by chat, in its order."""
        arrived = []
        for message in await self.storage.unsent():
            arrived.append((message.chat_id, self.chat(message.chat_id).see(message)))
            await self.storage.sent(message.outbox_id)
        return arrived

    def chat(self, user_id: int) -> Chat:
        """What a person sees."""
        return self.chats.setdefault(user_id, Chat())

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """A look at the database that does not go through the bot's own code."""
        return self.look.execute(sql, values).fetchall()


@asynccontextmanager
async def home(folder: Path, models: Path, served: Served, clock: Callable[[], int]) -> AsyncIterator[Home]:
    """A home with a fresh database and a copy of some models."""
    await asyncio.to_thread(shutil.copytree, models, folder / "models")
    made = Home(folder, served, clock)
    await made.open()
    try:
        yield made
    finally:
        await made.close()
