"""Films as SQL: remembered by their keys, and written into JSON columns."""

import json
from collections.abc import Iterable
from typing import Any

from bot.films import Film
from bot.storage.sqlite_text import storable
from bot.storage.sqlite_writer import Statements

_KEEP = """
    INSERT INTO films (key, title, year, imdb_id, tmdb_id) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET imdb_id = coalesce(imdb_id, excluded.imdb_id),
        tmdb_id = coalesce(tmdb_id, excluded.tmdb_id)
    WHERE (imdb_id IS NULL AND excluded.imdb_id IS NOT NULL)
        OR (tmdb_id IS NULL AND excluded.tmdb_id IS NOT NULL)"""


async def keep(statements: Statements, films: Iterable[Film]) -> None:
    """Remember what films are; of those known already, only outside ids that were missing are added."""
    await statements.run_many(_KEEP, [[f.key, storable(f.title), *columns_of(f)[2:]] for f in films])


def columns_of(film: Film) -> list[Any]:
    """A film as the columns of its table, in their order; `Film(*columns)` reads it back."""
    return [film.key, film.title, film.year, film.imdb_id, film.tmdb_id]


def packed(rows: Iterable[list[Any]]) -> str:
    """Rows as one parameter of a statement, for SQLite's `json_each`."""
    return json.dumps(list(rows), separators=(",", ":"))
