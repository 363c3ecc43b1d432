"""Text with a little formatting, as plain data: whoever renders it escapes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Style(StrEnum):
    """How a piece of text looks."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one style; the text is what people or data say, never markup."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Text:
    """Spans one after another; `+` joins with strings and other texts."""

    spans: tuple[Span, ...] = ()

    def __add__(self, other: "Text | str") -> "Text":
        return Text(self.spans + as_text(other).spans)

    def __radd__(self, other: str) -> "Text":
        return as_text(other) + self

    def __bool__(self) -> bool:
        return any(span.text for span in self.spans)

    @property
    def plain(self) -> str:
        """The words alone."""
        return "".join(span.text for span in self.spans)

    def to_json(self) -> list[list[str]]:
        """Pairs of style and text."""
        return [[span.style.value, span.text] for span in self.spans]

    @classmethod
    def from_json(cls, pairs: Sequence[Sequence[Any]]) -> "Text":
        """The text of `to_json`."""
        return cls(tuple(Span(str(text), Style(style)) for style, text in pairs))


def as_text(value: "Text | str") -> Text:
    """A string as plain text; a text as it is."""
    return value if isinstance(value, Text) else Text((Span(value),))


def bold(words: str) -> Text:
    """Words in bold."""
    return Text((Span(words, Style.BOLD),))


def italic(words: str) -> Text:
    """Words in italics."""
    return Text((Span(words, Style.ITALIC),))


def lines(parts: Iterable["Text | str"]) -> Text:
    """Parts under each other; empty strings make empty lines."""
    whole = Text()
    for number, part in enumerate(parts):
        whole = whole + ("\n" if number else "") + part
    return whole


def under(note: "Text | None", text: Text, *, apart: bool = True) -> Text:
    """A text under a note, if there is one; `apart` with an empty line between them."""
    if note is None:
        return text
    return lines([note, "", text] if apart else [note, text])
