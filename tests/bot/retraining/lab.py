"""A served model, a database, trainers that do as they are written, and what is said of them."""

import asyncio
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.dialogue.screens import Screen
from bot.retraining import Retraining
from bot.serving import Serving
from bot.storage.kept import OutboxMessage
from bot.storage.sqlite import SqliteStorage
from recengine.persistence import ModelStore

CHAT, OTHER = 99, 98
SECONDS = 20

ASLEEP = "import time; time.sleep(60)"
"""A trainer that takes its time."""


def prints(**told: Any) -> str:
    """A line of a script that prints this as a line of JSON."""
    return f"import json; print(json.dumps({told!r}), flush=True)\n"


@dataclass
class FakeAnnouncer:
    """Remembers what was said."""

    shown: list[tuple[int, int | None, Screen]] = field(default_factory=list)
    said: list[tuple[int, int | None, Screen]] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def progress(self, chat_id: int, message_id: int | None, screen: Screen) -> int | None:
        self.shown.append((chat_id, message_id, screen))
        self.heard.set()
        return 5

    def deliver(self, messages: Iterable[OutboxMessage]) -> None:
        for message in messages:
            screen = Screen.from_json(message.payload["screen"])
            self.said.append((message.chat_id, message.payload["instead_of"], screen))
        self.heard.set()

    @property
    def texts(self) -> list[str]:
        """The words that had to arrive."""
        return [screen.text.plain for _, _, screen in self.said]

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something that is said or shown."""
        async with asyncio.timeout(SECONDS):
            while not holds():
                self.heard.clear()
                await self.heard.wait()


@dataclass
class Lab:
    """What a retraining needs, and the retrainings that were begun."""

    folder: Path
    serving: Serving
    storage: SqliteStorage
    announcer: FakeAnnouncer = field(default_factory=FakeAnnouncer)
    running: list[Retraining] = field(default_factory=list)

    @property
    def store(self) -> ModelStore:
        return ModelStore(self.folder / "models")

    def trainer(self, script: str, *, admins: frozenset[int] = frozenset({CHAT})) -> Retraining:
        """A retraining whose trainer is this Python script."""
        path = self.folder / "trainer.py"
        path.write_text(script)
        return self.retraining(sys.executable, "-S", str(path), admins=admins)

    def retraining(self, *command: str, admins: frozenset[int] = frozenset({CHAT})) -> Retraining:
        """A retraining with any command."""
        made = Retraining(self.storage, self.serving, self.store, admins=admins, command=command)
        made.through(self.announcer)
        self.running.append(made)
        return made

    async def outcome_of(self, script: str) -> str:
        """Train with this script and wait for the word that must arrive."""
        before = len(self.announcer.said)
        assert await self.trainer(script).start(CHAT)
        await self.announcer.until(lambda: any(instead is None for _, instead, _ in self.announcer.said[before:]))
        return self.announcer.texts[-1]
