"""What the sandbox remembers: people, chats, messages, files and polls, as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.sandbox.entities import Entity

Kind = Literal["text", "photo", "document", "voice", "sticker", "poll", "service"]
Keyboard = tuple[tuple[Mapping[str, Any], ...], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who writes to the bot, or the bot itself."""

    id: int
    first_name: str
    username: str
    language_code: str = "en"
    is_admin: bool = False
    is_bot: bool = False


BOT = Person(9000, "Matinee", "matinee_sandbox_bot", is_bot=True)
GROUP_ID = -5001
GROUP_TITLE = "Film club"
DEFAULT_PEOPLE = (
    Person(1001, "Ada", "ada", is_admin=True),
    Person(1002, "Bruno", "bruno", "es"),
    Person(1003, "Chidi", "chidi"),
    Person(1004, "Dana", "dana"),
)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An uploaded file; ``width`` and ``height`` are pixels and 0 for what is not an image."""

    file_id: str
    unique_id: str
    path: str
    name: str
    mime_type: str
    content: bytes = field(repr=False)
    width: int = 0
    height: int = 0

    @property
    def size(self) -> int:
        """Size in bytes."""
        return len(self.content)


@dataclass(frozen=True, slots=True)
class Poll:
    """A regular poll; ``votes`` maps a person's id to the indices they chose."""

    id: str
    question: str
    options: tuple[str, ...]
    is_anonymous: bool = False
    allows_multiple_answers: bool = False
    is_closed: bool = False
    votes: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def count(self, option: int) -> int:
        """How many people chose the option with this index."""
        return sum(option in chosen for chosen in self.votes.values())


@dataclass(frozen=True, slots=True)
class Content:
    """What a message shows: everything an edit may change."""

    kind: Kind = "text"
    text: str = ""
    entities: tuple[Entity, ...] = ()
    file: StoredFile | None = None
    poll: Poll | None = None
    keyboard: Keyboard = ()


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat; ``date`` and ``edit_date`` are Unix seconds."""

    message_id: int
    chat_id: int
    date: int
    sender: Person
    content: Content
    edit_date: int | None = None
    reply_to: int | None = None
    forwarded_from: str | None = None
    pinned_id: int | None = None
    via_bot: bool = False

    @property
    def inline_id(self) -> str:
        """What the bot knows a message by that somebody put into a chat by inline mode."""
        return f"inline{self.chat_id}x{self.message_id}"


@dataclass(slots=True)
class Chat:
    """A private chat (its id is the person's) or a group, with its messages by id, oldest first."""

    id: int
    title: str
    members: tuple[int, ...]
    messages: dict[int, Message] = field(default_factory=dict)
    cleared_up_to: int = 0
    blocked: bool = False
    pinned: list[int] = field(default_factory=list)

    @property
    def type(self) -> Literal["private", "group"]:
        """The Bot API's name for the kind of chat."""
        return "private" if self.id > 0 else "group"

    def visible(self) -> Sequence[Message]:
        """The messages the page shows: those since the chat was last cleared."""
        return [message for message in self.messages.values() if message.message_id > self.cleared_up_to]
