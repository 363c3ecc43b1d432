"""`matinee migrate-storage`."""

import asyncio
import time
from collections.abc import Mapping
from pathlib import Path

import typer

from bot.preparing import progress_bars
from bot.storage.moving.moving import Summary, moved
from bot.storage.places import Place, place_of
from recengine.errors import MatineeError


def migrate_command(source: str, target: str) -> None:
    """Move everything, and say what was moved and what to do now.

    Raises
    ------
    MatineeError
        Where one of them is no database, a bot runs on it, or the target is not empty; nothing is changed then.
    """
    there, here = _place(source), _place(target)
    began = time.monotonic()
    with progress_bars() as bars:
        found = asyncio.run(moved(there, here, progress=bars.progress))
    for line in _report(there, here, found, time.monotonic() - began):
        typer.echo(line)


def _place(text: str) -> Place:
    """A URL, or the path of a SQLite file."""
    if "://" not in text:
        return Path(text).expanduser().absolute()
    try:
        return place_of(text)
    except ValueError as error:
        raise MatineeError(f"That database cannot be read: {error}, or the path of a file") from None


def _report(there: Place, here: Place, found: Mapping[str, Summary], seconds: float) -> list[str]:
    rows = sum(summary.rows for summary in found.values())
    people, ratings = found["users"].rows, found["ratings"].rows
    lines = [
        f"{there} is copied to {here} in {seconds:.1f} s: {rows:,} rows of {len(found)} tables, among them "
        f"{people:,} people and {ratings:,} ratings.",
        "Every table was read back: numbers of rows and checksums agree.",
    ]
    setting = f"sqlite:///{here}" if isinstance(here, Path) else f"{here.without_password} (with its password)"
    return [
        *lines,
        f"Now set DATABASE_URL={setting} in .env, and start the bot.",
        f"{there} is left as it was. Throw it away once all is well: /delete does not reach it.",
    ]
