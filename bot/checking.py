"""Whether all that a bot stands on is in order: settings, database, model, disk, file rights."""

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.settings import Settings, SettingsError, load_settings
from bot.storage.migrate import shipped_migrations
from bot.storage.opening import need_postgres
from bot.storage.postgres.address import Address
from bot.storage.sqlite_copy import verified
from bot.storage.sqlite_file import BESIDE, beside
from bot.storage.sqlite_restore import kept_by_restores
from bot.tmdb.opening import greeted
from recengine.errors import MatineeError
from recengine.persistence import ModelStore
from recengine.spark.java import why_not

LEAST_FREE = 200_000_000
"""Bytes that should be free: a training and a day's log fit in."""

_OTHERS = 0o077
_ENVIRONMENT = Path(".env")


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, whether it is in order, and one line about it."""

    name: str
    ok: bool
    said: str


def checked() -> list[Checked]:
    """Look at everything; nothing is changed, and a bot may run meanwhile."""
    try:
        settings = load_settings()
    except SettingsError as error:
        return [Checked("settings", False, str(error))]
    return [
        Checked("settings", True, f"can be read; MATINEE_HOME is {settings.matinee_home}"),
        *(_server(settings.database) if isinstance(settings.database, Address) else _file(settings.database)),
        _model(settings),
        *_engine(settings),
        _disk(settings),
        _rights(settings),
        _posters(settings),
    ]


def _server(address: Address) -> Iterator[Checked]:
    try:
        need_postgres()
        from bot.storage.postgres.looking import looked_at

        seen = asyncio.run(looked_at(address))
    except MatineeError as error:
        yield Checked("database", False, str(error))
        return
    if not seen.keeps_commits:
        yield Checked("database", False, f"{address} forgets at a power failure what it kept; set fsync = on there")
    elif not seen.version:
        yield Checked("database", False, f"{address} has no tables yet; the first start of the bot makes them")
    else:
        told = f"{address} answers (PostgreSQL {seen.server}); people: {seen.people}, ratings: {seen.ratings}"
        yield Checked("database", True, told)
        yield _schema(seen.version)


def _file(path: Path) -> Iterator[Checked]:
    if not path.is_file():
        yield Checked("database", False, f"there is none at {path}; the first start of the bot makes it")
        return
    try:
        held = verified(path, in_use=True)
    except MatineeError as error:
        yield Checked("database", False, str(error))
        return
    people, ratings = held.rows["users"], held.rows["ratings"]
    yield Checked("database", True, f"{path} is whole; people: {people}, ratings: {ratings}")
    yield _schema(held.version)


def _schema(version: int) -> Checked:
    newest = len(shipped_migrations())
    current = "is the newest" if version == newest else f"is brought to {newest} at the next start"
    return Checked("schema", True, f"{version} {current}")


def _model(settings: Settings) -> Checked:
    try:
        model = ModelStore(settings.models).load()
    except MatineeError as error:
        return Checked("model", False, str(error))
    told = f"{model.version} loads, and its checksums agree"
    if settings.tmdb_key is not None:
        films = model.recommender.catalog
        known = sum(movie.tmdb_id is not None for movie in films)
        told += f"; {known:,} of its {len(films):,} films have an id of TMDB's, without which there is no poster"
    return Checked("model", True, told)


def _engine(settings: Settings) -> Iterator[Checked]:
    """Whether Spark could train, where it is to."""
    if settings.matinee_engine == "spark":
        why = why_not()
        yield Checked("engine", why is None, why or "PySpark and Java are there for Spark to train")


def _disk(settings: Settings) -> Checked:
    place = settings.database
    folders = {settings.matinee_home, place.parent} if isinstance(place, Path) else {settings.matinee_home}
    free = min(shutil.disk_usage(_existing(folder)).free for folder in folders)
    size = place.stat().st_size if isinstance(place, Path) and place.is_file() else 0
    needed = max(LEAST_FREE, 2 * size)
    if free < needed:
        return Checked("disk", False, f"{_megabytes(free)} are free; make room for {_megabytes(needed)}")
    return Checked("disk", True, f"{_megabytes(free)} are free")


def _rights(settings: Settings) -> Checked:
    """Files with people's data or the token are for their owner alone."""
    place = settings.database
    files = [_ENVIRONMENT.absolute(), *sorted(settings.backups.glob("*.sqlite3"))]
    if isinstance(place, Path):
        files = [place, *(beside(place, suffix) for suffix in BESIDE), *files, *kept_by_restores(place)]
    open_ones = [str(path) for path in files if path.is_file() and path.stat().st_mode & _OTHERS]
    if open_ones:
        return Checked(
            "rights", False, f"others on this machine may open {open_ones[0]}; chmod 600 {' '.join(open_ones)}"
        )
    return Checked("rights", True, "what people said and the token are for their owner alone")


def _posters(settings: Settings) -> Checked:
    if settings.tmdb_key is None:
        return Checked("posters", True, "TMDB_API_KEY is not set; cards go without posters")
    ok, said = greeted(settings.tmdb_key, url=settings.tmdb_api_url)
    return Checked("posters", ok, said)


def _existing(folder: Path) -> Path:
    return next(place for place in (folder, *folder.parents) if place.is_dir())


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"
