"""Objects as the chat page reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.sandbox.entities import to_safe_html
from bot.sandbox.model import Chat, Content, Message, Person, Poll

Json = dict[str, Any]


def person_view(person: Person) -> Json:
    """A person in the list of people."""
    return {
        "id": person.id,
        "first_name": person.first_name,
        "username": person.username,
        "language_code": person.language_code,
        "is_admin": person.is_admin,
    }


def chat_view(chat: Chat) -> Json:
    """A chat in the list of chats."""
    return {
        "id": chat.id,
        "type": chat.type,
        "title": chat.title,
        "members": list(chat.members),
        "blocked": chat.blocked,
    }


def message_view(message: Message) -> Json:
    """A message with HTML that is safe to insert."""
    content = message.content
    sender = message.sender
    return {
        "message_id": message.message_id,
        "chat_id": message.chat_id,
        "date": message.date,
        "edit_date": message.edit_date,
        "from": {"id": sender.id, "first_name": sender.first_name, "is_bot": sender.is_bot},
        "html": to_safe_html(content.text, content.entities),
        "text": content.text,
        "kind": content.kind,
        "photo": _photo(content),
        "document": _document(content),
        "poll": None if content.poll is None else poll_view(content.poll),
        "buttons": [[_button(button) for button in row] for row in content.keyboard],
        "reply_to": message.reply_to,
        "forwarded_from": message.forwarded_from,
        "via_bot": message.via_bot,
    }


def poll_view(poll: Poll) -> Json:
    """A poll with its counts."""
    return {
        "question": poll.question,
        "options": [{"text": text, "voter_count": poll.count(i)} for i, text in enumerate(poll.options)],
        "total_voter_count": len(poll.votes),
        "is_closed": poll.is_closed,
        "allows_multiple_answers": poll.allows_multiple_answers,
    }


def _button(button: Mapping[str, Any]) -> Json:
    return {"text": button["text"], "data": button.get("callback_data"), "url": button.get("url")}


def _photo(content: Content) -> Json | None:
    stored = content.file
    if stored is None or content.kind != "photo":
        return None
    return {"file_id": stored.file_id, "width": stored.width, "height": stored.height}


def _document(content: Content) -> Json | None:
    stored = content.file
    if stored is None or content.kind == "photo":
        return None
    return {
        "file_id": stored.file_id,
        "file_name": stored.name,
        "mime_type": stored.mime_type,
        "file_size": stored.size,
    }
