"""What people do on the page, and the updates the bot gets from it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

from bot.sandbox.entities import detect, utf16_len, utf16_slice
from bot.sandbox.errors import PageError
from bot.sandbox.images import probe
from bot.sandbox.model import Chat, Content, Kind, Message, Person
from bot.sandbox.state import Sandbox
from bot.sandbox.wire import poll_json

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_DATA_BYTES = 64
UPLOAD_KINDS = frozenset({"document", "photo", "voice", "sticker"})
_KINDS: tuple[Kind, ...] = get_args(Kind)


def say(
    sandbox: Sandbox,
    chat: Chat,
    person: Person,
    text: str,
    *,
    reply_to: int | None = None,
    forwarded_from: str | None = None,
) -> Message:
    """A person writes; the bot gets a ``message`` update."""
    check_open(chat)
    text = _checked(text, MAX_TEXT)
    if not text:
        raise PageError(400, "The message is empty.")
    if reply_to is not None and sandbox.message(chat, reply_to) is None:
        raise PageError(404, "The message to reply to is not there.")
    content = Content(text=text, entities=detect(text))
    message = sandbox.post(chat, person, content, reply_to=reply_to, forwarded_from=forwarded_from)
    _deliver(sandbox, chat, message, "message")
    return message


def edit_own(sandbox: Sandbox, chat: Chat, person: Person, message_id: int, text: str) -> Message:
    """A person edits what they wrote; the bot gets an ``edited_message`` update."""
    check_open(chat)
    message = _existing(sandbox, chat, message_id)
    if message.sender.id != person.id:
        raise PageError(403, "Only your own messages can be edited.")
    if message.via_bot or message.content.kind not in ("text", "photo", "document", "voice"):
        raise PageError(400, "This message has no text to edit.")
    is_text = message.content.kind == "text"
    text = _checked(text, MAX_TEXT if is_text else MAX_CAPTION)
    if is_text and not text:
        raise PageError(400, "The message is empty.")
    if text == message.content.text:
        return message
    edited = sandbox.edit(chat, message, replace(message.content, text=text, entities=detect(text)))
    _deliver(sandbox, chat, edited, "edited_message")
    return edited


def upload(
    sandbox: Sandbox,
    chat: Chat,
    person: Person,
    *,
    content: bytes,
    name: str,
    mime_type: str,
    caption: str = "",
    kind: str = "document",
) -> Message:
    """A person sends a file."""
    check_open(chat)
    if kind not in UPLOAD_KINDS:
        raise PageError(400, "kind must be document, photo, voice or sticker.")
    if not content:
        raise PageError(400, "The file is empty.")
    if kind == "photo" and probe(content) is None:
        raise PageError(400, "A photo must be a PNG, JPEG, GIF or WebP image.")
    caption = _checked(caption, MAX_CAPTION)
    stored = sandbox.files.add(content, kind=kind, name=name or "file", mime_type=mime_type)
    shown = Content(_kind(kind), caption, detect(caption), file=stored)
    message = sandbox.post(chat, person, shown)
    _deliver(sandbox, chat, message, "message")
    return message


async def tap(sandbox: Sandbox, chat: Chat, person: Person, message_id: int, data: str) -> dict[str, Any]:
    """A person taps a button; waits for the bot's answer.

    Any data of 1 to 64 bytes goes through, on any message of the bot: a client may lag behind an edit, or
    be hostile, and Telegram itself does not stop either.
    """
    message = _existing(sandbox, chat, message_id)
    if not (message.sender.is_bot or message.via_bot):
        raise PageError(400, "Only the bot's messages have buttons.")
    if not 1 <= len(encodable(data).encode()) <= MAX_DATA_BYTES:
        raise PageError(400, "The button's data must have 1 to 64 bytes.")
    query_id = sandbox.queries.open()
    query = {"id": query_id, "from": sandbox.user_wire(person), "chat_instance": str(chat.id), "data": data}
    if message.via_bot:
        sandbox.updates.add("callback_query", {**query, "inline_message_id": message.inline_id})
    else:
        sandbox.updates.add("callback_query", {**query, "message": sandbox.message_wire(message)})
    answer = await sandbox.queries.wait(query_id, sandbox.answer_seconds)
    return {"answered": answer is not None, "text": None, "show_alert": False, "url": None, **(answer or {})}


def vote(sandbox: Sandbox, chat: Chat, person: Person, message_id: int, option_ids: list[int]) -> Message:
    """A person votes in a poll, or takes the vote back with an empty list."""
    message = _existing(sandbox, chat, message_id)
    poll = message.content.poll
    if poll is None or poll.is_closed:
        raise PageError(400, "There is no open poll in this message.")
    chosen = tuple(sorted(set(option_ids)))
    if any(not 0 <= option < len(poll.options) for option in chosen):
        raise PageError(400, "There is no such option.")
    if len(chosen) > 1 and not poll.allows_multiple_answers:
        raise PageError(400, "Only one option can be chosen.")
    others = {voter: options for voter, options in poll.votes.items() if voter != person.id}
    voted = replace(poll, votes={**others, person.id: chosen} if chosen else others)
    edited = sandbox.edit(chat, message, replace(message.content, poll=voted), dated=False)
    if poll.is_anonymous:
        sandbox.updates.add("poll", poll_json(voted))
    else:
        answer = {"poll_id": poll.id, "user": sandbox.user_wire(person), "option_ids": list(chosen)}
        names = [str(option) for option in chosen]
        sandbox.updates.add("poll_answer", {**answer, "option_persistent_ids": names})
    return edited


def block(sandbox: Sandbox, chat: Chat, person: Person, *, blocked: bool) -> None:
    """A person blocks the bot, or lets it write again; the bot gets a ``my_chat_member`` update."""
    if chat.type != "private":
        raise PageError(400, "Only a private chat can be blocked.")
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    user = sandbox.user_wire(sandbox.bot)
    kicked, member = {"user": user, "status": "kicked", "until_date": 0}, {"user": user, "status": "member"}
    change = {
        "chat": sandbox.chat_wire(chat),
        "from": sandbox.user_wire(person),
        "date": int(sandbox.clock()),
        "old_chat_member": member if blocked else kicked,
        "new_chat_member": kicked if blocked else member,
    }
    sandbox.updates.add("my_chat_member", change)


def _deliver(sandbox: Sandbox, chat: Chat, message: Message, kind: str) -> None:
    if chat.type == "private" or not sandbox.group_privacy or _concerns_bot(sandbox, chat, message):
        sandbox.updates.add(kind, sandbox.message_wire(message))


def _concerns_bot(sandbox: Sandbox, chat: Chat, message: Message) -> bool:
    """Whether a bot in privacy mode sees this message of a group."""
    replied = sandbox.message(chat, message.reply_to)
    if replied is not None and replied.sender.is_bot:
        return True
    own = f"@{sandbox.bot.username}".lower()
    for entity in message.content.entities:
        written = utf16_slice(message.content.text, entity.offset, entity.end).lower()
        if entity.type == "mention" and written == own:
            return True
        if entity.type == "bot_command" and ("@" not in written or written.endswith(own)):
            return True
    return False


def _existing(sandbox: Sandbox, chat: Chat, message_id: int) -> Message:
    message = sandbox.message(chat, message_id)
    if message is None:
        raise PageError(404, "This message is gone.")
    return message


def check_open(chat: Chat) -> None:
    """Whether a person may write here: they must not have blocked the bot."""
    if chat.blocked:
        raise PageError(409, "You blocked the bot; unblock it to write.")


def _checked(text: str, limit: int) -> str:
    text = encodable(text).strip()
    if utf16_len(text) > limit:
        raise PageError(400, f"The text is longer than {limit} characters.")
    return text


def encodable(text: str) -> str:
    """A text that is valid Unicode; a lone surrogate is refused."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise PageError(400, "The text is not valid Unicode.") from None
    return text


def _kind(name: str) -> Kind:
    return next(kind for kind in _KINDS if kind == name)
