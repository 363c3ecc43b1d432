"""Webhooks: in order, with the secret, until they are taken."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox import serve
from bot.sandbox.state import Sandbox
from tests.bot.sandbox.client import SandboxClient
from tests.bot.sandbox.conftest import Caller, until


class Receiver:
    """A bot's webhook that answers with the given statuses first, then 200."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = [*statuses]
        self.calls: list[tuple[str | None, dict[str, Any]]] = []
        self.open = asyncio.Event()
        self.open.set()
        self.app = Starlette(routes=[Route("/hook", self.receive, methods=["POST"])])

    async def receive(self, request: Request) -> Response:
        secret = request.headers.get("x-telegram-bot-api-secret-token")
        self.calls.append((secret, await request.json()))
        await self.open.wait()
        return Response(status_code=self.statuses.pop(0) if self.statuses else 200)

    def texts(self) -> list[str]:
        return [update["message"]["text"] for _, update in self.calls]


@pytest.fixture
def receiver() -> Receiver:
    return Receiver(500, 500)


@pytest.fixture
async def hook(receiver: Receiver) -> AsyncIterator[str]:
    async with serve(receiver.app) as address:
        yield f"{address}/hook"


async def test_updates_are_posted_in_order_and_again_until_taken(
    api: Caller, ada: SandboxClient, receiver: Receiver, hook: str
) -> None:
    await ada.say("one")
    answer = await api.answer("setWebhook", url=hook, secret_token="s3cret_-")
    assert answer == {"ok": True, "result": True, "description": "Webhook was set"}
    await ada.say("two")
    await until(lambda: len(receiver.calls) == 4)
    assert receiver.texts() == ["one", "one", "one", "two"]
    assert {secret for secret, _ in receiver.calls} == {"s3cret_-"}
    info = await api("getWebhookInfo")
    assert info["url"] == hook
    assert info["last_error_message"] == "Wrong response from the webhook: 500 Internal Server Error"
    assert "s3cret" not in str(info)


async def test_polling_and_a_webhook_exclude_each_other(api: Caller, hook: str) -> None:
    await api("setWebhook", url=hook)
    answer = await api.answer("getUpdates")
    assert answer["error_code"] == 409
    assert answer["description"].startswith("Conflict: can't use getUpdates method while webhook is active")
    assert (await api.answer("deleteWebhook"))["description"] == "Webhook was deleted"
    assert await api("getUpdates") == []


async def test_waiting_updates_can_be_dropped(api: Caller, ada: SandboxClient) -> None:
    await ada.say("old")
    await api("deleteWebhook", drop_pending_updates=True)
    assert await api("getUpdates") == []


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"url": "http://example.org/hook"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "nonsense"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "http://localhost/x", "secret_token": "a b"}, "secret token contains unallowed characters"),
    ],
)
async def test_a_webhook_telegram_would_refuse(api: Caller, fields: dict[str, Any], reason: str) -> None:
    assert await api.refusal("setWebhook", **fields) == f"Bad Request: {reason}"


async def test_a_webhook_nobody_answers_keeps_its_updates(api: Caller, ada: SandboxClient, sandbox: Sandbox) -> None:
    await ada.say("kept")
    await api("setWebhook", url="http://127.0.0.1:9/hook")
    await until(lambda: "last_error_message" in sandbox.webhook.info())
    await api("deleteWebhook")
    assert [update["message"]["text"] for update in await api("getUpdates")] == ["kept"]


async def test_nobody_waits_for_an_update_of_somebody_else_and_each_ones_stay_in_order(
    api: Caller, sandbox: Sandbox, ada: SandboxClient, bruno: SandboxClient, receiver: Receiver, hook: str
) -> None:
    receiver.statuses = []
    receiver.open.clear()
    for number in range(2):
        await ada.say(f"ada {number}")
        await bruno.say(f"bruno {number}")
    await api("setWebhook", url=hook)
    await until(lambda: len(receiver.calls) == 2)
    assert sorted(receiver.texts()) == ["ada 0", "bruno 0"]
    receiver.open.set()
    await until(lambda: len(receiver.calls) == 4)
    assert sorted(receiver.texts()[2:]) == ["ada 1", "bruno 1"]
    await until(lambda: not len(sandbox.updates))
