"""What the strict stand-in would say of a screen, and whether its markup is exactly what was meant."""

from itertools import pairwise

from bot.dialogue.markup import Span, Style, Text
from bot.dialogue.screens import Rows, Screen
from bot.sandbox.entities import Entity, utf16_len
from bot.sandbox.errors import ApiError
from bot.sandbox.keyboards import parse_keyboard
from bot.sandbox.markup import parse_html
from bot.telegram.rendering import MAX_CAPTION_UNITS, MAX_UNITS, html, keyboard

LONGEST = 600
MOST_BUTTONS = 8
LONGEST_QUESTION, LONGEST_OPTION = 300, 100


def faults(screen: Screen) -> list[str]:
    """Why Telegram would refuse a screen, or what it would show otherwise than meant."""
    has_caption = screen.picture is not None or screen.document is not None
    found = [*faults_of_text(screen.text, most=MAX_CAPTION_UNITS if has_caption else MAX_UNITS)]
    found += faults_of_rows(screen.rows)
    if not 0 < len(screen.text.plain) < LONGEST:
        found.append(f"a screen of {len(screen.text.plain)} characters")
    if screen.poll is not None:
        options = screen.poll.options
        fits = all(option.strip() and len(option) <= LONGEST_OPTION for option in options) and len(options) >= 2
        found += [] if fits and screen.text.plain[:LONGEST_QUESTION].strip() else ["a poll that would be refused"]
    return found


def faults_of_text(text: Text, *, most: int = MAX_UNITS) -> list[str]:
    """The same of its words alone."""
    try:
        words, entities = parse_html(html(text, most=most))
    except ApiError as error:
        return [error.description]
    if utf16_len(words) > most or not words.strip():
        return ["a text that is too long or empty"]
    meant = _meant(text)
    shown = [(e.type, words.encode("utf-16-le")[2 * e.offset : 2 * e.end].decode("utf-16-le")) for e in entities]
    return [] if shown == meant or words == "…" else [f"markup {shown} in place of {meant}"]


def _meant(text: Text) -> list[tuple[str, str]]:
    """Pieces in bold and italics, neighbours of one style as one, as Telegram tells them."""
    spans = [Span(_sent(span.text), span.style) for span in text.spans if span.text]
    joined: list[Span] = spans[:1]
    for one, other in pairwise(spans):
        joined[-1:] = (
            [Span(joined[-1].text + other.text, one.style)] if one.style == other.style else [joined[-1], other]
        )
    return [(span.style.value, span.text) for span in joined if span.style is not Style.PLAIN]


def _sent(text: str) -> str:
    return text.encode("utf-8", errors="replace").decode()


def faults_of_rows(rows: Rows) -> list[str]:
    """The same of its buttons."""
    markup = keyboard(rows, me="a_bot")
    if markup is None:
        return []
    try:
        kept = parse_keyboard(markup.to_dict(), only_inline=True)
    except ApiError as error:
        return [error.description]
    count = sum(len(row) for row in kept)
    labels = [str(button["text"]) for row in kept for button in row]
    alone = [label for label in labels if label.encode(errors="replace").decode() != label]
    return [
        *([f"{count} buttons"] if count > MOST_BUTTONS else []),
        *(f"half a letter in {label!r}" for label in alone),
    ]


def is_ours(entity: Entity) -> bool:
    """Whether a message of ours may have this entity: what it puts in bold, and what Telegram finds by itself."""
    return entity.type in {
        "bold", "italic", "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number",
    }  # fmt: skip
