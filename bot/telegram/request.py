"""The network seam: updates that cannot be parsed are set aside, so that they do not block everybody else's."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from telegram.request import HTTPXRequest

from bot.telegram.inbox import parse_update

Quarantine = Callable[[int, str, str], Awaitable[None]]


class UpdatesRequest(HTTPXRequest):
    """Fetches updates; one that python-telegram-bot cannot parse is quarantined and passed on empty.

    Without this, the whole batch would fail and be fetched again for ever.
    """

    def __init__(self, quarantine: Quarantine, **settings: Any) -> None:
        super().__init__(**settings)
        self._quarantine = quarantine

    async def do_request(self, url: str, method: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """As HTTPXRequest does, with bad updates taken out."""
        code, body = await super().do_request(url, method, *args, **kwargs)
        return code, await self._sifted(body) if code == 200 and url.endswith("/getUpdates") else body

    async def _sifted(self, body: bytes) -> bytes:
        try:
            answer = json.loads(body)
            updates = answer["result"]
        except (ValueError, KeyError, TypeError):
            return body
        if not isinstance(updates, list):
            return body
        sifted = [await self._checked(update) for update in updates]
        if all(new is old for new, old in zip(sifted, updates, strict=True)):
            return body
        return json.dumps({**answer, "result": [update for update in sifted if update is not None]}).encode()

    async def _checked(self, update: Any) -> Any:
        """The update itself; in place of a bad one an empty one, whose id moves the offset on; None without an id."""
        update_id = update.get("update_id") if isinstance(update, dict) else None
        if not isinstance(update_id, int):
            return None
        if parse_update(update, None) is not None:
            return update
        await self._quarantine(update_id, json.dumps(update), "cannot be parsed")
        return {"update_id": update_id}
