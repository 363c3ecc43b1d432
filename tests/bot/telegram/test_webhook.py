"""The webhook takes what Telegram brings, and nothing else."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from telegram import Bot

from bot.storage.kept import StorageError
from bot.storage.sqlite import SqliteStorage
from bot.telegram.gate import Gate, Patience
from bot.telegram.inbox import DurableQueue
from bot.telegram.webhook import HEADER, MOST_BYTES, PATH, webhook_app
from tests.bot.telegram.updates import said

SECRET = "hush-hush-hush"


@dataclass
class Hook:
    """The webhook, its client, and what is behind it."""

    http: httpx.AsyncClient
    app: Starlette
    storage: SqliteStorage
    queue: DurableQueue
    is_well: bool = True

    async def well(self) -> bool:
        return self.is_well

    async def post(self, body: Any, *, secret: str | None = SECRET) -> int:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {} if secret is None else {HEADER: secret}
        return (await self.http.post(PATH, content=content, headers=headers)).status_code


@pytest.fixture
async def hook(tmp_path: Path) -> AsyncIterator[Hook]:
    storage = SqliteStorage(tmp_path / "matinee.sqlite3")
    await storage.open()
    queue = DurableQueue(storage)
    app = webhook_app(queue, storage, bot=Bot("1:a-token"), secret=SECRET, well=lambda: made.well())
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://bot.example.org") as http:
        made = Hook(http, app, storage, queue)
        yield made
    await storage.close()


async def test_an_update_is_answered_once_it_is_committed(hook: Hook) -> None:
    assert await hook.post(said(1, "heat")) == 200
    assert [update.update_id for update in await hook.storage.pending()] == [1]
    assert hook.queue.qsize() == 1
    assert await hook.post(said(1, "heat")) == 200
    assert hook.queue.qsize() == 1


@pytest.mark.parametrize("secret", [None, "", "hush", SECRET + "!", "HUSH-HUSH-HUSH"])
async def test_without_the_secret_nothing_is_taken(hook: Hook, secret: str | None) -> None:
    assert await hook.post(said(1, "heat"), secret=secret) == 403
    assert await hook.storage.pending() == []


@pytest.mark.parametrize("secrets", [[SECRET, "other"], ["other", SECRET], [SECRET, SECRET]])
async def test_a_secret_said_twice_is_none(hook: Hook, secrets: list[str]) -> None:
    response = await hook.http.post(PATH, json=said(1, "heat"), headers=[(HEADER, secret) for secret in secrets])
    assert response.status_code == 403
    assert await hook.storage.pending() == []


async def test_a_body_larger_than_any_update_is_refused(hook: Hook) -> None:
    assert await hook.post(b"[" + b" " * MOST_BYTES + b"]") == 413


async def test_a_call_that_breaks_off_is_no_error(hook: Hook) -> None:
    said_so_far = iter([{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}])
    answers: list[Any] = []

    async def receive() -> Any:
        return next(said_so_far)

    async def send(message: Any) -> None:
        answers.append(message)

    headers = [(HEADER.lower().encode(), SECRET.encode())]
    scope = {"type": "http", "method": "POST", "path": PATH, "headers": headers, "query_string": b""}
    await hook.app(scope, receive, send)
    assert answers[0]["status"] == 400
    assert await hook.storage.pending() == []


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"null", b"[]", b"{}", b'{"update_id": "1"}', b'{"update_id": 1e999}',
     b'{"update_id": NaN}', b'{"update_id": true}', b'{"update_id": 123456789012345678901234567890}'],
)  # fmt: skip
async def test_what_is_no_update_is_refused(hook: Hook, body: bytes) -> None:
    assert await hook.post(body) == 400
    assert await hook.storage.pending() == []


async def test_an_update_that_cannot_be_parsed_is_set_aside_and_not_sent_again(hook: Hook) -> None:
    assert await hook.post({"update_id": 5, "message": {"text": "no id"}}) == 200
    counts = await hook.storage.counts()
    assert (counts["pending"], counts["quarantined"]) == (0, 1)
    assert hook.queue.empty()


async def test_an_update_that_cannot_be_committed_is_not_acknowledged(
    hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(update_id: int, lane: int | str, payload: str) -> bool:
        raise StorageError("the disk is full")

    for method in ("receive", "quarantine"):
        monkeypatch.setattr(hook.storage, method, full)
    assert await hook.post(said(1, "heat")) == 503
    assert await hook.post(said(1, "heat") | {"message": 3}) == 503
    monkeypatch.undo()
    assert await hook.post(said(1, "heat")) == 200
    assert hook.queue.qsize() == 1


@pytest.mark.parametrize(("method", "path", "status"), [("GET", PATH, 405), ("POST", "/", 404)])
async def test_there_is_only_one_way_in(hook: Hook, method: str, path: str, status: int) -> None:
    assert (await hook.http.request(method, path, headers={HEADER: SECRET})).status_code == status


async def test_where_too_much_waits_telegram_is_to_bring_it_again(hook: Hook) -> None:
    hook.queue._gate = Gate(Patience(in_all=1))
    assert await hook.post(said(1, "heat", sender=1)) == 200
    assert await hook.post(said(2, "heat", sender=2)) == 503
    assert [update.update_id for update in await hook.storage.pending()] == [1]
    hook.queue._gate.leave(1)
    assert await hook.post(said(2, "heat", sender=2)) == 200


async def test_one_too_many_of_a_person_is_not_brought_again(hook: Hook) -> None:
    hook.queue._gate = Gate(Patience(at_once=1, per_second=0.001))
    assert [await hook.post(said(update_id, "heat", sender=5)) for update_id in (1, 2)] == [200, 200]
    assert [update.update_id for update in await hook.storage.pending()] == [1]


async def test_a_load_balancer_is_told_whether_all_is_well_and_nothing_else(hook: Hook) -> None:
    told = await hook.http.get("/healthz")
    assert (told.status_code, told.json()) == (200, {"status": "ok"})
    hook.is_well = False
    told = await hook.http.get("/healthz")
    assert (told.status_code, told.json()) == (503, {"status": "trouble"})
    assert (await hook.http.post("/healthz")).status_code == 405
