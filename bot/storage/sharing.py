"""How workers on one database share its work: who has whose updates in hand, and which of them sends."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from enum import StrEnum
from typing import Protocol

from bot.storage.kept import InboxUpdate, OutboxMessage


class News(StrEnum):
    """What workers tell each other: only that it is worth a look, for it may get lost."""

    UPDATES = "matinee_updates"
    REPLIES = "matinee_replies"


class Claim(Protocol):
    """A lane that this worker holds."""

    async def next(self) -> InboxUpdate | None:
        """Begin the oldest update of the lane that is not done, and count that it is begun; None where none is left.

        `tries` are those before this one: whoever died of it could not tell any more.
        """

    async def put_back(self, update: InboxUpdate) -> None:
        """An update was broken off or could not be saved, through no fault of its own: this try does not count."""


class Sharing(Protocol):
    """What several workers on one database have to agree about. Whatever dies, the database takes note of it.

    Attributes
    ----------
    most
        Lanes that this worker may hold at once.
    """

    most: int

    async def open(self) -> None:
        """Connect.

        Raises
        ------
        StorageError
            Where the database cannot be reached, or is in use by a bot that shares it with nobody.
        """

    async def close(self) -> None:
        """Let go of everything; safe to call twice."""

    def claim(self) -> AbstractAsyncContextManager[Claim | None]:
        """Hold the lane whose update has waited longest among those that nobody holds; None where there is none.

        It is let go at the end of the block, and when this process or its connection dies.

        Raises
        ------
        StorageError
            Where the database does not answer.
        """

    def lane(self, lane: int) -> AbstractAsyncContextManager[None]:
        """Hold a person's lane, after waiting for whoever has it.

        Raises
        ------
        StorageError
            Where the database does not answer.
        """

    async def waiting(self) -> Mapping[int, int]:
        """How many updates wait, by whose they are."""

    def sending(self) -> AbstractAsyncContextManager[asyncio.Event | None]:
        """Be the one worker that sends until the block ends; None where another one is.

        The event is set when the part is lost because the database went away: another worker may have it by then.
        """

    async def unsent(self, known: Collection[int]) -> Sequence[OutboxMessage]:
        """Replies that are not delivered, in order, but for those with these ids."""

    def tell(self, news: News) -> None:
        """Have the other workers look; waits for nothing, and may be lost."""

    def heard(self, news: News) -> asyncio.Event:
        """Set when another worker told something; whoever waits for it clears it."""
