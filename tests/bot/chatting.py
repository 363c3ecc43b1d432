"""One person in one chat with the conversation itself: no Telegram, real storage, a small model."""

import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.conversation import Conversation, Outcome
from bot.dialogue.events import Event, Place, Said, Sender, SentFile, SentOther, Tapped
from bot.dialogue.screens import Screen
from bot.loading import FileUnavailable
from bot.retraining import Retraining
from bot.serving import Served, Serving
from bot.storage.base import Storage
from bot.storage.kept import Facts, Mark
from bot.storage.sqlite import SqliteStorage
from bot.versions import Version
from recengine.persistence import ModelStore
from tests.bot.small import FixedServing, small_served

ANN, BOB, ADMIN = 71, 72, 99
GROUP = -5001
UPDATES = itertools.count(1)


class CountedRetraining(Retraining):
    """Starts no trainer and remembers who asked."""

    def __init__(self, storage: Storage, serving: Serving, folder: Path, *, clock: Callable[[], int]) -> None:
        super().__init__(storage, serving, ModelStore(folder / "models"), clock=clock)
        self.started: list[int | None] = []
        self.shelf: Standing = Standing()

    async def start(self, chat_id: int | None = None) -> bool:
        async with self._storage.transaction() as tx:
            if await tx.begin_training(chat_id) is None:
                return False
        self.started.append(chat_id)
        return True


class Standing:
    """A shelf with the versions that a test puts on it; remembers what was to be served."""

    def __init__(self) -> None:
        self.kept: list[Version] = []
        self.served: list[tuple[int, int | None, str]] = []

    async def versions(self) -> list[Version]:
        return self.kept

    def serve(self, chat_id: int, message_id: int | None, version: Version) -> None:
        self.served.append((chat_id, message_id, version.name))


class KeptFiles:
    """Files that were sent, by id."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def add(self, data: bytes | None) -> str:
        file_id = f"file{next(UPDATES)}"
        if data is not None:
            self._kept[file_id] = data
        return file_id

    async def fetch(self, file_id: str, *, most: int) -> bytes:
        if file_id not in self._kept:
            raise FileUnavailable("gone")
        return self._kept[file_id]


FILES = KeptFiles()


@dataclass
class Chat:
    """What a person sees: messages by id, the latest one, and the answer to the latest tap."""

    conversation: Conversation
    storage: SqliteStorage
    user_id: int = ANN
    chat_id: int | None = None
    first_name: str = "Ann"
    language: str = "en"
    files: "KeptFiles" = field(default_factory=lambda: FILES)
    messages: dict[int, Screen] = field(default_factory=dict)
    latest: int = 0
    answer: str | None = None

    @property
    def place(self) -> Place:
        return Place(self.user_id if self.chat_id is None else self.chat_id, private=self.chat_id is None)

    @property
    def sender(self) -> Sender:
        return Sender(self.user_id, self.first_name, self.language)

    @property
    def screen(self) -> Screen:
        return self.messages[self.latest]

    @property
    def text(self) -> str:
        """The words of the latest message."""
        return self.screen.text.plain

    @property
    def labels(self) -> list[str]:
        """The buttons of the latest message."""
        return [button.label for row in self.screen.rows for button in row]

    async def say(self, text: str, *, edited: bool = False) -> str | None:
        """Say something; the words of the answer, or None where there is none."""
        return await self._take(Said(self.sender, self.place, text, edited=edited))

    async def send(self, kind: str) -> str | None:
        """Send something that is no text."""
        return await self._take(SentOther(self.sender, self.place, kind))

    async def send_file(self, name: str, data: bytes | None, *, size: int | None = None) -> str | None:
        """Send a file; without bytes, it cannot be fetched."""
        told = len(data or b"") if size is None else size
        return await self._take(SentFile(self.sender, self.place, self.files.add(data), name, told))

    async def tap(self, label: str, *, message: int | None = None) -> str | None:
        """Tap the first button whose label begins so; the words of the answer, or None where nothing changes."""
        screen = self.messages[message or self.latest]
        data = next((b.data for row in screen.rows for b in row if b.label.startswith(label)), None)
        assert data is not None, f"no button {label!r} under {screen.text.plain!r}: {self.labels}"
        return await self.tap_data(data, message=message)

    async def tap_data(self, data: str, *, message: int | None = None) -> str | None:
        """Send any callback data."""
        return await self._take(Tapped(self.sender, self.place, message or self.latest, data))

    async def facts(self) -> Facts:
        """What is stored of this person."""
        return await self.storage.facts(self.user_id)

    async def stars(self) -> dict[str, float]:
        """Title and stars of each rating."""
        return {rated.film.title: rated.stars for rated in (await self.facts()).ratings}

    async def under(self, mark: Mark) -> list[str]:
        """Titles under a mark."""
        return [film.title for film in (await self.facts()).marks.get(mark, ())]

    async def rate(self, *titles: str, how: str = "😍") -> None:
        """Type films and rate each."""
        for title in titles:
            await self.say(title)
            await self.tap(how)

    async def _take(self, event: Event) -> str | None:
        outcome = await self.conversation.handle(next(UPDATES), event)
        self.answer = outcome.answer
        return self.see(outcome)

    def see(self, outcome: Outcome) -> str | None:
        """Take what was committed; the words of the latest message, or None where there is none."""
        for message in outcome.messages:
            assert message.chat_id == self.place.chat_id
            instead = message.payload["instead_of"]
            self.latest = instead or max(self.messages, default=0) + 1
            self.messages[self.latest] = Screen.from_json(message.payload["screen"])
            check_screen(self.messages[self.latest], group=self.chat_id is not None)
        return self.text if outcome.messages else None


def check_screen(screen: Screen, *, group: bool = False) -> None:
    """What holds of every screen: it is short, has at most eight buttons, none twice, and a way on."""
    labels = [button.label for row in screen.rows for button in row]
    assert 0 < len(screen.text.plain) < 600, screen.text.plain
    assert len(labels) <= 8, labels
    assert labels or group, f"a dead end: {screen.text.plain!r}"
    data = [button.data for row in screen.rows for button in row]
    assert len(set(data)) == len(data), data
    assert len(set(labels)) == len(labels), labels
    assert all(0 < len(label) <= 64 for label in labels), labels


class Ticking:
    """A clock that moves on by a second whenever it is looked at."""

    def __init__(self) -> None:
        self.now = 1_700_000_000

    def __call__(self) -> int:
        self.now += 1
        return self.now


@dataclass
class House:
    """A conversation with everything around it."""

    storage: SqliteStorage
    conversation: Conversation
    retraining: CountedRetraining
    clock: Ticking = field(default_factory=Ticking)

    @property
    def now(self) -> int:
        """What the clock showed last."""
        return self.clock.now

    @now.setter
    def now(self, value: int) -> None:
        self.clock.now = value

    def chat(self, user_id: int = ANN, *, chat_id: int | None = None, first_name: str = "Ann") -> Chat:
        """A person's chat with the bot."""
        return Chat(self.conversation, self.storage, user_id, chat_id, first_name)


@asynccontextmanager
async def house(folder: Path, *, served: Served | None = None) -> AsyncIterator[House]:
    """A house with a fresh database, or with the one that is in the folder already."""
    clock = Ticking()
    storage = SqliteStorage(folder / "matinee.sqlite3", clock=clock)
    await storage.open()
    try:
        serving = FixedServing(served or small_served())
        retraining = CountedRetraining(storage, serving, folder, clock=clock)
        conversation = Conversation(
            storage,
            serving,
            retraining,
            admins=frozenset({ADMIN}),
            clock=clock,
        )
        conversation.fetching(FILES)
        yield House(storage, conversation, retraining, clock)
    finally:
        await storage.close()
