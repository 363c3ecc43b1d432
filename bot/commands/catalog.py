"""`matinee catalog`: films added from a table, listed, removed; titles that people asked for in vain."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import typer

from bot.added.film import MOST_ADDED, AddedFilm, WantedFilm, wanted_key
from bot.added.genres import Genres
from bot.added.reading import BadTable, Trouble, read_table
from bot.added.sorting import Sorted, named, sort_rows, whole
from bot.exchange.limits import MOST_BYTES
from bot.films import FilmBook
from bot.settings import SANDBOX_DATABASE, Settings, load_settings
from bot.storage.base import Storage
from bot.storage.opening import opened, opened_to_write
from bot.storage.places import Place
from recengine.catalog import Catalog
from recengine.errors import MatineeError
from recengine.persistence import ModelStore

T = TypeVar("T")

MOST_TOLD = 20
"""So many rows that cannot be taken are told one by one."""

MOST_LISTED = 10


def add_command(file: str, *, dry_run: bool, skip_bad: bool, as_json: bool, sandbox: bool) -> None:
    """Add the films of a table, all of them or none, and say what came of it.

    Raises
    ------
    MatineeError
        Where the file, the model or the database cannot be read, or a row cannot be taken.
    """
    settings = load_settings()
    catalog = _catalog(settings)
    table = read_table(Path(file).name, _bytes(file), Genres(catalog.genres))

    async def add(storage: Storage) -> Sorted:
        added = await storage.added_films()
        found = sort_rows(table, whole(catalog, added))
        if len(added) + len(found.new) > MOST_ADDED:
            raise BadTable(f"with these there would be more than {MOST_ADDED:,} added films; so many are a data set")
        if not dry_run and found.new and (skip_bad or not found.troubles):
            async with storage.transaction() as tx:
                await tx.add_films(found.new)
        return found

    found = _run(settings, add, sandbox=sandbox)
    refused = bool(found.troubles) and not skip_bad
    if as_json:
        typer.echo(json.dumps(_as_data(found, applied=not (refused or dry_run)), ensure_ascii=False))
    _tell_troubles(found.troubles)
    if refused:
        rows = _count(len(found.troubles), "row", "rows")
        raise MatineeError(f"nothing was added: mend {rows} of {file}, or take the others with --skip-bad")
    if not as_json:
        typer.echo(_told(found, dry_run=dry_run))


def list_command(*, as_json: bool, sandbox: bool) -> None:
    """The films that were added."""
    films = added_films(load_settings(), sandbox=sandbox)
    if as_json:
        typer.echo(json.dumps([_film(film) for film in films], ensure_ascii=False))
    elif not films:
        typer.echo("No films were added yet; `matinee catalog add films.csv` adds some.")
    for film in () if as_json else films:
        typer.echo(_plain(f"{film.key}  {film.movie.label}  {', '.join(film.movie.genres)}"))


def remove_command(what: str, *, sandbox: bool) -> None:
    """Take an added film out again.

    Raises
    ------
    MatineeError
        Where none or several are meant.
    """
    settings = load_settings()

    async def remove(storage: Storage) -> AddedFilm:
        film = _meant(what, await storage.added_films(), settings)
        async with storage.transaction() as tx:
            await tx.remove_added(film.key)
        return film

    film = _run(settings, remove, sandbox=sandbox)
    learned = FilmBook(_catalog(settings)).of_movie(film.movie) is not None
    gone = "stays until the next training, which learns without it" if learned else "is not in the catalogue any more"
    typer.echo(_plain(f"{film.movie.label} {gone}. What people said of it is kept."))


def wanted_command(*, forget: str | None, as_json: bool, sandbox: bool) -> None:
    """Titles that people asked for and did not find; or one of them forgotten.

    Raises
    ------
    MatineeError
        Where the title to be forgotten is not among them.
    """

    async def look(storage: Storage) -> Sequence[WantedFilm]:
        if forget is not None:
            async with storage.transaction() as tx:
                if not await tx.forget_wanted(wanted_key(forget)):
                    raise MatineeError(f"nobody asked for «{_plain(forget)}»; see `matinee catalog wanted`")
        return await storage.wanted()

    titles = _run(load_settings(), look, sandbox=sandbox)
    if as_json:
        rows = [{"title": w.title, "times": w.times, "last_at": w.last_at} for w in titles]
        typer.echo(json.dumps(rows, ensure_ascii=False))
    elif not titles:
        typer.echo("Nobody has asked for a film that is not there.")
    for title in () if as_json else titles:
        typer.echo(f"{_count(title.times, 'time', 'times'):>9}  {_plain(title.title)}")


def added_films(settings: Settings, *, sandbox: bool = False) -> Sequence[AddedFilm]:
    """Films that were added; none where there is no database yet.

    Raises
    ------
    StorageError
        Where there is a database that cannot be read.
    """

    async def read() -> Sequence[AddedFilm]:
        async with opened(_database(settings, sandbox=sandbox)) as storage:
            return [] if storage is None else await storage.added_films()

    return asyncio.run(read())


def _run(settings: Settings, work: Callable[[Storage], Awaitable[T]], *, sandbox: bool) -> T:
    async def run() -> T:
        async with opened_to_write(_database(settings, sandbox=sandbox)) as storage:
            return await work(storage)

    return asyncio.run(run())


def _database(settings: Settings, *, sandbox: bool) -> Place:
    own = sandbox and settings.database_url is None
    return settings.matinee_home / SANDBOX_DATABASE if own else settings.database


def _catalog(settings: Settings) -> Catalog:
    """The catalogue of the model that is served; an empty one before the first training."""
    store = ModelStore(settings.models)
    return Catalog([]) if store.current() is None else store.load().recommender.catalog


def _bytes(file: str) -> bytes:
    path = Path(file).expanduser()
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadTable(f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB")
        return path.read_bytes()
    except OSError as error:
        raise BadTable(f"{file} cannot be read ({error.strerror or error})") from None


def _meant(what: str, films: Sequence[AddedFilm], settings: Settings) -> AddedFilm:
    found = named(what, films)
    if len(found) == 1:
        return found[0]
    if found:
        labels = ", ".join(f"{film.movie.label} = {film.key}" for film in found[:MOST_LISTED])
        raise MatineeError(_plain(f"«{what}» may be several films: {labels}"))
    if named(what, [AddedFilm(movie) for movie in _catalog(settings)]):
        raise MatineeError(_plain(f"«{what}» comes with the data set; only films that were added can be removed"))
    raise MatineeError(_plain(f"no film that was added is «{what}»; see `matinee catalog list`"))


def _tell_troubles(troubles: Sequence[Trouble]) -> None:
    for trouble in troubles[:MOST_TOLD]:
        sys.stderr.write(f"matinee: {_plain(str(trouble))}\n")
    if len(troubles) > MOST_TOLD:
        sys.stderr.write(f"matinee: and {len(troubles) - MOST_TOLD} rows more\n")


def _told(found: Sorted, *, dry_run: bool) -> str:
    lines = []
    if dry_run:
        lines += [f"  {_plain(film.movie.label)}  {', '.join(film.movie.genres)}" for film in found.new[:MOST_LISTED]]
        if len(found.new) > MOST_LISTED:
            lines.append(f"  and {len(found.new) - MOST_LISTED} more")
    would = "would be added" if dry_run else "added"
    there = _count(len(found.known), "was", "were")
    lines.append(f"{_count(len(found.new), 'film', 'films')} {would}, {there} there already.")
    if dry_run:
        lines.append("Nothing was changed: this was a look.")
    elif found.new:
        lines.append("A bot that runs takes them up within a few seconds.")
    return "\n".join(lines)


def _as_data(found: Sorted, *, applied: bool) -> dict[str, Any]:
    return {
        "applied": applied,
        "new": [_film(film) for film in found.new],
        "known": [{"row": row.number, **_film(row.film)} for row in found.known],
        "troubles": [{"row": trouble.number, "why": trouble.why} for trouble in found.troubles],
    }


def _film(film: AddedFilm) -> dict[str, Any]:
    return {"key": film.key, **film.content, **({"added_at": film.added_at} if film.added_at else {})}


def _count(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _plain(text: str) -> str:
    """Text for a terminal, which letters of a file must not steer."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)
