"""Faults on purpose: which calls of the Bot API go wrong, and how; and a log of calls while somebody asks for it."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Fault(StrEnum):
    """What may become of a call."""

    FLOOD = "429"
    FORBIDDEN = "403"
    ERROR = "500"
    GATEWAY = "502 with HTML"
    GARBLED = "malformed JSON"
    HANG = "hang"
    CLOSED_BEFORE = "closed before the effect"
    CLOSED_AFTER = "closed after the effect"
    SLOW = "slow"


PASSING = tuple(fault for fault in Fault if fault is not Fault.FORBIDDEN)
"""Faults after which the same call may succeed. After 403 a bot is right never to try again."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Calls that go wrong.

    Attributes
    ----------
    faults
        One of them is drawn for each call that goes wrong.
    method
        Of the Bot API, or «download» for the bytes of a file; every method where it is None.
    chat_id
        Only calls that name this chat.
    share
        Of the calls that fit, between 0 and 1.
    count
        So many calls go wrong, then no more.
    seconds
        So long the rule holds, from when it is injected.
    retry_after
        Seconds told with a 429.
    delay
        Seconds that a slow call takes.
    """

    faults: tuple[Fault, ...]
    method: str | None = None
    chat_id: int | None = None
    share: float = 1.0
    count: int | None = None
    seconds: float | None = None
    retry_after: int = 1
    delay: float = 1.0


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Bot API.

    Attributes
    ----------
    came, ended
        Seconds on a clock that never goes back.
    outcome
        «ok», «refused», or the fault's name.
    retry_after
        Seconds that a 429 told to wait, else 0.
    """

    method: str
    chat_id: int | None
    came: float
    ended: float
    outcome: str
    retry_after: int = 0


@dataclass
class _Active:
    rule: Rule
    until: float
    left: float


@dataclass
class Faults:
    """The rules that hold now; the same calls under the same seed go wrong in the same way.

    Attributes
    ----------
    closed
        Set at the end: nothing hangs from then on.
    """

    clock: Callable[[], float] = time.monotonic
    closed: asyncio.Event = field(default_factory=asyncio.Event)
    _chance: random.Random = field(default_factory=lambda: random.Random(0))
    _active: list[_Active] = field(default_factory=list)
    _logs: list[list[Call]] = field(default_factory=list)

    def inject(self, *rules: Rule, seed: int | None = None) -> None:
        """Let calls go wrong by these rules, too; the first one that fits a call decides."""
        if seed is not None:
            self._chance.seed(seed)
        for rule in rules:
            until = float("inf") if rule.seconds is None else self.clock() + rule.seconds
            self._active.append(_Active(rule, until, float("inf") if rule.count is None else rule.count))

    def clear(self) -> None:
        """Let everything go right; what hangs stays so until its caller hangs up."""
        self._active.clear()

    def next(self, method: str, chat_id: int | None) -> tuple[Fault, Rule] | None:
        """What is to become of this call; None where it goes right."""
        now = self.clock()
        self._active = [active for active in self._active if active.left > 0 and active.until > now]
        for active in self._active:
            rule = active.rule
            fits = rule.method in (None, method) and rule.chat_id in (None, chat_id)
            if fits and (rule.share >= 1 or self._chance.random() < rule.share):
                active.left -= 1
                return self._chance.choice(rule.faults), rule
        return None

    @contextlib.contextmanager
    def logged(self) -> Iterator[list[Call]]:
        """Calls that end while the block runs; without a block none is kept."""
        calls: list[Call] = []
        self._logs.append(calls)
        try:
            yield calls
        finally:
            self._logs = [log for log in self._logs if log is not calls]

    def note(self, call: Call) -> None:
        """Tell whoever keeps a log."""
        for log in self._logs:
            log.append(call)
