"""How long a turn takes: an update received, facts read, one transaction as a rating makes it."""

import asyncio
import statistics
import time
from dataclasses import dataclass

from benchmarks.storage.filling import films
from bot.storage.base import Storage
from bot.storage.kept import InboxUpdate

AT_ONCE = 8
_FIRST_UPDATE = 10**9


@dataclass(frozen=True, slots=True)
class Turns:
    """Milliseconds a turn, alone; and turns a second where eight people have theirs at once."""

    median: float
    p95: float
    per_second: float


async def measured(storage: Storage, *, count: int) -> Turns:
    """Have so many turns one after the other, and so many side by side."""
    took = [await _turn(storage, number, number % 50 + 1) for number in range(count)]
    began = time.perf_counter()

    async def person(user_id: int) -> None:
        for number in range(count // AT_ONCE):
            await _turn(storage, count * user_id + number, user_id)

    await asyncio.gather(*(person(user_id) for user_id in range(1, AT_ONCE + 1)))
    each = (time.perf_counter() - began) / (count // AT_ONCE * AT_ONCE)
    return Turns(statistics.median(took), statistics.quantiles(took, n=20)[-1], 1 / each)


_KNOWN = films()


async def _turn(storage: Storage, number: int, user_id: int) -> float:
    began = time.perf_counter()
    update_id, film = _FIRST_UPDATE + number, _KNOWN[number % len(_KNOWN)]
    await storage.receive([InboxUpdate(update_id, user_id, '{"message": {"text": "heat 4"}}')])
    await storage.facts(user_id)
    async with storage.transaction() as turn:
        await turn.add_rating(user_id, film, 0.5 + number % 10 / 2)
        await turn.add_suggestion(user_id, _KNOWN[-1 - number % 100], "v1", match=50.0)
        await turn.save_state(user_id, {"n": number}, language="en")
        reply = await turn.enqueue(user_id, {"text": "noted"})
        await turn.finish(update_id)
    await storage.sent(reply.outbox_id)
    return 1000 * (time.perf_counter() - began)
