"""What a person sees: text, buttons and what comes with them, as plain data to be kept and rendered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.dialogue.attachments import Document, Picture
from bot.dialogue.markup import Text


@dataclass(frozen=True, slots=True)
class Button:
    """A button and the callback data that a tap on it sends."""

    label: str
    data: str


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: text and rows of buttons, and at most one of picture and document, whose caption the text is."""

    text: Text
    rows: Rows = ()
    picture: Picture | None = None
    document: Document | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain data; `from_json` reads it back."""
        plain: dict[str, Any] = {
            "text": self.text.to_json(),
            "rows": [[[button.label, button.data] for button in row] for row in self.rows],
        }
        if self.picture is not None:
            plain["picture"] = self.picture.to_json()
        if self.document is not None:
            plain["document"] = self.document.to_json()
        return plain

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Screen":
        """The screen of `to_json`."""
        rows = tuple(tuple(Button(label, value) for label, value in row) for row in data["rows"])
        picture = Picture.from_json(data["picture"]) if "picture" in data else None
        document = Document.from_json(data["document"]) if "document" in data else None
        return cls(Text.from_json(data["text"]), rows, picture, document)
