"""What people do in a chat, freed of Telegram's types."""

from dataclasses import dataclass

from bot.films import Film
from bot.wakeups import WakeupKind


@dataclass(frozen=True, slots=True)
class Sender:
    """Who did it."""

    user_id: int
    first_name: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Place:
    """The chat in which it happened."""

    chat_id: int
    private: bool = True


@dataclass(frozen=True, slots=True)
class Said:
    """A text message, new or edited, forwarded or not; `reply_to` is the message of the bot that it answers."""

    sender: Sender
    place: Place
    text: str
    edited: bool = False
    forwarded: bool = False
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Tapped:
    """A tap on a button under one of the bot's messages; `data` may have been tampered with.

    Attributes
    ----------
    query
        What the tap is answered by; empty where nobody waits for an answer.
    """

    sender: Sender
    place: Place
    message_id: int
    data: str
    query: str = ""


@dataclass(frozen=True, slots=True)
class SentOther:
    """Something the bot can't read; `kind` as in the messages `kind-photo`, `kind-voice` and so on."""

    sender: Sender
    place: Place
    kind: str


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file; its name, size and type are what the sender's device says, and its bytes are still at Telegram."""

    sender: Sender
    place: Place
    file_id: str
    name: str = ""
    size: int = 0
    mime: str = ""


@dataclass(frozen=True, slots=True)
class TappedAnywhere:
    """A tap on a card that somebody put into any chat by inline mode; nothing can be said there."""

    sender: Sender
    data: str

    @property
    def place(self) -> Place:
        """No chat that the bot knows; others read along."""
        return Place(self.sender.user_id, private=False)


@dataclass(frozen=True, slots=True)
class AskedInline:
    """What somebody types behind the bot's name in any chat, letter by letter; `offset` is where a page begins."""

    sender: Sender
    query: str
    offset: str = ""

    @property
    def place(self) -> Place:
        """No chat that the bot knows; only the asker sees the results."""
        return Place(self.sender.user_id, private=True)


@dataclass(frozen=True, slots=True)
class Woke:
    """A wake-up came due; `film` is the one it is about, if any."""

    sender: Sender
    place: Place
    kind: WakeupKind
    due_at: int
    film: Film | None = None


@dataclass(frozen=True, slots=True)
class Voted:
    """A vote in a poll of the bot's, in a chat that is not told; without options, that it was taken back."""

    sender: Sender
    poll_id: str
    options: tuple[int, ...]

    @property
    def place(self) -> Place:
        """Where to speak to the voter alone."""
        return Place(self.sender.user_id)


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody left a group; or, where the place is private, blocked the bot."""

    sender: Sender
    place: Place


@dataclass(frozen=True, slots=True)
class Migrated:
    """A group goes on under another chat id."""

    sender: Sender
    place: Place
    new_chat_id: int


@dataclass(frozen=True, slots=True)
class PollSent:
    """A poll of a movie night is known to be in its group: votes may have come before."""

    place: Place
    sender: Sender = Sender(0)


Event = (
    Said | Tapped | SentOther | SentFile | TappedAnywhere | AskedInline | Woke | Voted | Left | Migrated | PollSent
)
