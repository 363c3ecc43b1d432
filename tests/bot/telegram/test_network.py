"""What goes wrong between the bot and Telegram is a plain error, and is tried again where that does no harm."""

import logging
from collections.abc import Awaitable, Callable

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.telegram.network import Network, persist

ME = {"id": 9000, "is_bot": True, "first_name": "Matinee", "username": "matinee_bot"}


def failing(*errors: TelegramError) -> Callable[[], Awaitable[str]]:
    left = list(errors)

    async def call() -> str:
        if left:
            raise left.pop(0)
        return "done"

    return call


async def test_a_call_is_made_until_it_succeeds(pauses: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    call = failing(NetworkError("a"), NetworkError("b"), RetryAfter(3), TimedOut(), NetworkError("c"))
    assert await persist(call, patience=60) == "done"
    assert pauses == [0.25, 0.5, 3.0, 0.25, 0.5]


@pytest.mark.parametrize("error", [BadRequest("no"), Forbidden("no"), InvalidToken("no")])
async def test_what_another_try_does_not_mend_is_raised_at_once(error: TelegramError, pauses: list[float]) -> None:
    with pytest.raises(type(error)):
        await persist(failing(error), patience=60)
    assert pauses == []


async def test_patience_ends(pauses: list[float]) -> None:
    with pytest.raises(NetworkError):
        await persist(failing(NetworkError("down"), NetworkError("down")), patience=0.3)
    assert pauses == [0.25]


async def asked(*answers: httpx.Response, answer: bool = False) -> int:
    """How many requests it took to make one call over a network that answers so."""
    left, requests = list(answers), 0

    def network(request: httpx.Request) -> httpx.Response:
        nonlocal requests
        requests += 1
        return left.pop(0)

    request = Network(httpx_kwargs={"transport": httpx.MockTransport(network)})
    async with request:
        bot = Bot("1:a-token", request=request)
        await (bot.answer_callback_query("q") if answer else bot.get_me())
    return requests


@pytest.mark.parametrize(
    "bad",
    [httpx.Response(200, content=b'{"ok": tr'), httpx.Response(200, json=[]), httpx.Response(502, html="<html>")],
)
async def test_a_bad_answer_is_an_error_and_no_traceback(
    bad: httpx.Response, caplog: pytest.LogCaptureFixture, pauses: list[float]
) -> None:
    with caplog.at_level(logging.INFO, "telegram"), pytest.raises(NetworkError):
        await asked(bad)
    assert [record for record in caplog.records if record.name.startswith("telegram")] == []


async def test_a_tap_is_answered_although_the_first_answer_got_lost(pauses: list[float]) -> None:
    good = httpx.Response(200, json={"ok": True, "result": True})
    assert await asked(httpx.Response(502), httpx.Response(200, content=b"{"), good, answer=True) == 3
    assert pauses == [0.25, 0.5]


async def test_other_calls_are_made_once() -> None:
    assert await asked(httpx.Response(200, json={"ok": True, "result": ME})) == 1
    with pytest.raises(NetworkError):
        await asked(httpx.Response(500))
