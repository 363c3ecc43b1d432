"""Work that cannot be stopped half-way is seen to its end, whoever is cancelled meanwhile."""

import asyncio
import contextlib
from typing import TypeVar

T = TypeVar("T")


async def to_its_end(work: "asyncio.Future[T]") -> T:
    """The result of some work; a cancellation is heeded once it is over.

    Raises
    ------
    asyncio.CancelledError
        Where whoever waits was cancelled; the work is done all the same, or failed.
    """
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        while not work.done():
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait([work])
        if not work.cancelled():
            work.exception()  # nobody else will ask for it
        raise
