"""What a person sees: text, buttons and what comes with them, as plain data to be kept and rendered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.dialogue.attachments import Document, Picture, Poll
from bot.dialogue.markup import Text


@dataclass(frozen=True, slots=True)
class Link:
    """Leads to the bot's private chat, or adds it to a group; there «/start parameter» is said."""

    parameter: str
    group: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """A button and the callback data that a tap on it sends; or where it leads."""

    label: str
    data: str = ""
    link: Link | None = None

    def to_json(self) -> list[Any]:
        """Plain data; `from_json` reads it back."""
        link = [] if self.link is None else [self.link.parameter, self.link.group]
        return [self.label, self.data, *link]

    @classmethod
    def from_json(cls, data: Sequence[Any]) -> "Button":
        """The button of `to_json`."""
        label, value, *link = data
        return cls(label, value, Link(*link) if link else None)


Rows = tuple[tuple[Button, ...], ...]


def pairs(buttons: Sequence[Button]) -> Rows:
    """Buttons in rows of two."""
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: text and rows of buttons, and at most one of picture, document and poll.

    The text is the caption of the first two, and the question of a poll. A quiet one makes no sound where it arrives.
    """

    text: Text
    rows: Rows = ()
    picture: Picture | None = None
    document: Document | None = None
    poll: Poll | None = None
    quiet: bool = False

    def to_json(self) -> dict[str, Any]:
        """Plain data; `from_json` reads it back."""
        plain: dict[str, Any] = {
            "text": self.text.to_json(),
            "rows": [[button.to_json() for button in row] for row in self.rows],
        }
        if self.picture is not None:
            plain["picture"] = self.picture.to_json()
        if self.document is not None:
            plain["document"] = self.document.to_json()
        if self.poll is not None:
            plain["poll"] = self.poll.to_json()
        if self.quiet:
            plain["quiet"] = True
        return plain

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Screen":
        """The screen of `to_json`."""
        rows = tuple(tuple(Button.from_json(button) for button in row) for row in data["rows"])
        picture = Picture.from_json(data["picture"]) if "picture" in data else None
        document = Document.from_json(data["document"]) if "document" in data else None
        poll = Poll.from_json(data["poll"]) if "poll" in data else None
        return cls(Text.from_json(data["text"]), rows, picture, document, poll, quiet=bool(data.get("quiet")))
