"""The network seam: updates that cannot be parsed are set aside, so that they do not block everybody else's."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from telegram.request import HTTPXRequest

from bot.telegram.inbox import is_update_id, parse_update
from bot.telegram.slicing import slices, update_id_of

MOST_KEPT = 1 << 20
"""Bytes kept of an update that no parser takes."""

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
        except RecursionError:
            return await self._sliced(body)
        except (ValueError, KeyError, TypeError):
            return body
        if not isinstance(updates, list):
            return body
        sifted = [await self._checked(update) for update in updates]
        if all(new is old for new, old in zip(sifted, updates, strict=True)):
            return body
        return _answer(sifted)

    async def _sliced(self, body: bytes) -> bytes:
        """Each update by itself; one that is nested too deep is set aside."""
        sifted: list[Any] = []
        for piece in slices(body):
            try:
                sifted.append(await self._checked(json.loads(piece)))
            except RecursionError:
                sifted.append(await self._aside(update_id_of(piece), piece[:MOST_KEPT].decode(errors="replace")))
        return _answer(sifted)

    async def _checked(self, update: Any) -> Any:
        """The update itself; in place of a bad one an empty one, whose id moves the offset on; None without an id."""
        update_id = update.get("update_id") if isinstance(update, dict) else None
        if is_update_id(update_id) and parse_update(update, None) is not None:
            return update
        return await self._aside(update_id, json.dumps(update))

    async def _aside(self, update_id: Any, payload: str) -> Any:
        if not isinstance(update_id, int):
            return None
        if is_update_id(update_id):
            await self._quarantine(update_id, payload, "cannot be parsed")
        return {"update_id": update_id}


def _answer(updates: list[Any]) -> bytes:
    return json.dumps({"ok": True, "result": [update for update in updates if update is not None]}).encode()
