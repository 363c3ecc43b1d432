"""What came of a comparison of two versions, out of storage."""

from datetime import UTC, date, datetime
from typing import TypeGuard

from bot.stats.comparing import result
from bot.stats.report import Trial
from bot.stats.tally import Halves
from bot.storage.base import Storage
from recengine.persistence.comparison import Comparison


async def tried(storage: Storage | None, comparison: Comparison, *, now: int) -> Trial:
    """What came of a comparison until now or its end, in seconds since 1970; without a storage, nothing."""
    until = (now if comparison.ended is None else comparison.ended) + 1
    halves = Halves()
    if storage is not None:
        halves = await storage.halves(comparison.current, comparison.other, since=comparison.started, until=until)
    ended = None if comparison.ended is None else _day(comparison.ended)
    return Trial(comparison.current, comparison.other, _day(comparison.started), ended, halves, result(halves))


def concerns(comparison: Comparison | None, *, since: int) -> TypeGuard[Comparison]:
    """Whether there is one that runs, or ended no earlier than `since`."""
    return comparison is not None and (comparison.ended is None or comparison.ended >= since)


def _day(at: int) -> date:
    return datetime.fromtimestamp(at, UTC).date()
