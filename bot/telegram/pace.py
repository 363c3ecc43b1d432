"""How fast the bot may call Telegram: new messages at the pace that it allows, and never while it said «wait»."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

CALLS_AT_ONCE = 24
"""Calls under way; more only wait for each other's connections."""

EPHEMERAL = frozenset({"answerCallbackQuery", "answerInlineQuery", "sendChatAction"})
"""Of no use later: while Telegram said «wait» they are let go."""

AT_ONCE = 1
"""As a call's `rate_limit_args`: it is of no use later either."""

MARGIN = 0.05
"""Seconds more than Telegram asked to wait: clocks differ."""

MOST_KEPT = 512
"""Beyond so many, chats that have nothing to wait for are forgotten."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many messages a second on the average, and so many at once after a silence."""

    per_second: float
    burst: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Telegram's: about 30 messages a second in all, 20 a minute in a group, one a second in a chat for long."""

    overall: Rate = Rate(30, 30)
    group: Rate = Rate(20 / 60, 20)
    chat: Rate = Rate(1, 10)


_QUICK = Rate(1000, 1000)
UNHURRIED = Limits(_QUICK, _QUICK, _QUICK)
"""For programs that tap faster than people, on a stand-in that has no limits."""


class Schedule:
    """When the next message may go, by the generic cell rate algorithm (ITU-T I.371, annex A)."""

    def __init__(self, rate: Rate) -> None:
        self._gap = 1 / rate.per_second
        self._ahead = (rate.burst - 1) * self._gap
        self._due = float("-inf")

    def reserve(self, now: float) -> float:
        """Take the next free place; returns its time, `now` or later."""
        start = max(now, self._due - self._ahead)
        self._due = max(now, self._due) + self._gap
        return start

    def idle(self, now: float) -> bool:
        """Whether it is as good as new."""
        return self._due <= now


class Pace(BaseRateLimiter[int]):
    """Keeps all calls of a bot within Telegram's limits.

    A new message waits for its place among those of its chat, then among all. Edits and answers to taps are no new
    messages and go at once. After a 429 nothing is sent to the chat it was about until its `retry_after` is over;
    Telegram does not tell whether it meant the chat or the bot as a whole, and as every chat is told for itself, that
    costs one refused call a chat at most. A 429 to a call about no chat holds up calls of that method.
    Calls to one chat go one after the other, so that none is under way while another one is told to wait.

    Parameters
    ----------
    clock, sleep
        Seconds that never go back, and how to wait for some.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._limits = limits or Limits()
        self._clock = clock
        self._sleep = sleep
        self._slots = asyncio.Semaphore(CALLS_AT_ONCE)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()  # those that somebody waits for
        self._overall = Schedule(self._limits.overall)
        self._chats: dict[str, Schedule] = {}
        self._closed_until: dict[str, float] = {}

    async def initialize(self) -> None:
        """Nothing to set up."""

    async def shutdown(self) -> None:
        """Nothing to tear down."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:
        """Call when it is time.

        Raises
        ------
        RetryAfter
            Where Telegram says so, and, without a call, for what would come too late while it is to be waited.
        """
        chat_id = _chat_of(data)
        ephemeral = endpoint in EPHEMERAL or rate_limit_args == AT_ONCE
        door = endpoint if chat_id is None else str(chat_id)
        if endpoint.startswith("send") and endpoint not in EPHEMERAL and chat_id is not None:
            await self._until(self._chat(str(chat_id)).reserve(self._clock()))
            await self._opened(door, ephemeral)
            await self._until(self._overall.reserve(self._clock()))
        while True:
            await self._opened(door, ephemeral)
            async with self._turn(chat_id), self._slots:
                if self._wait(door) > 0:
                    continue  # closed while this call waited for its turn
                return await self._call(callback, args, kwargs, door)

    def _turn(self, chat_id: Any) -> contextlib.AbstractAsyncContextManager[object]:
        """Held by one call to a chat at a time, first come, first served; calls about no chat hold nobody up."""
        if chat_id is None:
            return contextlib.nullcontext()
        return self._turns.setdefault(str(chat_id), asyncio.Lock())

    async def _call(
        self, callback: Callable[..., Coroutine[Any, Any, Any]], args: Any, kwargs: dict[str, Any], door: str
    ) -> Any:
        try:
            return await callback(*args, **kwargs)
        except RetryAfter as error:
            self._close(door, self._clock() + seconds_of(error) + MARGIN)
            raise

    def _close(self, door: str, until: float) -> None:
        if len(self._closed_until) >= MOST_KEPT:
            now = self._clock()
            self._closed_until = {d: u for d, u in self._closed_until.items() if u > now}
        self._closed_until[door] = max(until, self._closed_until.get(door, until))

    async def _opened(self, door: str, ephemeral: bool) -> None:
        while (wait := self._wait(door)) > 0:
            if ephemeral:
                raise RetryAfter(max(1, round(wait)))
            await self._sleep(wait)

    def _wait(self, door: str) -> float:
        """Seconds until calls through this door are welcome again."""
        until = self._closed_until.get(door)
        if until is None:
            return 0.0
        wait = until - self._clock()
        if wait <= 0:
            del self._closed_until[door]
        return wait

    async def _until(self, start: float) -> None:
        wait = start - self._clock()
        if wait > 0:
            await self._sleep(wait)

    def _chat(self, chat_id: str) -> Schedule:
        found = self._chats.get(chat_id)
        if found is None:
            self._forget()
            # Ids of groups and channels are negative; a name is that of a public one.
            private = chat_id.isdecimal()
            found = self._chats[chat_id] = Schedule(self._limits.chat if private else self._limits.group)
        return found

    def _forget(self) -> None:
        """Drop chats whose schedules are as good as new, now and then."""
        if len(self._chats) < MOST_KEPT or len(self._chats) & (len(self._chats) - 1):
            return  # looked through at 512, 1024, 2048 ..., so that looking stays cheap
        now = self._clock()
        self._chats = {chat: schedule for chat, schedule in self._chats.items() if not schedule.idle(now)}


def _chat_of(data: dict[str, Any]) -> Any:
    """The chat that a call names, by itself or as the scope of a command menu."""
    scope = data.get("scope")
    return data.get("chat_id", getattr(scope, "chat_id", None))


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    after = error.retry_after
    return after.total_seconds() if hasattr(after, "total_seconds") else float(after)
