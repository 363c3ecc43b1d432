"""What a screen can bring along besides text, as plain data that storage can keep."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

POSTER = "poster"
"""The kind of picture that is not drawn but looked up: its screen goes without it where it is not there."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is drawn when the screen is sent: its kind, and what the drawing needs to know (JSON-able).

    `credit` says whose it is, below the text, where the picture is shown.
    """

    kind: str
    spec: Mapping[str, Any]
    credit: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain data; `from_json` reads it back."""
        credit = {"credit": self.credit} if self.credit else {}
        return {"kind": self.kind, "spec": dict(self.spec), **credit}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Picture":
        """The picture of `to_json`."""
        return cls(str(data["kind"]), data["spec"], str(data.get("credit", "")))


@dataclass(frozen=True, slots=True)
class Document:
    """A file."""

    name: str
    content: bytes

    def to_json(self) -> dict[str, Any]:
        """Plain data; `from_json` reads it back."""
        return {"name": self.name, "content": base64.b64encode(self.content).decode()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Document":
        """The file of `to_json`."""
        return cls(str(data["name"]), base64.b64decode(data["content"], validate=True))


@dataclass(frozen=True, slots=True)
class Poll:
    """What can be voted for, 2 to 10 options of at most 100 characters; the screen's text is the question."""

    options: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain data; `from_json` reads it back."""
        return {"options": list(self.options)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Poll":
        """The poll of `to_json`."""
        return cls(tuple(str(option) for option in data["options"]))
