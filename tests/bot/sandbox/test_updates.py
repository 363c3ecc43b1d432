"""getUpdates: long poll, acknowledgement by offset, conflicts."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.state import Sandbox
from bot.sandbox.updates import UpdateQueue
from tests.bot.sandbox.client import ADA, SandboxClient
from tests.bot.sandbox.conftest import Caller, until


def ids(updates: list[dict[str, Any]]) -> list[int]:
    return [update["update_id"] for update in updates]


def filled(count: int) -> UpdateQueue:
    queue = UpdateQueue(100)
    for number in range(count):
        queue.add("message", {"text": str(number)})
    return queue


def test_updates_come_again_until_an_offset_confirms_them() -> None:
    queue = filled(3)
    assert ids(queue.fetch()) == [100, 101, 102]
    assert ids(queue.fetch(0)) == [100, 101, 102]
    assert ids(queue.fetch(101)) == [101, 102]
    assert ids(queue.fetch(100)) == [101, 102]
    assert ids(queue.fetch(103)) == []
    assert len(queue) == 0


def test_a_limit_does_not_confirm_the_rest() -> None:
    queue = filled(3)
    assert ids(queue.fetch(limit=1)) == [100]
    assert ids(queue.fetch(limit=0)) == [100]
    assert ids(queue.fetch(limit=5000)) == [100, 101, 102]


def test_a_negative_offset_forgets_all_but_the_last() -> None:
    queue = filled(3)
    assert ids(queue.fetch(-1)) == [102]
    assert ids(queue.fetch()) == [102]


def test_allowed_updates_apply_from_then_on_and_stay() -> None:
    queue = filled(1)
    queue.allow(["callback_query"])
    queue.add("message", {})
    queue.add("callback_query", {})
    queue.allow(None)
    queue.add("message", {})
    assert [sorted(update)[0] for update in queue.fetch()] == ["message", "callback_query"]
    queue.allow([])
    queue.add("message", {})
    queue.add("chat_member", {})
    assert [sorted(update)[0] for update in queue.fetch()] == ["message", "callback_query", "message"]


def test_what_was_queued_does_not_change_later() -> None:
    queue = UpdateQueue(1)
    payload = {"text": "before"}
    queue.add("message", payload)
    payload["text"] = "after"
    assert queue.fetch()[0]["message"]["text"] == "before"


async def test_a_poll_waits_for_the_next_update() -> None:
    queue = UpdateQueue(1)
    poll = asyncio.create_task(queue.poll(0, 100, 50))
    await asyncio.sleep(0)
    assert not poll.done()
    queue.add("message", {})
    assert ids(await poll) == [1]


async def test_a_poll_without_news_ends_empty() -> None:
    assert await UpdateQueue(1).poll(0, 100, 0.01) == []


async def test_a_second_poll_ends_the_first_with_conflict() -> None:
    queue = UpdateQueue(1)
    first = asyncio.create_task(queue.poll(0, 100, 50))
    await asyncio.sleep(0)
    second = asyncio.create_task(queue.poll(0, 100, 50))
    with pytest.raises(ApiError, match="Conflict: terminated by other getUpdates request"):
        await first
    queue.add("message", {})
    assert ids(await second) == [1]


async def test_polls_end_when_the_queue_closes() -> None:
    queue = UpdateQueue(1)
    poll = asyncio.create_task(queue.poll(0, 100, 50))
    await asyncio.sleep(0)
    queue.close()
    assert await poll == []
    assert await queue.poll(0, 100, 50) == []


async def test_over_http_a_long_poll_brings_what_is_said_meanwhile(wired: Caller, ada: SandboxClient) -> None:
    poll = asyncio.create_task(wired("getUpdates", timeout=20))
    await ada.say("hello")
    (update,) = await poll
    message = update["message"]
    assert message["text"] == "hello"
    assert message["from"] == {
        "id": ADA, "is_bot": False, "first_name": "Ada", "username": "ada", "language_code": "en",
    }  # fmt: skip
    assert message["chat"] == {"id": ADA, "type": "private", "first_name": "Ada", "username": "ada"}
    assert await wired("getUpdates", offset=update["update_id"] + 1) == []


async def test_over_http_one_of_two_polls_gets_409(wired: Caller, sandbox: Sandbox, ada: SandboxClient) -> None:
    first = asyncio.create_task(wired.answer("getUpdates", timeout=20))
    await until(lambda: sandbox.updates.polled)
    second = asyncio.create_task(wired.answer("getUpdates", timeout=20))
    assert (await first)["error_code"] == 409
    await ada.say("hello")
    assert (await second)["result"][0]["message"]["text"] == "hello"


async def test_a_caller_that_hung_up_no_longer_waits(wired: Caller, sandbox: Sandbox) -> None:
    poll = asyncio.create_task(wired.answer("getUpdates", timeout=20))
    await until(lambda: sandbox.updates.polled)
    poll.cancel()
    await until(lambda: not sandbox.updates.polled)
    assert await wired("getUpdates") == []


def test_a_later_run_begins_with_other_ids() -> None:
    earlier, later = Sandbox(clock=lambda: 1_800_000_000.0), Sandbox(clock=lambda: 1_800_000_060.0)
    for sandbox in (earlier, later):
        sandbox.updates.add("message", {})
    assert ids(earlier.updates.fetch()) != ids(later.updates.fetch())
