"""Updates as Telegram sends them, as plain data and parsed."""

import json
from typing import Any

from telegram import Update

from bot.telegram.inbox import Arrival


def user(user_id: int) -> dict[str, Any]:
    return {"id": user_id, "is_bot": False, "first_name": f"U{user_id}", "language_code": "en"}


def chat(chat_id: int) -> dict[str, Any]:
    return {"id": chat_id, "type": "private" if chat_id > 0 else "supergroup", "title": "Film club"}


def message(text: str | None, *, sender: int = 1, place: int | None = None, **more: Any) -> dict[str, Any]:
    words = {} if text is None else {"text": text}
    where = chat(sender if place is None else place)
    return {"message_id": 7, "date": 1_700_000_000, "chat": where, "from": user(sender), **words, **more}


def said(update_id: int, text: str | None, *, kind: str = "message", **more: Any) -> dict[str, Any]:
    return {"update_id": update_id, kind: message(text, **more)}


def tapped(update_id: int, data: str | None, *, sender: int = 1, **more: Any) -> dict[str, Any]:
    words = {} if data is None else {"data": data}
    under = message("under here", sender=9000, place=sender)
    query = {"id": "q", "from": user(sender), "chat_instance": "c", "message": under, **words, **more}
    return {"update_id": update_id, "callback_query": query}


def typed(update_id: int, text: str, *, sender: int = 1) -> dict[str, Any]:
    return {"update_id": update_id, "inline_query": {"id": "i", "from": user(sender), "query": text, "offset": ""}}


def parsed(data: dict[str, Any]) -> Update:
    update = Update.de_json(data, None)
    assert update is not None
    return update


def arrival(data: dict[str, Any]) -> Arrival:
    return Arrival(parsed(data), json.dumps(data))
