"""Words in the language of whoever is spoken to.

Everything people read in a chat is a message of `bot/locales/<language>/*.ftl`, by its key. In it `<b>` and `<i>` are
bold and italics; what is filled in is plain text, whatever it holds::

    with speaking("es"):
        phrase("noted", face="👍", film="Heat (1995)")     # a Text
        words("button-like")                                # a string, for buttons and answers to taps

A number chooses the plural form where the message has one. Years and the like are passed as strings.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from bot.dialogue.markup import Span, Style, Text, as_text
from bot.locales import LANGUAGES, SOURCE, bundle

Value = Text | str | int | float

MOST_WRITTEN = 4096
"""So many messages are kept as they were written; numbers in them make them many."""

_speaking: ContextVar[str] = ContextVar("language", default=SOURCE)
_STYLES = {"b": Style.BOLD, "i": Style.ITALIC}
_PIECE = re.compile(r"<(/?)([bi])>|\x02(\w+)\x03")


def supported(code: str | None) -> str:
    """The language to speak to somebody whose client has this language code, such as «es-MX»."""
    short = (code or "").replace("_", "-").split("-")[0].lower()
    return short if short in LANGUAGES else SOURCE


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language inside the block; tasks started in it go on in that language."""
    token = _speaking.set(supported(language))
    try:
        yield
    finally:
        _speaking.reset(token)


def spoken() -> str:
    """The language spoken now."""
    return _speaking.get()


def phrase(key: str, /, **values: Value) -> Text:
    """A message as text with bold and italics.

    Raises
    ------
    LookupError
        Where no language has the message.
    ValueError
        Where the message wants a value that is not given.
    """
    # Texts go in after the markup is read, so that none of them is taken for markup; numbers choose plural forms.
    numbers = [(name, value, type(value)) for name, value in values.items() if isinstance(value, int | float)]
    texts = [(name, "", str) for name, value in values.items() if not isinstance(value, int | float)]
    written = _written(_speaking.get(), key, (*numbers, *texts))
    return _text(written, values) if values else _bare(written)


@lru_cache(maxsize=MOST_WRITTEN)
def _written(language: str, key: str, given: tuple[tuple[str, int | float | str, type], ...]) -> str:
    """A message with marks where texts go; it takes a hundred times as long to write as to look up."""
    found = bundle(language if bundle(language).has_message(key) else SOURCE)
    if not found.has_message(key):
        raise LookupError(f"no message {key!r}")
    values = {name: f"\x02{name}\x03" if kind is str else value for name, value, kind in given}
    written, errors = found.write(key, values)
    if errors:
        raise ValueError(f"the message {key!r} cannot be written: {errors[0]}")
    return written


@lru_cache(maxsize=MOST_WRITTEN)
def _bare(written: str) -> Text:
    """A message in which nothing is filled in."""
    return _text(written, {})


def words(key: str, /, **values: Value) -> str:
    """A message as plain words; see `phrase`."""
    return phrase(key, **values).plain


def has_phrase(key: str) -> bool:
    """Whether there is such a message."""
    return bool(bundle(SOURCE).has_message(key))


def _text(written: str, values: dict[str, Value]) -> Text:
    style, at, spans = Style.PLAIN, 0, Text()
    for piece in _PIECE.finditer(written):
        spans += _styled(written[at : piece.start()], style)
        at = piece.end()
        if piece[3] is None:
            style = Style.PLAIN if piece[1] else _STYLES[piece[2]]
        else:
            value = as_text(_worded(values[piece[3]]))
            spans += value if style is Style.PLAIN else _styled(value.plain, style)
    return spans + _styled(written[at:], style)


def _worded(value: Value) -> Text | str:
    return value if isinstance(value, Text | str) else str(value)


def _styled(text: str, style: Style) -> Text:
    return Text((Span(text, style),)) if text else Text()
