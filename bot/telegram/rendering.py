"""Screens as Telegram wants them: escaped HTML and inline keyboards. The only place where markup is made."""

from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.helpers import create_deep_linked_url

from bot.dialogue.markup import Span, Style, Text
from bot.dialogue.screens import Button, Rows

MAX_UNITS = 4096
"""Telegram counts a message in UTF-16 units after its markup is read."""

MAX_CAPTION_UNITS = 1024
"""Of the text under a picture or file."""

_TAGS = {Style.BOLD: "b", Style.ITALIC: "i"}


def html(text: Text, *, most: int = MAX_UNITS) -> str:
    """Text as Telegram HTML, cut where it would be too long; never empty."""
    left = most
    kept: list[Span] = []
    for span in text.spans:
        words = _cut(span.text, left)
        left -= _units(words)
        if words:
            kept.append(Span(words, span.style))
    return "".join(_span(span) for span in kept) if Text(tuple(kept)).plain.strip() else "…"


def keyboard(rows: Rows, *, me: str = "") -> InlineKeyboardMarkup | None:
    """Rows of buttons, or None where there are none; links lead to the bot with the username `me`."""
    buttons = [[_button(button, me) for button in row] for row in rows if row]
    return InlineKeyboardMarkup(buttons) if buttons else None


def _button(button: Button, me: str) -> InlineKeyboardButton:
    if button.link is None:
        return InlineKeyboardButton(button.label, callback_data=button.data)
    url = create_deep_linked_url(me, button.link.parameter, group=button.link.group)
    return InlineKeyboardButton(button.label, url=url)


def _span(span: Span) -> str:
    words = escape(span.text, quote=False)
    tag = _TAGS.get(span.style)
    return words if tag is None else f"<{tag}>{words}</{tag}>"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", errors="replace")) // 2


def _cut(text: str, units: int) -> str:
    # A lone surrogate cannot be sent; it becomes a question mark.
    text = text.encode("utf-8", errors="replace").decode()
    while _units(text) > units:
        over = _units(text) - units
        text = text[: len(text) - (over + 1) // 2]
    return text
