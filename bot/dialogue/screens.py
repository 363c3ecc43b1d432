"""What a person sees: text and buttons, as plain data that storage can keep and a renderer can show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.dialogue.markup import Text


@dataclass(frozen=True, slots=True)
class Button:
    """A button and the callback data that a tap on it sends."""

    label: str
    data: str


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: text and rows of buttons."""

    text: Text
    rows: Rows = ()

    def to_json(self) -> dict[str, Any]:
        """Plain data; `from_json` reads it back."""
        return {
            "text": self.text.to_json(),
            "rows": [[[button.label, button.data] for button in row] for row in self.rows],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Screen":
        """The screen of `to_json`."""
        rows = tuple(tuple(Button(label, value) for label, value in row) for row in data["rows"])
        return cls(Text.from_json(data["text"]), rows)
