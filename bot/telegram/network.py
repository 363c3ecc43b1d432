"""Calls of Telegram over a network that fails: bad answers are plain errors, and what does no harm is tried again."""

import asyncio
import contextlib
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
)
from telegram.request import HTTPXRequest

from bot.telegram.pauses import Pauses

T = TypeVar("T")

READ_SECONDS = 4.0
"""So long an answer may take; then the call counts as failed."""

FIRST_PAUSE, LONGEST_PAUSE = 0.25, 2.0
"""Seconds before a failed call is made again; the pause doubles each time."""

START_SECONDS = 20.0
"""So long a start waits for Telegram."""

STEADY: Mapping[str, float] = {"deleteWebhook": START_SECONDS, "answerCallbackQuery": 2.0, "answerInlineQuery": 2.0}
"""Methods that do no harm twice, and how many seconds after the first try they may be called again."""

FINAL = (BadRequest, Forbidden, InvalidToken, Conflict)
"""Errors that another try does not mend."""


async def persist(call: Callable[[], Awaitable[T]], *, patience: float) -> T:
    """Make a call that does no harm twice, until it succeeds.

    Raises
    ------
    TelegramError
        Where another try cannot mend it, or would begin more than `patience` seconds after the first one.
    """
    began, pauses = time.monotonic(), Pauses(FIRST_PAUSE, LONGEST_PAUSE)
    while True:
        try:
            return await call()
        except FINAL:
            raise
        except TelegramError as error:
            pause = pauses.after(error)
            if time.monotonic() + pause - began > patience:
                raise
            await asyncio.sleep(pause)


class Network(HTTPXRequest):
    """As HTTPXRequest, but whatever goes wrong on the way is a `TelegramError` and leaves no traceback in the log."""

    def __init__(self, *, read_timeout: float = READ_SECONDS, **settings: Any) -> None:
        super().__init__(read_timeout=read_timeout, **settings)

    async def do_request(self, url: str, method: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """As HTTPXRequest does, again for a while where that does no harm."""
        patience = STEADY.get(url.rpartition("/")[2])
        if patience is None:
            return await super().do_request(url, method, *args, **kwargs)
        return await persist(lambda: self.sound(url, method, *args, **kwargs), patience=patience)

    async def sound(self, url: str, method: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """One request.

        Raises
        ------
        NetworkError
            Where the answer is that of a broken server.
        """
        code, body = await super().do_request(url, method, *args, **kwargs)
        if code >= 500:
            raise NetworkError(f"Telegram answers {code}")
        if code == 200:
            with contextlib.suppress(RecursionError):  # whoever fetches updates can slice them
                _parsed(body)
        return code, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """An answer of Telegram.

        Raises
        ------
        NetworkError
            Where it is none. The library would log it whole, with a traceback.
        """
        try:
            return _parsed(payload)
        except RecursionError:
            raise NetworkError("the answer is nested too deep") from None


def _parsed(payload: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(payload.decode(errors="replace"))
    except ValueError:
        raise NetworkError("the answer is no JSON") from None
    if not isinstance(answer, dict) or (answer.get("ok") is not False and "result" not in answer):
        raise NetworkError("the answer is not one of Telegram's")
    return answer
