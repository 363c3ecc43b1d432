"""Methods that put something into a chat."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.sandbox.asking import (
    caption_text,
    media_file,
    message_text,
    replied_message,
    target_message,
    writable_chat,
)
from bot.sandbox.errors import bad_request
from bot.sandbox.keyboards import parse_keyboard
from bot.sandbox.model import Chat, Content, Kind, Poll
from bot.sandbox.params import Params
from bot.sandbox.state import Sandbox
from bot.sandbox.wire import poll_json

_ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip
_MAX_QUESTION = 300
_MAX_OPTION = 100
_MAX_OPTIONS = 12


def send_message(sandbox: Sandbox, params: Params) -> Any:
    """sendMessage."""
    chat = writable_chat(sandbox, params)
    return _post(sandbox, params, chat, Content("text", *message_text(sandbox, params)))


def send_photo(sandbox: Sandbox, params: Params) -> Any:
    """sendPhoto."""
    return _send_media(sandbox, params, "photo")


def send_document(sandbox: Sandbox, params: Params) -> Any:
    """sendDocument."""
    return _send_media(sandbox, params, "document")


def send_chat_action(sandbox: Sandbox, params: Params) -> Any:
    """sendChatAction."""
    chat = writable_chat(sandbox, params)
    action = params.text("action").lower()
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    sandbox.publish(chat, {"type": "typing", "action": action})
    return True


def send_poll(sandbox: Sandbox, params: Params) -> Any:
    """sendPoll, regular polls only."""
    chat = writable_chat(sandbox, params)
    if params.text("type") not in ("", "regular"):
        raise bad_request("quizzes are not part of this sandbox")
    poll = Poll(
        sandbox.new_poll_id(),
        _checked("question", params.text("question"), _MAX_QUESTION),
        _options(params.json("options")),
        is_anonymous=params.text("is_anonymous") == "" or params.flag("is_anonymous"),
        allows_multiple_answers=params.flag("allows_multiple_answers"),
        is_closed=params.flag("is_closed"),
    )
    return _post(sandbox, params, chat, Content("poll", poll=poll))


def stop_poll(sandbox: Sandbox, params: Params) -> Any:
    """stopPoll."""
    chat = writable_chat(sandbox, params)
    message = target_message(sandbox, params, chat, "stop poll in")
    poll = message.content.poll
    if poll is None or not message.sender.is_bot:
        raise bad_request("message with poll to stop not found")
    if poll.is_closed:
        raise bad_request("poll has already been closed")
    keyboard = parse_keyboard(params.json("reply_markup"), only_inline=True)
    closed = replace(poll, is_closed=True)
    sandbox.edit(chat, message, replace(message.content, poll=closed, keyboard=keyboard), dated=False)
    sandbox.updates.add("poll", poll_json(closed))
    return poll_json(closed)


def pin_chat_message(sandbox: Sandbox, params: Params) -> Any:
    """pinChatMessage."""
    chat = writable_chat(sandbox, params)
    message = target_message(sandbox, params, chat, "pin")
    if message.message_id in chat.pinned:
        return True
    chat.pinned.append(message.message_id)
    line = f"{sandbox.bot.first_name} pinned a message"
    sandbox.post(chat, sandbox.bot, Content("service", line), pinned_id=message.message_id)
    return True


def unpin_chat_message(sandbox: Sandbox, params: Params) -> Any:
    """unpinChatMessage: the given message, or the one pinned last."""
    chat = writable_chat(sandbox, params)
    message_id = params.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    return True


def _send_media(sandbox: Sandbox, params: Params, kind: Kind) -> Any:
    chat = writable_chat(sandbox, params)
    text, entities = caption_text(sandbox, params)
    stored = media_file(sandbox, params, params.text(kind), kind)
    return _post(sandbox, params, chat, Content(kind, text, entities, stored))


def _post(sandbox: Sandbox, params: Params, chat: Chat, content: Content) -> Any:
    keyboard = parse_keyboard(params.json("reply_markup"))
    reply_to = replied_message(sandbox, params, chat)
    message = sandbox.post(chat, sandbox.bot, replace(content, keyboard=keyboard), reply_to=reply_to)
    return sandbox.message_wire(message)


def _options(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise bad_request("options must be an Array")
    if not 1 <= len(value) <= _MAX_OPTIONS:
        raise bad_request(f"poll must have from 1 to {_MAX_OPTIONS} answer options")
    texts = [item.get("text") if isinstance(item, dict) else item for item in value]
    return tuple(_checked("option", text if isinstance(text, str) else "", _MAX_OPTION) for text in texts)


def _checked(what: str, text: str, limit: int) -> str:
    name = "question" if what == "question" else "options"
    if not text.strip():
        raise bad_request(f"poll {name} must be non-empty")
    if len(text) > limit:
        raise bad_request(f"poll {name} length must not exceed {limit}")
    return text.strip()
