"""Objects as the Bot API writes them."""

from __future__ import annotations

from typing import Any

from bot.sandbox.model import BOT, Chat, Message, Person, Poll, StoredFile

Json = dict[str, Any]


def user_json(person: Person) -> Json:
    """A User object."""
    fields: Json = {
        "id": person.id,
        "is_bot": person.is_bot,
        "first_name": person.first_name,
        "username": person.username,
    }
    return fields if person.is_bot else {**fields, "language_code": person.language_code}


def chat_json(chat: Chat, person: Person | None) -> Json:
    """A Chat object; ``person`` is who a private chat is with."""
    if chat.type == "group" or person is None:
        return {"id": chat.id, "type": "group", "title": chat.title, "all_members_are_administrators": False}
    return {"id": chat.id, "type": "private", "first_name": person.first_name, "username": person.username}


def file_json(stored: StoredFile, *, with_path: bool = False) -> Json:
    """A File object."""
    fields: Json = {"file_id": stored.file_id, "file_unique_id": stored.unique_id, "file_size": stored.size}
    return {**fields, "file_path": stored.path} if with_path else fields


def poll_json(poll: Poll) -> Json:
    """A Poll object."""
    options = [
        {"text": text, "voter_count": poll.count(index), "persistent_id": str(index)}
        for index, text in enumerate(poll.options)
    ]
    return {
        "id": poll.id,
        "question": poll.question,
        "options": options,
        "total_voter_count": len(poll.votes),
        "is_closed": poll.is_closed,
        "is_anonymous": poll.is_anonymous,
        "type": "regular",
        "allows_multiple_answers": poll.allows_multiple_answers,
        "allows_revoting": True,
        "members_only": False,
    }


def message_json(message: Message, chat: Json, *, replied: Json | None = None, pinned: Json | None = None) -> Json:
    """A Message object in a chat already written as JSON."""
    fields: Json = {
        "message_id": message.message_id,
        "from": user_json(message.sender),
        "chat": chat,
        "date": message.date,
    }
    if message.edit_date is not None:
        fields["edit_date"] = message.edit_date
    if message.forwarded_from is not None:
        name = message.forwarded_from
        fields["forward_origin"] = {"type": "hidden_user", "sender_user_name": name, "date": message.date}
    if message.via_bot:
        fields["via_bot"] = user_json(BOT)
    if replied is not None:
        fields["reply_to_message"] = replied
    if pinned is not None:
        fields["pinned_message"] = pinned
    fields |= _content_json(message)
    return fields


def _content_json(message: Message) -> Json:
    content = message.content
    fields: Json = {}
    if content.kind != "service" and content.text:
        prefix = "" if content.kind == "text" else "caption"
        fields[prefix or "text"] = content.text
        if content.entities:
            fields[f"{prefix}_entities".lstrip("_")] = [entity.to_dict() for entity in content.entities]
    if content.file is not None:
        fields[content.kind] = _media_json(content.kind, content.file)
    if content.poll is not None:
        fields["poll"] = poll_json(content.poll)
    if content.keyboard:
        rows = [[dict(button) for button in row] for row in content.keyboard]
        fields["reply_markup"] = {"inline_keyboard": rows}
    return fields


def _media_json(kind: str, stored: StoredFile) -> Any:
    fields = file_json(stored)
    if kind == "photo":
        return [{**fields, "width": stored.width, "height": stored.height}]
    if kind == "voice":
        return {**fields, "duration": 1, "mime_type": stored.mime_type}
    if kind == "sticker":
        shape = {"width": stored.width or 512, "height": stored.height or 512}
        return {**fields, **shape, "type": "regular", "is_animated": False, "is_video": False}
    return {**fields, "file_name": stored.name, "mime_type": stored.mime_type}
