"""Updates and calls are counted on their way, and pass unchanged."""

from collections.abc import Callable
from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import BaseRateLimiter

from bot.metrics import Metrics
from bot.telegram.measuring import MeasuredCalls, MeasuredHandler
from tests.bot.telegram.updates import parsed, said, tapped


class Passing(BaseRateLimiter[Any]):
    """Lets each call pass at once."""

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def process_request(self, callback: Any, args: Any, kwargs: Any, *rest: Any) -> Any:
        return await callback(*args, **kwargs)


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(name, labels)


async def test_updates_are_counted_even_where_handling_fails() -> None:
    metrics = Metrics()

    async def handle(update: Any, context: Any) -> None:
        if update.callback_query:
            raise LookupError

    handler = MeasuredHandler(handle, metrics)
    await handler(parsed(said(1, "heat")), None)  # type: ignore[arg-type]
    with pytest.raises(LookupError):
        await handler(parsed(tapped(2, "close")), None)  # type: ignore[arg-type]
    await handler(parsed({"update_id": 3}), None)  # type: ignore[arg-type]
    for kind in ("message", "callback_query", "other"):
        assert value(metrics, "matinee_updates_total", kind=kind) == 1


async def test_what_is_shown_in_a_chat_answers_who_asked_there() -> None:
    metrics = Metrics()
    calls = MeasuredCalls(Passing(), metrics)

    async def answer(update: Any, context: Any) -> None:
        for endpoint in ("answerCallbackQuery", "sendMessage", "editMessageText"):
            await calls.process_request(call, (), {}, endpoint, {"chat_id": update.effective_chat.id}, None)

    async def call() -> str:
        return "done"

    handler = MeasuredHandler(answer, metrics)
    await handler(parsed(said(1, "heat", sender=5)), None)  # type: ignore[arg-type]
    await handler(parsed(said(2, "heat", sender=5, place=-77)), None)  # type: ignore[arg-type]
    assert value(metrics, "matinee_reply_seconds_count") == 1
    assert value(metrics, "matinee_telegram_calls_total", method="sendMessage", outcome="ok") == 2
    assert await calls.process_request(call, (), {}, "getMe", {}, None) == "done"


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (lambda: RetryAfter(3), "limited"),
        (lambda: Forbidden("blocked"), "forbidden"),
        (lambda: BadRequest("no"), "refused"),
        (lambda: TimedOut(), "timed out"),
        (lambda: NetworkError("down"), "failed"),
    ],
)
async def test_a_call_that_fails_is_counted_and_fails_on(
    error: Callable[[], TelegramError], outcome: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # as the running bot has it
    metrics = Metrics()

    async def call() -> None:
        raise error()

    with pytest.raises(TelegramError):
        await MeasuredCalls(Passing(), metrics).process_request(call, (), {}, "sendMessage", {"chat_id": 5}, None)
    assert value(metrics, "matinee_telegram_calls_total", method="sendMessage", outcome=outcome) == 1
