"""Lines that repeat are summed up, so that a log does not grow without end while something stays broken."""

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

WRITTEN = 3
"""So many of a kind are written in a span; the rest is counted."""

FIRST_SPAN, LONGEST_SPAN = 10.0, 3600.0
"""Seconds; while a kind goes on, each span is twice as long as the one before."""

MOST_KINDS = 500
"""Kinds that are remembered; beyond that the one that was seen longest ago is forgotten."""


@dataclass(slots=True)
class _Kind:
    since: float
    span: float = FIRST_SPAN
    seen: int = 0

    @property
    def missed(self) -> int:
        return max(0, self.seen - WRITTEN)


class Repetition(logging.Filter):
    """Lets the first few records of a kind pass in each span, and tells with the next one how many there were.

    A warning's kind is its logger, its message before values were put in, and where its exception came from;
    other records have to be equal to be of one kind.
    """

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._kinds: OrderedDict[tuple[object, ...], _Kind] = OrderedDict()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is to be written; one that is may be told how many of its kind were not."""
        now, key = self._clock(), _key(record)
        kind = self._kinds.setdefault(key, _Kind(now))
        self._kinds.move_to_end(key)
        if len(self._kinds) > MOST_KINDS:
            self._kinds.popitem(last=False)
        if now - kind.since >= kind.span:
            if kind.missed:
                record.more = kind.missed
            kind.span = min(2 * kind.span, LONGEST_SPAN) if kind.missed else FIRST_SPAN
            kind.since, kind.seen = now, 0
        kind.seen += 1
        if kind.seen > 1:
            record.exc_text = None  # once told, where it came from is known
        if kind.seen == WRITTEN:
            record.quiet = kind.span
        return kind.seen <= WRITTEN

    def rest(self) -> int:
        """How many records were not written and not told of yet."""
        return sum(kind.missed for kind in self._kinds.values())


def _key(record: logging.LogRecord) -> tuple[object, ...]:
    text = getattr(record, "template", record.msg) if record.levelno >= logging.WARNING else record.getMessage()
    return record.name, record.levelno, text, getattr(record, "cause", "")
