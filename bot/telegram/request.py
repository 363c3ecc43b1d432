"""The network seam: updates that cannot be parsed are set aside, so that they do not block everybody else's."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Update
from telegram.error import NetworkError, RetryAfter, TelegramError

from bot.telegram.inbox import Arrival, is_update_id, parse_update
from bot.telegram.network import FIRST_PAUSE, LONGEST_PAUSE, Network, parsed
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
Take = Callable[[Sequence[Arrival]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Fetched:
    """An update as plain data and parsed; of a bad one nothing but its id is left."""

    data: Any
    update: Update | None = None


class UpdatesRequest(Network):
    """Fetches updates, parses them once, and hands them on; one that cannot be parsed is quarantined.

    The library is told no more than the last id, by which it fetches the next ones: it would parse all of them again,
    and commit one after the other. Without the quarantine one bad update would fail all, and be fetched for ever.
    A fetch that fails is made again here until it succeeds: the library would wait longer and longer, up to half a
    minute.
    """

    def __init__(self, quarantine: Quarantine, *, heard: Callable[[], None] = lambda: None, **settings: Any) -> None:
        super().__init__(read_timeout=SLACK_SECONDS, **settings)
        self._quarantine = quarantine
        self._heard = heard
        self._take: Take | None = None
        self._bot: Bot | None = None

    def handing_on(self, take: Take, bot: Bot) -> None:
        """Hand this bot's updates on there; the library is given all of them without it."""
        self._take, self._bot = take, bot

    async def do_request(self, url: str, method: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """As HTTPXRequest does, with bad updates taken out."""
        if not url.endswith("/getUpdates"):
            return await super().do_request(url, method, *args, **kwargs)
        code, body, answer = await self._fetched(url, method, *args, **kwargs)
        if code != 200:
            return code, body
        self._heard()
        fetched = await self._sifted(body, answer)
        if self._take is None or _only_looks(kwargs.get("request_data")):
            return code, _answer([one.data for one in fetched])
        await self._take([Arrival(one.update, json.dumps(one.data)) for one in fetched if one.update is not None])
        return code, _answer([{"update_id": one.data["update_id"]} for one in fetched[-1:]])

    async def _fetched(self, url: str, method: str, *args: Any, **kwargs: Any) -> tuple[int, bytes, Any]:
        """Until it succeeds, or Telegram refuses in earnest; the answer as plain data, too, if it can be parsed."""
        pauses, failures = Pauses(FIRST_PAUSE, LONGEST_PAUSE), 0
        while True:
            try:
                code, body, answer = await self._once(url, method, *args, **kwargs)
            except TelegramError as error:
                if _only_looks(kwargs.get("request_data")):
                    # What was not told to have arrived comes again, and is known.
                    return 200, NOTHING, parsed(NOTHING)
                failures += 1
                if failures == 1:
                    log.warning("fetching updates failed, trying again: %s", error.message)
                await asyncio.sleep(pauses.after(error))
            else:
                if failures:
                    log.info("updates are fetched again after %d failures", failures)
                return code, body, answer

    async def _once(self, url: str, method: str, *args: Any, **kwargs: Any) -> tuple[int, bytes, Any]:
        code, body = await self.whole(url, method, *args, **kwargs)
        if code == 429:
            raise RetryAfter(_retry_after(body))
        if code == 403:  # means nothing here, so that it must be somebody between us and Telegram
            raise NetworkError(f"Telegram answers {code}")
        try:
            return code, body, parsed(body) if code == 200 else None
        except RecursionError:
            return code, body, None

    async def _sifted(self, body: bytes, answer: Any) -> list[_Fetched]:
        """Each update, parsed; one that is nested too deep for any parser is set aside."""
        if answer is not None:
            updates = answer.get("result")
            return _known([await self._checked(update) for update in updates] if isinstance(updates, list) else [])
        sifted: list[_Fetched | None] = []
        for piece in slices(body):
            try:
                sifted.append(await self._checked(json.loads(piece)))
            except RecursionError:
                sifted.append(await self._aside(update_id_of(piece), piece[:MOST_KEPT].decode(errors="replace")))
        return _known(sifted)

    async def _checked(self, data: Any) -> _Fetched | None:
        """The update; in place of a bad one an empty one, whose id moves the offset on; None without an id."""
        update_id = data.get("update_id") if isinstance(data, dict) else None
        if is_update_id(update_id) and (update := parse_update(data, self._bot)) is not None:
            return _Fetched(data, update)
        return await self._aside(update_id, json.dumps(data))

    async def _aside(self, update_id: Any, payload: str) -> _Fetched | None:
        if not isinstance(update_id, int):
            return None
        if is_update_id(update_id):
            await self._quarantine(update_id, payload, "cannot be parsed")
        return _Fetched({"update_id": update_id})


def _known(fetched: Sequence[_Fetched | None]) -> list[_Fetched]:
    return [one for one in fetched if one is not None]


def _only_looks(request_data: Any) -> bool:
    """Whether nothing is to be taken: it is told what has arrived, because the bot ends, or looked at what comes."""
    return request_data is not None and not float(request_data.parameters.get("timeout") or 0)


def _retry_after(body: bytes) -> int:
    try:
        return max(1, int(json.loads(body)["parameters"]["retry_after"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return 1


def _answer(updates: list[Any]) -> bytes:
    return json.dumps({"ok": True, "result": updates}).encode()
