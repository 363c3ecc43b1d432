"""Message entities: UTF-16 arithmetic, tidying, automatic detection, and safe HTML for the page."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

MERGEABLE = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
VERBATIM = frozenset({"code", "pre"})
AUTOMATIC = frozenset({"bot_command", "mention", "hashtag", "url"})
# Outer tags first where two entities cover the same text.
_ORDER = (
    "blockquote", "expandable_blockquote", "pre", "text_link", "text_mention", "spoiler", "bold", "italic",
    "underline", "strikethrough", "code", "custom_emoji", "bot_command", "mention", "hashtag", "url",
)  # fmt: skip
_RANK = {kind: place for place, kind in enumerate(_ORDER)}
KNOWN_TYPES = frozenset(_ORDER) | {"cashtag", "email", "phone_number"}

_DETECTORS = (
    ("bot_command", re.compile(r"(?<![\w/<>&@])/([A-Za-z0-9_]{1,64})(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    ("url", re.compile(r"https?://[^\s<>\"'`]+[^\s<>\"'`.,;:!?()]", re.IGNORECASE)),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w&#/])#\w*[^\W\d]\w*")),
)
_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}
_EXTRA = ("url", "user", "language", "custom_emoji_id")
_SAFE_LINK = re.compile(r"(?:https?://|tg://|mailto:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity of a message; ``offset`` and ``length`` count UTF-16 code units."""

    type: str
    offset: int
    length: int
    extra: tuple[tuple[str, Any], ...] = ()

    @property
    def end(self) -> int:
        """The UTF-16 offset just after the entity."""
        return self.offset + self.length

    def get(self, name: str) -> Any:
        """A further field such as ``url`` or ``language``, or None."""
        return dict(self.extra).get(name)

    def to_dict(self) -> dict[str, Any]:
        """The entity as the Bot API writes it."""
        return {"type": self.type, "offset": self.offset, "length": self.length, **dict(self.extra)}


def utf16_len(text: str) -> int:
    """Length of ``text`` in UTF-16 code units, Telegram's unit for limits and offsets."""
    return len(text) + sum(1 for char in text if ord(char) > 0xFFFF)


def utf16_slice(text: str, start: int, end: int) -> str:
    """The part of ``text`` between two UTF-16 offsets."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "replace")


def sort_entities(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Outer entities before inner ones, as Telegram lists them."""
    return tuple(sorted(entities, key=lambda e: (e.offset, -e.length, _RANK.get(e.type, len(_ORDER)))))


def tidy(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Join touching entities of a kind, drop empty ones and styles within code, and sort."""
    kept = [entity for entity in entities if entity.length > 0]
    verbatim = [entity for entity in kept if entity.type in VERBATIM]
    styled = [e for e in kept if e.type in MERGEABLE and not _within(e, verbatim)]
    others = [e for e in kept if e.type not in MERGEABLE]
    return sort_entities([*_merged(styled), *others])


def trim(text: str, entities: Sequence[Entity]) -> tuple[str, tuple[Entity, ...]]:
    """Strip white space at both ends as Telegram does, never cutting into an entity at the front."""
    stripped = text.rstrip()
    first = min((entity.offset for entity in entities), default=utf16_len(stripped))
    lead = 0
    # Only characters of one UTF-16 unit are white space, so counting characters is exact.
    while lead < min(first, len(stripped)) and stripped[lead].isspace():
        lead += 1
    stripped = stripped[lead:]
    total = utf16_len(stripped)
    moved = (_shifted(entity, lead, total) for entity in entities)
    return stripped, tidy(moved)


def detect(text: str, entities: Iterable[Entity] = ()) -> tuple[Entity, ...]:
    """Add the entities Telegram finds by itself: commands, mentions, hashtags and addresses."""
    known = [entity for entity in entities if entity.type not in AUTOMATIC]
    taken = [e for e in known if e.type in VERBATIM or e.type in {"text_link", "text_mention"}]
    found: list[Entity] = []
    for kind, pattern in _DETECTORS:
        for match in pattern.finditer(text):
            entity = Entity(kind, utf16_len(text[: match.start()]), utf16_len(match.group()))
            if not any(_overlap(entity, other) for other in (*taken, *found)):
                found.append(entity)
    return sort_entities([*known, *found])


def to_safe_html(text: str, entities: Sequence[Entity]) -> str:
    """HTML for display: everything escaped, only a fixed set of tags, always well nested."""
    if not entities:
        return html.escape(text)
    total = utf16_len(text)
    ordered = sort_entities(entities)
    parts: list[str] = []
    opened: list[Entity] = []
    for start, end in _segments(entities, total):
        active = [entity for entity in ordered if entity.offset <= start and entity.end >= end]
        parts += _switch(opened, active, text)
        parts.append(html.escape(utf16_slice(text, start, end)))
        opened = active
    parts += _switch(opened, [], text)
    return "".join(parts)


def _merged(entities: Iterable[Entity]) -> Iterator[Entity]:
    last: dict[str, Entity] = {}
    for entity in sorted(entities, key=lambda e: e.offset):
        before = last.get(entity.type)
        if before is not None and entity.offset <= before.end:
            last[entity.type] = replace(before, length=max(before.end, entity.end) - before.offset)
            continue
        if before is not None:
            yield before
        last[entity.type] = entity
    yield from last.values()


def _within(entity: Entity, outer: Sequence[Entity]) -> bool:
    return any(other.offset <= entity.offset and entity.end <= other.end for other in outer)


def _overlap(one: Entity, other: Entity) -> bool:
    return one.offset < other.end and other.offset < one.end


def _shifted(entity: Entity, lead: int, total: int) -> Entity:
    start = min(max(entity.offset - lead, 0), total)
    end = min(max(entity.end - lead, 0), total)
    return replace(entity, offset=start, length=end - start)


def _segments(entities: Sequence[Entity], total: int) -> Iterator[tuple[int, int]]:
    cuts = {0, total}
    for entity in entities:
        cuts |= {min(entity.offset, total), min(entity.end, total)}
    return itertools.pairwise(sorted(cuts))


def _switch(opened: Sequence[Entity], wanted: Sequence[Entity], text: str) -> list[str]:
    """Close and open tags so that ``wanted`` is open; entities that cross are split, never mis-nested."""
    shared = 0
    while shared < min(len(opened), len(wanted)) and opened[shared] == wanted[shared]:
        shared += 1
    closing = [_tags(entity, text)[1] for entity in reversed(opened[shared:])]
    return closing + [_tags(entity, text)[0] for entity in wanted[shared:]]


def _tags(entity: Entity, text: str) -> tuple[str, str]:
    if entity.type in _TAGS:
        return f"<{_TAGS[entity.type]}>", f"</{_TAGS[entity.type]}>"
    if entity.type == "spoiler":
        return '<span class="tg-spoiler">', "</span>"
    address = _address(entity, text)
    if address is not None and _SAFE_LINK.match(address):
        return f'<a href="{html.escape(address)}">', "</a>"
    return "", ""


def _address(entity: Entity, text: str) -> str | None:
    if entity.type == "text_link":
        return str(entity.get("url"))
    return utf16_slice(text, entity.offset, entity.end) if entity.type == "url" else None


def entity_from_dict(fields: Mapping[str, Any]) -> Entity:
    """An entity from its Bot API form; the caller has checked type and bounds."""
    extra = tuple((name, fields[name]) for name in _EXTRA if fields.get(name) is not None)
    return Entity(str(fields["type"]), int(fields["offset"]), int(fields["length"]), extra)
