"""Whether memory is let go of."""

import asyncio
import weakref
from typing import Any


async def freed(*references: "weakref.ref[Any]") -> bool:
    """Whether nobody holds these in the end: loop and threads let go of what they ran last, each in its time."""
    try:
        async with asyncio.timeout(10):
            while any(reference() is not None for reference in references):  # noqa: ASYNC110
                await asyncio.sleep(0.001)
    except TimeoutError:
        return False
    return True
