"""The gate before the inbox: nobody's haste becomes anybody else's wait, and what waits stays bounded."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Clock = Callable[[], float]

SWEEP = 1024
"""After so many updates those are forgotten who have been quiet for long enough."""


@dataclass(frozen=True, slots=True)
class Patience:
    """What one person may send, and how much may wait.

    A file is one update, however many films are in it.

    Attributes
    ----------
    at_once, per_second
        So many updates in a burst, and so many a second in the long run.
    inline_at_once, inline_per_second
        The same for what is typed behind the bot's name in other chats.
    waiting
        Updates of one person that may wait to be answered.
    in_all
        Updates of everybody that may wait; beyond that Telegram keeps them.
    """

    at_once: int = 60
    per_second: float = 2.0
    inline_at_once: int = 30
    inline_per_second: float = 3.0
    waiting: int = 60
    in_all: int = 2000


ENDLESS = Patience(at_once=10**9, per_second=1e9, inline_at_once=10**9, inline_per_second=1e9, waiting=10**9)
"""For machines that press faster than people do."""


class Allowance:
    """How much each person may do: a bucket of tokens that fills up again; full ones are forgotten.

    Parameters
    ----------
    clock
        Seconds that never go back.
    """

    def __init__(self, at_once: int, per_second: float, *, clock: Clock = time.monotonic) -> None:
        self._each = 1 / per_second
        self._most = at_once / per_second
        self._clock = clock
        self._full_at: dict[int, float] = {}
        self._taken = 0

    def __len__(self) -> int:
        return len(self._full_at)

    def take(self, person: int) -> bool:
        """Take a token; False where there is none."""
        now = self._clock()
        self._sweep(now)
        full_at = max(self._full_at.get(person, now), now) + self._each
        if full_at - now > self._most + self._each / 1000:  # what rounding may add up to
            return False
        self._full_at[person] = full_at
        return True

    def give_back(self, person: int) -> None:
        """Undo a `take`."""
        if person in self._full_at:
            self._full_at[person] -= self._each

    def is_full(self, person: int) -> bool:
        """Whether a person has been quiet for so long that nothing of it matters any more."""
        return self._full_at.get(person, 0.0) <= self._clock()

    def _sweep(self, now: float) -> None:
        self._taken += 1
        if self._taken % SWEEP == 0:
            self._full_at = {person: full_at for person, full_at in self._full_at.items() if full_at > now}


class Gate:
    """Who may send how much, and how much waits."""

    def __init__(self, patience: Patience | None = None, *, clock: Clock = time.monotonic) -> None:
        self._patience = patience = patience or Patience()
        self._updates = Allowance(patience.at_once, patience.per_second, clock=clock)
        self._inline = Allowance(patience.inline_at_once, patience.inline_per_second, clock=clock)
        self._waiting: dict[int, int] = {}
        self._all = 0
        self._room = asyncio.Event()
        self._told: set[int] = set()

    @property
    def waiting(self) -> int:
        """How many updates wait to be answered."""
        return self._all

    @property
    def is_full(self) -> bool:
        """Whether there is no room for anybody's update now."""
        return self._all >= self._patience.in_all

    @property
    def places(self) -> int:
        """For how many updates there is room now."""
        return max(0, self._patience.in_all - self._all)

    async def room(self) -> None:
        """Wait until there is room."""
        while self.is_full:
            self._room.clear()
            await self._room.wait()

    def admit(self, person: int, *, inline: bool = False) -> bool:
        """Let an update in; it waits from now on. False where its person sent too many."""
        allowance = self._inline if inline else self._updates
        if self._told and allowance.is_full(person):
            self._told.discard(person)
        if self._waiting.get(person, 0) >= self._patience.waiting or not allowance.take(person):
            return False
        self.enter(person)
        return True

    def forgive(self, person: int) -> None:
        """An update that was let in does not count after all: it is known already, or has to come again."""
        self._updates.give_back(person)
        self.leave(person)

    def enter(self, person: int) -> None:
        """An update waits, whatever its person sent."""
        self._waiting[person] = self._waiting.get(person, 0) + 1
        self._all += 1

    def leave(self, person: int) -> None:
        """An update was answered."""
        waiting = self._waiting.get(person, 0)
        if not waiting:
            return
        self._all -= 1
        self._room.set()
        if waiting > 1:
            self._waiting[person] = waiting - 1
        else:
            del self._waiting[person]

    def counted(self, waiting: Mapping[int, int]) -> None:
        """So many updates wait by person, wherever they came in: other workers take and answer some."""
        self._waiting = dict(waiting)
        self._all = sum(waiting.values())
        self._room.set()

    def tell(self, person: int) -> bool:
        """Whether to tell a person that they are too fast: once, until they have been quiet for a while."""
        if person in self._told:
            return False
        if len(self._told) >= SWEEP:
            self._told = {other for other in self._told if not self._updates.is_full(other)}
        self._told.add(person)
        return True
