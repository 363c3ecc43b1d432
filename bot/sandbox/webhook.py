"""Delivery of updates to a webhook: many at once, those of one person in order, each again until it is taken."""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass
from typing import Any

import httpx

from bot.sandbox.updates import Update, UpdateQueue

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
FIRST_PAUSE = 0.05
LONGEST_PAUSE = 5.0


@dataclass(frozen=True, slots=True)
class Target:
    """Where updates go."""

    url: str
    secret_token: str = ""
    max_connections: int = 40


class Webhook:
    """The one webhook a bot may have."""

    def __init__(self, updates: UpdateQueue) -> None:
        self._updates = updates
        self._task: asyncio.Task[None] | None = None
        self._last_error: tuple[int, str] | None = None
        self.target: Target | None = None

    async def start(self, target: Target) -> None:
        """Deliver to ``target`` from now on; a waiting getUpdates ends with 409."""
        await self.stop()
        self.target = target
        self._last_error = None
        self._updates.interrupt("terminated by setWebhook request")
        self._task = asyncio.create_task(self._deliver(target))

    async def stop(self) -> None:
        """Deliver no more; what waits stays in the queue."""
        self.target = None
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    def info(self) -> dict[str, Any]:
        """A WebhookInfo object."""
        fields: dict[str, Any] = {
            "url": self.target.url if self.target else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates),
        }
        if self.target is not None:
            fields |= {"max_connections": self.target.max_connections, "ip_address": "127.0.0.1"}
        if self.target is not None and self._last_error is not None:
            fields |= {"last_error_date": self._last_error[0], "last_error_message": self._last_error[1]}
        if self._updates.allowed:
            fields["allowed_updates"] = list(self._updates.allowed)
        return fields

    async def _deliver(self, target: Target) -> None:
        headers = {SECRET_HEADER: target.secret_token} if target.secret_token else {}
        connections = asyncio.Semaphore(target.max_connections)
        busy: set[int] = set()

        async def deliver(update: Update, queue: int) -> None:
            try:
                await self._until_taken(client, target.url, update)
            finally:
                busy.discard(queue)
                connections.release()
                self._updates.look_again()

        # trust_env: a proxy from the environment has no business with a webhook on this machine.
        async with (
            httpx.AsyncClient(headers=headers, timeout=30.0, trust_env=False) as client,
            asyncio.TaskGroup() as calls,
        ):
            while True:
                await connections.acquire()
                update = await self._updates.next(lambda update: _queue_of(update) in busy)
                busy.add(queue := _queue_of(update))
                calls.create_task(deliver(update, queue))

    async def _until_taken(self, client: httpx.AsyncClient, url: str, update: Update) -> None:
        pause = FIRST_PAUSE
        while (problem := await _post(client, url, update)) is not None:
            self._last_error = (int(time.time()), problem)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
        self._updates.confirm(update)


def _queue_of(update: Update) -> int:
    """Whose update it is: Telegram brings the next one of a queue only after the one before was taken."""
    about: dict[str, Any] = next(value for key, value in update.items() if key != "update_id")
    sender: dict[str, Any] = about.get("from") or about.get("user") or about.get("chat") or {}
    return int(sender.get("id", 0))


async def _post(client: httpx.AsyncClient, url: str, update: Update) -> str | None:
    """Deliver one update; returns what went wrong, or None."""
    try:
        response = await client.post(url, json=update)
    except httpx.TimeoutException:
        return "Read timeout expired"
    except (httpx.HTTPError, httpx.InvalidURL):
        return "Connection refused"
    if response.is_success:
        return None
    return f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}"
