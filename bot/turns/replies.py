"""What a turn has to say: screens on their way to a chat, and polls to be closed."""

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

    def payload(self) -> dict[str, object]:
        """As the outbox keeps it."""
        shows = {} if self.night is None else {"night": asdict(self.night)}
        return {"screen": self.screen.to_json(), "instead_of": self.instead_of, **shows}


@dataclass(frozen=True, slots=True)
class PollClosing:
    """The polls of a round of a movie night take no more votes."""

    chat_id: int
    night: NightMessage

    def payload(self) -> dict[str, object]:
        """As the outbox keeps it."""
        return {"closes": asdict(self.night)}
