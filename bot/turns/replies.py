"""What a turn has to say: screens on their way to a chat, and polls to be closed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bot.dialogue.screens import Screen
from bot.nights import NightMessage


@dataclass(frozen=True, slots=True)
class Reply:
    """A screen on its way to a chat: a new message, or in place of the message with this id.

    Attributes
    ----------
    chat_id
        Where it goes, if not to where the event came from.
    night
        Which movie night and round it shows.
    """

    screen: Screen
    instead_of: int | None = None
    chat_id: int | None = None
    night: NightMessage | None = None

    def payload(self, *, about: Sequence[int] = ()) -> dict[str, object]:
        """As the outbox keeps it; `about` are the ids of people whom others may read of in it."""
        shows: dict[str, object] = {} if self.night is None else {"night": asdict(self.night)}
        named: dict[str, object] = {"about": list(about)} if about else {}
        return {"screen": self.screen.to_json(), "instead_of": self.instead_of, **shows, **named}


@dataclass(frozen=True, slots=True)
class PollClosing:
    """The polls of a round of a movie night take no more votes."""

    chat_id: int
    night: NightMessage

    def payload(self, *, about: Sequence[int] = ()) -> dict[str, object]:
        """As the outbox keeps it; it names nobody."""
        return {"closes": asdict(self.night)}
