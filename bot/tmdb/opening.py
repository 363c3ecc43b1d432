"""TMDB, opened for as long as a bot runs, and looked at by `matinee check`."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.background import alongside
from bot.tmdb.client import Client, Refused, TmdbError
from bot.tmdb.shelf import Shelf
from bot.tmdb.source import Tmdb


@asynccontextmanager
async def opened(key: str | None, *, url: str, folder: Path) -> AsyncIterator[Tmdb | None]:
    """What TMDB knows, kept in a folder; None without a key. Nothing is asked before something is wanted."""
    if key is None:
        yield None
        return
    tmdb = Tmdb(Client(key, url), Shelf(folder))
    try:
        async with alongside(tmdb.sweep(), name="sweeping what is kept of TMDB's"):
            yield tmdb
    finally:
        await tmdb.close()


def greeted(key: str, *, url: str) -> tuple[bool, str]:
    """Ask TMDB whether it takes a key: False where it refuses it, and a plain line about it.

    That TMDB cannot be asked just now speaks against nothing: the bot does without it.
    """
    return asyncio.run(_greeted(Client(key, url)))


async def _greeted(client: Client) -> tuple[bool, str]:
    try:
        await client.greet()
    except Refused:
        return False, "TMDB refuses TMDB_API_KEY; copy it anew from your account there, or take it out of .env"
    except TmdbError as error:
        return True, f"TMDB cannot be asked now ({error}); cards go without new posters until it can"
    finally:
        await client.close()
    return True, "TMDB takes TMDB_API_KEY; cards show posters"
