"""What goes in and out is counted and timed on its way."""

import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError, TimedOut
from telegram.ext import BaseRateLimiter, ContextTypes

from bot.metrics import Metrics

_KINDS = ("message", "edited_message", "callback_query", "inline_query", "poll_answer", "my_chat_member")
_OUTCOMES: tuple[tuple[type[TelegramError], str], ...] = (
    (RetryAfter, "limited"),
    (Forbidden, "forbidden"),
    (BadRequest, "refused"),
    (TimedOut, "timed out"),
)
_SHOWN = ("send", "edit", "copy")

Call = Callable[..., Coroutine[Any, Any, Any]]


class MeasuredHandler:
    """Hands updates on, and notes of which kind they are and how long they are in hand."""

    def __init__(self, handle: Callable[[Update, Any], Awaitable[None]], metrics: Metrics) -> None:
        self._handle = handle
        self._metrics = metrics

    async def __call__(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        begun = time.perf_counter()
        chat = update.effective_chat
        if chat is not None and chat.type == chat.PRIVATE:  # in a group most of what is said asks for no answer
            self._metrics.asked(chat.id)
        try:
            await self._handle(update, context)
        finally:
            self._metrics.update(kind_of(update), time.perf_counter() - begun)


class MeasuredCalls(BaseRateLimiter[Any]):
    """Passes calls on to a rate limiter, and notes how each attempt ended."""

    def __init__(self, limiter: BaseRateLimiter[Any], metrics: Metrics) -> None:
        self._limiter = limiter
        self._metrics = metrics

    async def initialize(self) -> None:
        """See `BaseRateLimiter.initialize`."""
        await self._limiter.initialize()

    async def shutdown(self) -> None:
        """See `BaseRateLimiter.shutdown`."""
        await self._limiter.shutdown()

    async def process_request(
        self, callback: Call, args: Any, kwargs: dict[str, Any], endpoint: str, data: dict[str, Any],
        rate_limit_args: Any,
    ) -> Any:  # fmt: skip
        """See `BaseRateLimiter.process_request`."""

        async def noted(*args: Any, **kwargs: Any) -> Any:
            try:
                result = await callback(*args, **kwargs)
            except TelegramError as error:
                self._metrics.called(endpoint, outcome_of(error))
                raise
            self._metrics.called(endpoint, "ok")
            if endpoint.startswith(_SHOWN) and isinstance(data.get("chat_id"), int):
                self._metrics.answered(data["chat_id"])
            return result

        return await self._limiter.process_request(noted, args, kwargs, endpoint, data, rate_limit_args)


def kind_of(update: Update) -> str:
    """Its kind, as Telegram names it."""
    return next((kind for kind in _KINDS if getattr(update, kind) is not None), "other")


def outcome_of(error: TelegramError) -> str:
    """How a call went wrong."""
    return next((outcome for kind, outcome in _OUTCOMES if isinstance(error, kind)), "failed")
