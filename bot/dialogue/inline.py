"""What inline mode offers: films for any chat, as plain data."""

from dataclasses import dataclass

from bot.dialogue.screens import Screen


@dataclass(frozen=True, slots=True)
class InlineCard:
    """One result: what the asker sees in the list, and the screen that everybody sees once it is chosen."""

    key: str
    title: str
    description: str
    screen: Screen


@dataclass(frozen=True, slots=True)
class InlinePage:
    """Results, where the next page begins («» at the end), and a line that invites newcomers to a private chat."""

    cards: tuple[InlineCard, ...] = ()
    next_offset: str = ""
    invitation: str | None = None
