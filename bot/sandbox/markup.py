"""Telegram's HTML (``parse_mode=HTML``) read into text and entities, with Telegram's errors."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import NoReturn

from bot.sandbox.entities import Entity, tidy, utf16_len
from bot.sandbox.errors import bad_request

_STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_TAGS = frozenset(_STYLES) | {"a", "code", "pre", "blockquote", "tg-emoji"}
_REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9A-Fa-f]+)|#(?P<dec>[0-9]+)|(?P<name>[A-Za-z]+));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_SPACES = " \t\r\n\v\f\0"
_ADDRESS = re.compile(r"(?:(?:https?|tg|ton|tonsite|mailto|tel):)?[^\s]+$", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    written: int


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.written: list[str] = []
        self.units = 0
        self.stack: list[_Open] = []
        self.entities: list[Entity] = []

    def run(self) -> tuple[str, tuple[Entity, ...]]:
        while self.at < len(self.source):
            if self.source[self.at] != "<":
                self.write(*_character(self.source, self.at))
            elif self.peek(1) == "/":
                self.end_tag()
            else:
                self.start_tag()
        if self.stack:
            self.fail(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        return "".join(self.written), tidy(self.entities)

    def write(self, text: str, after: int) -> None:
        if "\ud800" <= text <= "\udfff":
            self.fail("Text contains invalid Unicode characters after decoding HTML entities, "
                      "check for unmatched surrogate code units")  # fmt: skip
        self.written.append(text)
        self.units += utf16_len(text)
        self.at = after

    def start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self.name().lower()
        if self.at >= len(self.source):
            self.fail_at("Unclosed start tag", begin)
        if tag not in _TAGS:
            self.fail_at(f'Unsupported start tag "{tag}"', begin)
        attributes = self.attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            self.fail_at('Tag "span" must have class "tg-spoiler"', begin)
        self.stack.append(_Open(tag, attributes, self.units, len(self.written)))

    def end_tag(self) -> None:
        begin = self.at
        if not self.stack:
            self.fail_at("Unexpected end tag", begin)
        self.at += 2
        tag = self.name().lower()
        self.skip_spaces()
        if self.peek() != ">":
            self.fail_at("Unclosed end tag", begin)
        opened = self.stack.pop()
        if tag and tag != opened.tag:
            self.fail_at("Unmatched end tag", begin, f', expected "</{opened.tag}>", found "</{tag}>"')
        self.at += 1
        if self.units > opened.offset:
            self.close(opened)

    def close(self, opened: _Open) -> None:
        length = self.units - opened.offset
        if opened.tag in _STYLES:
            self.entities.append(Entity(_STYLES[opened.tag], opened.offset, length))
        elif opened.tag == "blockquote":
            kind = "expandable_blockquote" if "expandable" in opened.attributes else "blockquote"
            self.entities.append(Entity(kind, opened.offset, length))
        elif opened.tag == "a":
            self.close_link(opened, length)
        elif opened.tag == "tg-emoji":
            self.close_emoji(opened, length)
        else:
            self.close_code(opened, length)

    def close_link(self, opened: _Open, length: int) -> None:
        address = checked_link(opened.attributes.get("href") or "".join(self.written[opened.written :]))
        if address is not None:
            self.entities.append(Entity("text_link", opened.offset, length, (("url", address),)))

    def close_emoji(self, opened: _Open, length: int) -> None:
        number = opened.attributes.get("emoji-id", "")
        if not number.isdecimal() or len(number) > 19 or not 0 < int(number) < 2**63:
            self.fail("Invalid custom emoji identifier specified")
        self.entities.append(Entity("custom_emoji", opened.offset, length, (("custom_emoji_id", number),)))

    def close_code(self, opened: _Open, length: int) -> None:
        """``<pre><code class="language-x">`` is one entity; a language counts only inside ``pre``."""
        inner = self.entities[-1] if self.entities else None
        same = inner is not None and (inner.offset, inner.length) == (opened.offset, length)
        if opened.tag == "pre" and inner is not None and inner.type == "code" and same:
            self.entities[-1] = replace(inner, type="pre")
            return
        language = opened.attributes.get("class", "").removeprefix("language-")
        in_pre = bool(self.stack) and self.stack[-1].tag == "pre" and self.stack[-1].offset == opened.offset
        extra = (("language", language),) if opened.tag == "code" and language and in_pre else ()
        self.entities.append(Entity(opened.tag, opened.offset, length, extra))

    def attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        self.skip_spaces()
        while self.peek() != ">":
            name = self.name(stop="=").lower()
            if not name:
                empty = f'Empty attribute name in the tag "{tag}"'
                self.fail_at(empty if self.peek() else "Unclosed start tag", begin)
            self.skip_spaces()
            found[name] = self.value(begin) if self.peek() == "=" else ""
            self.skip_spaces()
            if not self.peek():
                self.fail_at("Unclosed start tag", begin)
        self.at += 1
        return found

    def value(self, begin: int) -> str:
        self.at += 1
        self.skip_spaces()
        quote = self.peek()
        if quote not in ("'", '"') or not quote:
            return self.token()
        closing = self.source.find(quote, self.at + 1)
        if closing < 0:
            self.fail_at("Unclosed start tag", begin)
        raw = self.source[self.at + 1 : closing]
        self.at = closing + 1
        return _decoded(raw)

    def token(self) -> str:
        begin = self.at
        while self.peek() and ((self.peek().isascii() and self.peek().isalnum()) or self.peek() in ".-"):
            self.at += 1
        if self.peek() and self.peek() not in _SPACES + ">":
            self.fail_at("Unexpected end of name token", begin)
        return self.source[begin : self.at].lower()

    def name(self, stop: str = "") -> str:
        begin = self.at
        while self.peek() and self.peek() not in _SPACES + ">" + stop:
            self.at += 1
        return self.source[begin : self.at]

    def skip_spaces(self) -> None:
        while self.peek() and self.peek() in _SPACES:
            self.at += 1

    def peek(self, ahead: int = 0) -> str:
        return self.source[self.at + ahead : self.at + ahead + 1]

    def fail_at(self, reason: str, begin: int, more: str = "") -> NoReturn:
        # Telegram counts bytes of UTF-8 here, unlike everywhere else.
        self.fail(f"{reason} at byte offset {len(self.source[:begin].encode())}{more}")

    def fail(self, reason: str) -> NoReturn:
        raise bad_request(f"can't parse entities: {reason}")


def parse_html(source: str) -> tuple[str, tuple[Entity, ...]]:
    """Read Telegram's HTML.

    Returns
    -------
    tuple of (str, tuple of Entity)
        The text without tags, and its entities with UTF-16 offsets, sorted and merged.

    Raises
    ------
    ApiError
        400 ``can't parse entities: ...`` in Telegram's wording for anything it would refuse.
    """
    text, entities = _Parser(source).run()
    # A language that did not end up in a ``pre`` means nothing to Telegram.
    return text, tuple(e if e.type == "pre" or not e.get("language") else _plain(e) for e in entities)


def checked_link(address: str) -> str | None:
    """The address of a link as Telegram keeps it, or None where it silently drops the link."""
    address = address.strip()
    if not address or not _ADDRESS.match(address):
        return None
    if _SCHEME.match(address):
        allowed = re.match(r"(?:https?://[^/\s]|(?:tg|ton|tonsite)://|mailto:|tel:)", address, re.IGNORECASE)
        return address if allowed else None
    return f"http://{address}" if "." in address.split("/", 1)[0].strip(".") else None


def _plain(entity: Entity) -> Entity:
    return Entity(entity.type, entity.offset, entity.length)


def _decoded(raw: str) -> str:
    parts: list[str] = []
    at = 0
    while at < len(raw):
        text, at = _character(raw, at)
        parts.append(text)
    return "".join(parts)


def _character(source: str, at: int) -> tuple[str, int]:
    """The character written at ``at``, a reference decoded, and where the next one begins."""
    match = _REFERENCE.match(source, at) if source[at] == "&" else None
    if match is None:
        return source[at], at + 1
    if match["name"] is not None:
        named = _NAMED.get(match["name"])
        return (named, match.end()) if named else ("&", at + 1)
    digits = match.group().rstrip(";")
    if len(digits) >= 10:
        return "&", at + 1
    number = int(match["hex"], 16) if match["hex"] else int(match["dec"])
    if not 0 < number < 0x10FFFF:
        return "&", at + 1
    return chr(number), match.end()
