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
    """A text message, new or edited, forwarded or not."""

    sender: Sender
    place: Place
    text: str
    edited: bool = False
    forwarded: bool = False


@dataclass(frozen=True, slots=True)
class Tapped:
    """A tap on a button under one of the bot's messages; `data` may have been tampered with."""

    sender: Sender
    place: Place
    message_id: int
    data: str


@dataclass(frozen=True, slots=True)
class SentOther:
    """Something the bot can't read; `kind` as in the messages `kind-photo`, `kind-voice` and so on."""

    sender: Sender
    place: Place
    kind: str


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


Event = Said | Tapped | SentOther | TappedAnywhere | AskedInline | Woke
