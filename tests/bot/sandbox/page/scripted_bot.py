"""The smallest possible bot: calls of the Bot API over HTTP, made by the test itself."""

from __future__ import annotations

from typing import Any

import httpx


class ScriptedBot:
    """Calls Bot API methods; `next_update` waits for what a person does."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._offset = 0

    async def call(self, method: str, **parameters: Any) -> Any:
        """The `result` of one method; a refusal fails the test with Telegram's description."""
        answer = (await self._client.post(method, json=parameters)).json()
        assert answer["ok"], answer
        return answer["result"]

    async def next_update(self, kind: str) -> dict[str, Any]:
        """The content of the next update, which must be of this kind (`message`, `callback_query`, ...)."""
        updates = await self.call("getUpdates", offset=self._offset, limit=1, timeout=5)
        assert updates, f"no {kind} came"
        self._offset = updates[0]["update_id"] + 1
        assert kind in updates[0], updates[0]
        content: dict[str, Any] = updates[0][kind]
        return content

    async def say(self, chat_id: int, text: str, *buttons: tuple[str, str], **extras: Any) -> int:
        """Send a message with one row of (text, data) buttons; its message id."""
        if buttons:
            row = [{"text": text, "callback_data": data} for text, data in buttons]
            extras["reply_markup"] = {"inline_keyboard": [row]}
        message_id: int = (await self.call("sendMessage", chat_id=chat_id, text=text, **extras))["message_id"]
        return message_id
