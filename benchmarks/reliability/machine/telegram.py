"""Updates as Telegram writes them, and the files that people send in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.loading import FileUnavailable

Json = dict[str, Any]


def said(update_id: int, user_id: int, text: str, *, edited: bool = False) -> Json:
    """A text message in a private chat, new or edited."""
    return {"update_id": update_id, ("edited_message" if edited else "message"): {**_message(user_id), "text": text}}


def tapped(update_id: int, user_id: int, message_id: int, data: str) -> Json:
    """A tap on a button in a private chat."""
    message = {"message_id": message_id, "date": 1, "chat": _chat(user_id), "text": "a screen"}
    query = {"id": str(update_id), "from": _user(user_id), "chat_instance": "1", "message": message, "data": data}
    return {"update_id": update_id, "callback_query": query}


def tapped_anywhere(update_id: int, user_id: int, data: str) -> Json:
    """A tap on a card that inline mode put into some chat."""
    query = {"id": str(update_id), "from": _user(user_id), "chat_instance": "1", "data": data}
    return {"update_id": update_id, "callback_query": {**query, "inline_message_id": f"i{update_id}"}}


def sent_file(update_id: int, user_id: int, file_id: str, name: str, size: int) -> Json:
    """A file in a private chat."""
    document = {"file_id": file_id, "file_unique_id": file_id, "file_name": name, "file_size": size}
    return {"update_id": update_id, "message": {**_message(user_id), "document": document}}


def _message(user_id: int) -> Json:
    return {"message_id": 1, "date": 1, "chat": _chat(user_id), "from": _user(user_id)}


def _chat(user_id: int) -> Json:
    return {"id": user_id, "type": "private", "first_name": "P"}


def _user(user_id: int) -> Json:
    return {"id": user_id, "is_bot": False, "first_name": "P", "language_code": "en"}


@dataclass
class SentFiles:
    """The bytes of files at Telegram, by their ids."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def add(self, data: bytes) -> str:
        """Keep bytes; returns their id."""
        file_id = f"file{len(self.kept)}"
        self.kept[file_id] = data
        return file_id

    async def fetch(self, file_id: str, *, most: int) -> bytes:
        """See `bot.loading.Files.fetch`."""
        if file_id not in self.kept or len(self.kept[file_id]) > most:
            raise FileUnavailable("gone")
        return self.kept[file_id]


def user_of(update: Mapping[str, Any]) -> int:
    """Who caused an update."""
    body = update.get("message") or update.get("edited_message") or update["callback_query"]
    return int(body["from"]["id"])
