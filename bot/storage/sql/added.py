"""Films that were added, and titles that are wanted, as SQL."""

import json
from collections.abc import Sequence

from bot.added.film import LONGEST_WANTED, MOST_WANTED, AddedFilm, WantedFilm, wanted_key
from bot.storage.sql.statements import Row, Statements
from bot.storage.sql.text import storable

ALL = "SELECT number, content, added_at FROM added_films ORDER BY number"
REVISION = "SELECT coalesce(max(revision), 0) FROM catalog_changes"
WANTED = (
    "SELECT title_key, title, times, last_at FROM wanted_films ORDER BY times DESC, last_at DESC, title_key LIMIT ?1"
)

_KNOWN = "SELECT film_key FROM added_films WHERE film_key = ?1"
_CHANGE = """
    INSERT INTO catalog_changes (one, revision, last_number) VALUES (1, 1, ?1)
    ON CONFLICT (one) DO UPDATE SET revision = catalog_changes.revision + 1,
        last_number = catalog_changes.last_number + excluded.last_number
    RETURNING last_number"""
_ADD = "INSERT INTO added_films (film_key, number, content, added_at) VALUES (?1, ?2, ?3, ?4)"
_REMOVE = "DELETE FROM added_films WHERE film_key = ?1 RETURNING film_key"
_WANT = """
    INSERT INTO wanted_films (title_key, title, times, last_at) VALUES (?1, ?2, 1, ?3)
    ON CONFLICT (title_key) DO UPDATE SET title = excluded.title, times = wanted_films.times + 1,
        last_at = excluded.last_at"""
_OVER = """
    DELETE FROM wanted_films WHERE title_key <> ?1 AND title_key IN (
        SELECT title_key FROM wanted_films ORDER BY times DESC, last_at DESC, title_key LIMIT 1000000 OFFSET ?2)"""
_FORGET = "DELETE FROM wanted_films WHERE title_key = ?1 RETURNING title_key"


async def add(statements: Statements, films: Sequence[AddedFilm], at: int) -> int:
    """See `bot.storage.base.Transaction.add_films`."""
    # First of all, so that of two who add at once the second sees what the first has added.
    row = await statements.first(_CHANGE, len(films))
    assert row is not None
    number, added = int(row[0]) - len(films), 0
    for film in films:
        if await statements.first(_KNOWN, film.key) is None:
            added += 1
            content = json.dumps(film.content)  # in ASCII, whatever letters there are
            await statements.run(_ADD, film.key, number + added, content, at)
    return added


async def remove(statements: Statements, key: str) -> bool:
    """See `bot.storage.base.Transaction.remove_added`."""
    await statements.first(_CHANGE, 0)
    return await statements.first(_REMOVE, key) is not None


async def want(statements: Statements, title: str, at: int) -> None:
    """See `bot.storage.base.Transaction.want`."""
    key = wanted_key(title)
    if key:
        shown = " ".join(title.split())[:LONGEST_WANTED]
        await statements.run(_WANT, storable(key), storable(shown), at)
        await statements.run(_OVER, storable(key), MOST_WANTED)


async def forget(statements: Statements, key: str) -> bool:
    """See `bot.storage.base.Transaction.forget_wanted`."""
    return await statements.first(_FORGET, storable(key)) is not None


def film_of(row: Row) -> AddedFilm:
    """The film in a row of `ALL`."""
    number, content, added_at = row
    return AddedFilm.of(int(number), json.loads(content), int(added_at))


def wanted_of(row: Row) -> WantedFilm:
    """The title in a row of `WANTED`."""
    key, title, times, last_at = row
    return WantedFilm(key, title, int(times), int(last_at))
