"""Parameters that many methods share: which chat, which message, which text, which file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.sandbox.entities import KNOWN_TYPES, Entity, detect, entity_from_dict, tidy, trim, utf16_len
from bot.sandbox.errors import ApiError, bad_request, forbidden
from bot.sandbox.files import DOCUMENT_LIMIT, PHOTO_LIMIT
from bot.sandbox.images import probe
from bot.sandbox.markup import checked_link, parse_html
from bot.sandbox.model import Chat, Message, StoredFile
from bot.sandbox.params import Params, Upload
from bot.sandbox.state import Sandbox
from bot.sandbox.wire import user_json

MAX_TEXT = 4096
MAX_CAPTION = 1024
_USER_LINK = re.compile(r"tg://(?:user|openmessage)\?(?:user_)?id=(\d{1,15})", re.IGNORECASE)
Formatted = tuple[str, tuple[Entity, ...]]


def target_chat(sandbox: Sandbox, params: Params) -> Chat:
    """The chat of ``chat_id``.

    Raises
    ------
    ApiError
        400 ``chat_id is empty`` or ``chat not found``.
    """
    written = params.text("chat_id").strip()
    if not written:
        raise bad_request("chat_id is empty")
    chat = sandbox.chats.get(params.integer("chat_id"))
    if chat is None:
        raise bad_request("chat not found")
    return chat


def writable_chat(sandbox: Sandbox, params: Params) -> Chat:
    """The chat of ``chat_id``, where the bot may write: 403 after a person blocked it."""
    chat = target_chat(sandbox, params)
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    return chat


def target_message(sandbox: Sandbox, params: Params, chat: Chat, what: str) -> Message:
    """The message of ``message_id``; 400 ``message to <what> not found``."""
    message_id = params.integer("message_id")
    if message_id <= 0:
        raise bad_request("message identifier is not specified")
    message = sandbox.message(chat, message_id)
    if message is None:
        raise bad_request(f"message to {what} not found")
    return message


def own_message(sandbox: Sandbox, params: Params) -> tuple[Chat, Message]:
    """The chat and the bot's own message to edit."""
    if params.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = writable_chat(sandbox, params)
    message = target_message(sandbox, params, chat, "edit")
    if not message.sender.is_bot:
        raise bad_request("message can't be edited")
    return chat, message


def replied_message(sandbox: Sandbox, params: Params, chat: Chat) -> int | None:
    """The id of the message to reply to, from ``reply_parameters`` or the older field."""
    asked = params.json("reply_parameters")
    if asked is None:
        message_id = params.integer("reply_to_message_id")
        optional = params.flag("allow_sending_without_reply")
    else:
        if not isinstance(asked, dict) or not isinstance(asked.get("message_id"), int):
            raise bad_request('can\'t find field "message_id"')
        message_id, optional = asked["message_id"], asked.get("allow_sending_without_reply") is True
    if not message_id:
        return None
    if sandbox.message(chat, message_id) is not None:
        return message_id
    if optional:
        return None
    raise bad_request("message to be replied not found")


def message_text(sandbox: Sandbox, params: Params, *, too_long: str = "message is too long") -> Formatted:
    """``text`` with its entities, 1 to 4096 UTF-16 units after parsing."""
    raw = params.text("text")
    if not raw:
        raise bad_request("message text is empty")
    text, entities = _formatted(sandbox, params, raw, entities_field="entities")
    if not text:
        raise bad_request("text must be non-empty")
    if utf16_len(text) > MAX_TEXT:
        raise bad_request(too_long)
    return text, entities


def caption_text(sandbox: Sandbox, params: Params) -> Formatted:
    """``caption`` with its entities, at most 1024 UTF-16 units after parsing."""
    raw = params.text("caption")
    text, entities = _formatted(sandbox, params, raw, entities_field="caption_entities")
    if utf16_len(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return text, entities


def media_file(sandbox: Sandbox, params: Params, reference: str, kind: str) -> StoredFile:
    """The file for ``photo`` or ``document``: an upload, ``attach://name``, or the id of a known file."""
    upload = params.uploads.get(reference.removeprefix("attach://") or kind)
    if upload is not None:
        return _kept(sandbox, upload, kind)
    if not reference or reference.startswith("attach://"):
        raise bad_request(f"there is no {kind} in the request")
    if "://" in reference:
        # The sandbox reaches no network, so to it every address is one that does not answer.
        raise bad_request("failed to get HTTP URL content")
    stored = sandbox.files.get(reference)
    if stored is None:
        raise bad_request("wrong remote file identifier specified: can't unserialize it. Wrong last symbol")
    if kind == "photo" and not stored.width:
        raise bad_request("can't use file of type Document as Photo")
    return stored


def _kept(sandbox: Sandbox, upload: Upload, kind: str) -> StoredFile:
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > DOCUMENT_LIMIT:
        raise ApiError(413, "Request Entity Too Large")
    if kind == "photo":
        _check_photo(upload.content)
    return sandbox.files.add(upload.content, kind=kind, name=upload.name, mime_type=upload.mime_type)


def _check_photo(content: bytes) -> None:
    if len(content) > PHOTO_LIMIT:
        raise bad_request("PHOTO_SAVE_FILE_INVALID")
    image = probe(content)
    if image is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    long, short = max(image.width, image.height), min(image.width, image.height)
    if long + short > 10_000 or long > 20 * short:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _formatted(sandbox: Sandbox, params: Params, raw: str, *, entities_field: str) -> Formatted:
    mode = params.text("parse_mode").lower()
    if mode not in ("", "none", "html"):
        # Markdown exists on Telegram; nobody here uses it, and guessing at it would mislead.
        raise bad_request("unsupported parse_mode")
    if mode == "html":
        text, entities = parse_html(raw)
    else:
        text, entities = raw, _given_entities(params.json(entities_field), raw)
    text, entities = trim(text.replace("\r\n", "\n").replace("\0", " "), entities)
    return text, detect(text, _with_mentions(sandbox, entities))


def _with_mentions(sandbox: Sandbox, entities: Iterable[Entity]) -> Iterator[Entity]:
    """Links to a person become mentions; those to people nobody knows go without a word, as on Telegram."""
    for entity in entities:
        match = _USER_LINK.fullmatch(str(entity.get("url") or ""))
        person = sandbox.people.get(int(match[1])) if match else None
        if person is not None:
            yield replace(entity, type="text_mention", extra=(("user", user_json(person)),))
        elif match is None:
            yield entity


def _given_entities(value: Any, text: str) -> tuple[Entity, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise bad_request("entities must be an Array")
    return tidy(_entity(item, utf16_len(text)) for item in value)


def _entity(item: Any, total: int) -> Entity:
    if not isinstance(item, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    offset, length = _number(item, "offset"), _number(item, "length")
    if str(item.get("type")) not in KNOWN_TYPES:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    if offset < 0:
        raise bad_request(f"receive an entity with incorrect offset {offset}")
    if length < 0:
        raise bad_request(f"receive an entity with incorrect length {length}")
    if offset > total:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if offset + length > total:
        end = offset + length
        raise bad_request(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {end}"
        )
    if item["type"] == "text_link" and checked_link(str(item.get("url", ""))) is None:
        raise bad_request(f"entity URL '{item.get('url', '')}' is invalid: Wrong HTTP URL")
    return entity_from_dict(item)


def _number(item: Mapping[str, Any], name: str) -> int:
    value = item.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise bad_request(f'can\'t parse MessageEntity: Field "{name}" must be of type Number')
    return value
