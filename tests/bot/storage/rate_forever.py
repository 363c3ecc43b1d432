"""Rates one film after the other, and prints each as soon as it is committed, until somebody kills it."""

import asyncio
import itertools
import sys
from pathlib import Path

from bot.storage.kept import InboxUpdate
from bot.storage.sqlite import SqliteStorage
from tests.bot.storage.contract import ANN, film


async def main(path: Path) -> None:
    """Acknowledge on standard output, one title a line."""
    storage = SqliteStorage(path)
    await storage.open()
    for number in itertools.count():
        await storage.receive([InboxUpdate(number, ANN, "{}")])
        async with storage.transaction() as turn:
            await turn.add_rating(ANN, film(f"Film {number}", 2000), 4)
            await turn.enqueue(ANN, {"number": number})
            await turn.finish(number)
        sys.stdout.write(f"Film {number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
