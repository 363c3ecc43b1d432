"""Calls of Telegram over a network that fails: bad answers are plain errors, and what does no harm is tried again."""

import asyncio
import json
import time
import urllib.request
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)
from telegram.request import HTTPXRequest, RequestData

from bot.telegram.pauses import Pauses
from bot.telegram.wire import Crowded, Cut, Patience, Wire, trusting

T = TypeVar("T")

READ_SECONDS = 4.0
"""So long an answer may take; then the call counts as failed."""

CONNECT_SECONDS = 5.0
PLACE_SECONDS = 1.0
"""For a connection to become free, unless told otherwise."""

FIRST_PAUSE, LONGEST_PAUSE = 0.25, 2.0
"""Seconds before a failed call is made again; the pause doubles each time."""

START_SECONDS = 20.0
"""So long a start waits for Telegram."""

STEADY: Mapping[str, float] = {"deleteWebhook": START_SECONDS, "answerCallbackQuery": 2.0, "answerInlineQuery": 2.0}
"""Methods that do no harm twice, and how many seconds after the first try they may be called again."""

OUR_OWN = ("reply_markup", "entities", "caption_entities")
"""Of a message that was sent: what was sent. To have objects made of each button again costs more than the call."""

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
    """As HTTPXRequest, but whatever goes wrong on the way is a `TelegramError` and leaves no traceback in the log.

    Forms go over `bot.telegram.wire`. Files do not, nor anything where a proxy has to be asked.
    """

    def __init__(
        self,
        *,
        connection_pool_size: int = 256,
        read_timeout: float = READ_SECONDS,
        pool_timeout: float = PLACE_SECONDS,
        **settings: Any,
    ) -> None:
        direct = not settings and not urllib.request.getproxies()
        of_client = {"verify": trusting(), **settings.pop("httpx_kwargs", {})}
        super().__init__(
            connection_pool_size=connection_pool_size,
            read_timeout=read_timeout,
            pool_timeout=pool_timeout,
            httpx_kwargs=of_client,
            **settings,
        )
        self._patience = Patience(CONNECT_SECONDS, read_timeout, pool_timeout)
        self._wire = Wire(most=connection_pool_size, agent=self.USER_AGENT) if direct else None

    async def shutdown(self) -> None:
        """See `BaseRequest.shutdown`."""
        if self._wire is not None:
            await self._wire.close()
        await super().shutdown()

    async def do_request(self, url: str, method: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """As HTTPXRequest does, again for a while where that does no harm."""
        patience = STEADY.get(url.rpartition("/")[2])
        if patience is None:
            return await self._called(url, method, *args, **kwargs)
        return await persist(lambda: self.sound(url, method, *args, **kwargs), patience=patience)

    async def sound(self, url: str, method: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """One request.

        Raises
        ------
        NetworkError
            Where the answer is that of a broken server.
        """
        code, body = await self.whole(url, method, *args, **kwargs)
        if code == 200:
            self.parse_json_payload(body)
        return code, body

    async def whole(self, url: str, method: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """One request, whatever is in the answer.

        Raises
        ------
        NetworkError
            Where the status is that of a broken server.
        """
        code, body = await self._called(url, method, *args, **kwargs)
        if code >= 500:
            raise NetworkError(f"Telegram answers {code}")
        return code, body

    async def _called(
        self, url: str, method: str, request_data: RequestData | None = None, **timeouts: Any
    ) -> tuple[int, bytes]:
        if self._wire is None or method != "POST" or (request_data is not None and request_data.contains_files):
            return await super().do_request(url, method, request_data, **timeouts)
        form = {} if request_data is None else request_data.json_parameters
        try:
            return await self._wire.post(url, form, self._patience_of(timeouts))
        except Crowded:
            raise TimedOut("Pool timeout: nothing was sent, for all connections are occupied") from None
        except TimeoutError:
            raise TimedOut from None
        except (Cut, OSError) as error:
            raise NetworkError(f"{type(error).__name__}: {error}") from None

    def _patience_of(self, timeouts: Mapping[str, Any]) -> Patience:
        def told(name: str, usual: float | None) -> float | None:
            given = timeouts.get(name, self.DEFAULT_NONE)
            return usual if given is self.DEFAULT_NONE else given

        usual = self._patience
        return Patience(
            told("connect_timeout", usual.connect),
            told("read_timeout", usual.read),
            told("pool_timeout", usual.place),
        )

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """An answer of Telegram.

        Raises
        ------
        NetworkError
            Where it is none. The library would log it whole, with a traceback.
        """
        try:
            answer = parsed(payload)
        except RecursionError:
            raise NetworkError("the answer is nested too deep") from None
        if isinstance(answer.get("result"), dict):
            for known in OUR_OWN:
                answer["result"].pop(known, None)
        return answer


def parsed(payload: bytes) -> dict[str, Any]:
    """An answer of Telegram as plain data.

    Raises
    ------
    NetworkError
        Where it is none.
    RecursionError
        Where it is nested too deep for any parser.
    """
    try:
        answer = json.loads(payload.decode(errors="replace"))
    except ValueError:
        raise NetworkError("the answer is no JSON") from None
    if not isinstance(answer, dict) or (answer.get("ok") is not False and "result" not in answer):
        raise NetworkError("the answer is not one of Telegram's")
    return answer
