"""The network seam: updates that cannot be parsed are set aside, so that they do not block everybody else's."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from telegram.error import NetworkError, RetryAfter, TelegramError

from bot.telegram.inbox import is_update_id, parse_update
from bot.telegram.network import FIRST_PAUSE, LONGEST_PAUSE, Network
from bot.telegram.pauses import Pauses
from bot.telegram.slicing import slices, update_id_of

log = logging.getLogger(__name__)

SLACK_SECONDS = 1.0
"""A fetch may take so much longer than Telegram was asked to wait; then it counts as failed and is made again.

Nothing is lost by that: updates stay with Telegram until the next fetch tells which of them arrived.
"""

NOTHING = b'{"ok": true, "result": []}'

MOST_KEPT = 1 << 20
"""Bytes kept of an update that no parser takes."""

Quarantine = Callable[[int, str, str], Awaitable[None]]


class UpdatesRequest(Network):
    """Fetches updates; one that python-telegram-bot cannot parse is quarantined and passed on empty.

    Without this, the whole batch would fail and be fetched again for ever. A fetch that fails is made again here
    until it succeeds: the library would wait longer and longer, up to half a minute.
    """

    def __init__(self, quarantine: Quarantine, *, heard: Callable[[], None] = lambda: None, **settings: Any) -> None:
        super().__init__(read_timeout=SLACK_SECONDS, **settings)
        self._quarantine = quarantine
        self._heard = heard

    async def do_request(self, url: str, method: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """As HTTPXRequest does, with bad updates taken out."""
        if not url.endswith("/getUpdates"):
            return await super().do_request(url, method, *args, **kwargs)
        code, body = await self._fetched(url, method, *args, **kwargs)
        if code != 200:
            return code, body
        self._heard()
        return code, await self._sifted(body)

    async def _fetched(self, url: str, method: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Until it succeeds, or Telegram refuses in earnest."""
        pauses, failures = Pauses(FIRST_PAUSE, LONGEST_PAUSE), 0
        while True:
            try:
                code, body = await self._once(url, method, *args, **kwargs)
            except TelegramError as error:
                if _is_last(kwargs.get("request_data")):
                    return 200, NOTHING  # what was not told to have arrived comes again, and is known
                failures += 1
                if failures == 1:
                    log.warning("fetching updates failed, trying again: %s", error.message)
                await asyncio.sleep(pauses.after(error))
            else:
                if failures:
                    log.info("updates are fetched again after %d failures", failures)
                return code, body

    async def _once(self, url: str, method: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        code, body = await self.sound(url, method, *args, **kwargs)
        if code == 429:
            raise RetryAfter(_retry_after(body))
        if code == 403:  # means nothing here, so that it must be somebody between us and Telegram
            raise NetworkError(f"Telegram answers {code}")
        return code, body

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


def _is_last(request_data: Any) -> bool:
    """Whether nothing is to be fetched, only told what has arrived, because the bot ends."""
    return request_data is not None and not float(request_data.parameters.get("timeout") or 0)


def _retry_after(body: bytes) -> int:
    try:
        return max(1, int(json.loads(body)["parameters"]["retry_after"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return 1


def _answer(updates: list[Any]) -> bytes:
    return json.dumps({"ok": True, "result": [update for update in updates if update is not None]}).encode()
