"""Methods that change or delete what the bot sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.sandbox.asking import (
    caption_text,
    media_file,
    message_text,
    own_message,
    target_chat,
    target_message,
)
from bot.sandbox.errors import bad_request
from bot.sandbox.keyboards import parse_keyboard
from bot.sandbox.model import Chat, Content, Keyboard, Kind, Message
from bot.sandbox.params import Params
from bot.sandbox.state import Sandbox

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
_MEDIA_KINDS: dict[str, Kind] = {"photo": "photo", "document": "document"}


def edit_message_text(sandbox: Sandbox, params: Params) -> Any:
    """editMessageText; without ``reply_markup`` the buttons go."""
    chat, message = own_message(sandbox, params)
    if message.content.kind != "text":
        raise bad_request("there is no text in the message to edit")
    text, entities = message_text(sandbox, params, too_long="MESSAGE_TOO_LONG")
    content = replace(message.content, text=text, entities=entities, keyboard=_keyboard(params))
    return _edited(sandbox, chat, message, content)


def edit_message_caption(sandbox: Sandbox, params: Params) -> Any:
    """editMessageCaption."""
    chat, message = own_message(sandbox, params)
    if message.content.file is None:
        raise bad_request("there is no caption in the message to edit")
    text, entities = caption_text(sandbox, params)
    content = replace(message.content, text=text, entities=entities, keyboard=_keyboard(params))
    return _edited(sandbox, chat, message, content)


def edit_message_reply_markup(sandbox: Sandbox, params: Params) -> Any:
    """editMessageReplyMarkup."""
    chat, message = own_message(sandbox, params)
    return _edited(sandbox, chat, message, replace(message.content, keyboard=_keyboard(params)))


def edit_message_media(sandbox: Sandbox, params: Params) -> Any:
    """editMessageMedia, to a photo or a document."""
    chat, message = own_message(sandbox, params)
    media = params.json("media")
    kind = _MEDIA_KINDS.get(str(media.get("type"))) if isinstance(media, dict) else None
    if kind is None or not isinstance(media, dict):
        raise bad_request("can't parse InputMedia: media must be a photo or a document here")
    if message.content.kind not in ("text", "photo", "document"):
        raise bad_request("message can't be edited")
    text, entities = caption_text(sandbox, Params(_as_values(media), {}))
    stored = media_file(sandbox, params, str(media.get("media", "")), kind)
    return _edited(sandbox, chat, message, Content(kind, text, entities, stored, keyboard=_keyboard(params)))


def delete_message(sandbox: Sandbox, params: Params) -> Any:
    """deleteMessage: the bot's own anywhere, and anyone's in a private chat."""
    chat = target_chat(sandbox, params)
    _delete(sandbox, chat, target_message(sandbox, params, chat, "delete"))
    return True


def delete_messages(sandbox: Sandbox, params: Params) -> Any:
    """deleteMessages: those that are not there are skipped."""
    chat = target_chat(sandbox, params)
    ids = params.json("message_ids")
    if not isinstance(ids, list) or not 1 <= len(ids) <= 100:
        raise bad_request("message identifiers are not specified")
    for message in [message for one, message in chat.messages.items() if one in ids]:
        _delete(sandbox, chat, message)
    return True


def _delete(sandbox: Sandbox, chat: Chat, message: Message) -> None:
    if chat.type == "group" and not message.sender.is_bot:
        raise bad_request("message can't be deleted")
    sandbox.remove(chat, message)


def _as_values(media: Mapping[str, Any]) -> dict[str, str]:
    """The formatting of an InputMedia, as if they were parameters of a request."""
    values = {name: str(media.get(name) or "") for name in ("caption", "parse_mode")}
    return {**values, "caption_entities": json.dumps(media.get("caption_entities"))}


def _keyboard(params: Params) -> Keyboard:
    return parse_keyboard(params.json("reply_markup"), only_inline=True)


def _edited(sandbox: Sandbox, chat: Chat, message: Message, content: Content) -> Any:
    if content == message.content:
        raise bad_request(NOT_MODIFIED)
    return sandbox.message_wire(sandbox.edit(chat, message, content))
