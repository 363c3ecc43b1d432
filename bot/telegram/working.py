"""How a bot comes by its updates and gets its replies sent: alone, or as one of several workers."""

from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from bot.storage.base import Storage
from bot.telegram.gate import Gate
from bot.telegram.inbox import DurableQueue
from bot.telegram.lanes import Lanes
from bot.telegram.outbox import Letters, Outbox
from bot.telegram.starting import App

Chore = Callable[[], Coroutine[Any, Any, None]]
"""Something that one process at a time looks after, until it is broken off; begun anew by the next one."""

Gone = Callable[[int], None]


class NewOutbox(Protocol):
    """Makes an outbox that sends; `gone` is told the id of each reply that has left it."""

    def __call__(self, gone: Gone | None = None) -> Outbox: ...


@dataclass(frozen=True, slots=True)
class Tools:
    """The parts of a bot that work is done with.

    Attributes
    ----------
    poll_sent
        Looks at the movie night of a chat whose votes may have come before its poll was known.
    """

    application: App
    storage: Storage
    queue: DurableQueue
    lanes: Lanes
    gate: Gate
    outbox: NewOutbox
    poll_sent: Callable[[int], Awaitable[None]]


class Work(Protocol):
    """Whose updates this process handles, and whether it sends."""

    @property
    def letters(self) -> Letters:
        """Where replies go."""

    def lane(self, lane: int) -> AbstractAsyncContextManager[None]:
        """Hold a person's lane: no turn of theirs runs until the block ends."""

    async def take_up(self) -> None:
        """Go on with what was left undone, before anything new is taken."""

    def looking_after(self, *chores: Chore) -> AbstractAsyncContextManager[None]:
        """Work from now on, and do these chores while it is this process that does them."""

    async def close(self, *, patience: float) -> None:
        """Begin no turn any more, and give those under way `patience` seconds."""

    async def drain(self, *, patience: float) -> None:
        """Send what waits for `patience` seconds; the rest is sent later."""

    async def rest(self) -> None:
        """The process ends in order."""


Working = Callable[[Tools], Work]
