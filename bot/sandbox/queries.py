"""Callback and inline queries that wait for the bot's one answer, and inline results to be chosen."""

from __future__ import annotations

import asyncio
import itertools
from collections import OrderedDict
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.model import Content

Answer = dict[str, Any]
MOST_KEPT = 200


class PendingQueries:
    """Queries by id. Each takes one answer, and none after its time is over."""

    def __init__(self, first_id: int) -> None:
        self._ids = itertools.count(first_id)
        self._waiting: dict[str, asyncio.Future[Answer | None]] = {}

    def open(self) -> str:
        """A new query; returns its id."""
        query_id = str(next(self._ids))
        self._waiting[query_id] = asyncio.get_running_loop().create_future()
        return query_id

    def answer(self, query_id: str, answer: Answer) -> None:
        """Give the one answer.

        Raises
        ------
        ApiError
            400 ``query is too old ...`` for an unknown, answered or expired query.
        """
        waiting = self._waiting.get(query_id)
        if waiting is None or waiting.done():
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        waiting.set_result(answer)

    async def wait(self, query_id: str, seconds: float) -> Answer | None:
        """The answer, or None when ``seconds`` are over; the query ends either way."""
        try:
            async with asyncio.timeout(seconds):
                return await self._waiting[query_id]
        except TimeoutError:
            return None
        finally:
            del self._waiting[query_id]

    def close(self) -> None:
        """Let everyone who waits go on without an answer."""
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_result(None)


class InlineResults:
    """The latest results by query and result id, for those that are chosen."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, dict[str, Content]] = OrderedDict()

    def keep(self, query_id: str, results: dict[str, Content]) -> None:
        """Remember what each result would put into a chat; the oldest queries are forgotten."""
        self._kept[query_id] = results
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)

    def get(self, query_id: str, result_id: str) -> Content | None:
        """What a result puts into a chat, or None where it is not known (any more)."""
        return self._kept.get(query_id, {}).get(result_id)
