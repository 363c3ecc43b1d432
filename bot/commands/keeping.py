"""`matinee backup`, `restore` and `check`."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from bot.checking import checked
from bot.preparing import progress_bars
from bot.settings import load_settings
from bot.storage.kept import StorageError
from bot.storage.places import Place
from bot.storage.postgres.address import Address
from bot.storage.sqlite_backup import backed_up, default_name
from bot.storage.sqlite_copy import Contents, Progress
from bot.storage.sqlite_restore import put_in_place, staged, users_missing

_QUIET_SECONDS = 1.0
_DUMP = (
    "The database is on PostgreSQL, whose own tool backs it up, also while the bot runs: "
    "pg_dump --format=custom --schema=matinee --file={name}.dump '{url}'"
)
_RESTORE = (
    "The database is on PostgreSQL, whose own tool restores what pg_dump wrote; stop every bot on it, then: "
    "pg_restore --clean --if-exists --single-transaction --dbname='{url}' {name}.dump"
)


def backup_command(file: str | None) -> None:
    """Make a backup; say where it is and what it holds.

    Raises
    ------
    MatineeError
        Where the settings, the database or the disk do not allow it.
    """
    settings = load_settings()
    database = _sqlite(settings.database, _DUMP)
    target = _path(file) if file else settings.backups / default_name(time.time())
    with _bar("copying the database") as progress:
        made = backed_up(database, target, progress=progress)
    typer.echo(f"The database is backed up to {made.path} ({_told(made.contents)}).")


def restore_command(file: str, *, yes: bool) -> None:
    """Verify a backup, ask, and let it take the database's place.

    Raises
    ------
    MatineeError
        Where the backup cannot be used, or a bot runs on the database.
    typer.Abort
        Where the answer is no.
    """
    database = _sqlite(load_settings().database, _RESTORE)
    with _bar("copying the backup") as progress, staged(_path(file), database, progress=progress) as new:
        typer.echo(f"The backup {file} is whole ({_told(new.contents)}).")
        if missing := users_missing(new):
            people = "1 person" if missing == 1 else f"{missing} people"
            typer.echo(f"It brings back {people} whom the database does not have any more, perhaps after /delete.")
        if not yes and sys.stdin.isatty():
            typer.confirm(f"Put it in the place of {database}?", abort=True)
        kept = put_in_place(new, now=time.time())
    older = f" Its schema {new.was} was brought to {new.contents.version}." if new.was != new.contents.version else ""
    typer.echo(f"It is restored to {database}.{older}")
    if kept is not None:
        typer.echo(f"The database of before is kept as {kept}; remove it when you do not need it any more.")


def check_command(*, as_json: bool) -> None:
    """Say what is in order and what is not, one line each.

    Raises
    ------
    typer.Exit
        With code 1 where something is not.
    """
    found = checked()
    well = all(one.ok for one in found)
    if as_json:
        lines = [{"name": one.name, "ok": one.ok, "said": one.said} for one in found]
        typer.echo(json.dumps({"ok": well, "checks": lines}, ensure_ascii=False))
    else:
        for one in found:
            typer.echo(f"{'✓' if one.ok else '✗'} {one.name}: {one.said}")
    if not well:
        raise typer.Exit(1)


@contextmanager
def _bar(phase: str) -> Iterator[Progress]:
    """A progress bar that comes up where the work lasts over a second."""
    began = time.monotonic()
    with progress_bars() as bars:

        def progress(done: float) -> None:
            if time.monotonic() - began > _QUIET_SECONDS:
                bars.progress(phase, done)

        yield progress


def _sqlite(place: Place, instead: str) -> Path:
    """The file that is to be copied; a database on a server is copied by PostgreSQL's own tools."""
    if isinstance(place, Address):
        raise StorageError(instead.format(name=place.name, url=place.without_password))
    return place


def _told(contents: Contents) -> str:
    people, ratings = contents.rows.get("users", 0), contents.rows.get("ratings", 0)
    size = contents.size / 1e6
    return f"{size:.1f} MB, {_some(people, 'person', 'people')}, {_some(ratings, 'rating', 'ratings')}"


def _some(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _path(file: str) -> Path:
    return Path(file).expanduser().absolute()
