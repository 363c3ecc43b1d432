"""Films as SQL: remembered by their keys, and as plain data."""

from collections.abc import Iterable
from typing import Any

from bot.films import Film
from bot.storage.sql.statements import Statements
from bot.storage.sql.text import storable

_KEEP = """
    INSERT INTO films (key, title, year, imdb_id, tmdb_id)
    SELECT CAST(?1 AS TEXT), ?2, ?3, CAST(?4 AS BIGINT), CAST(?5 AS BIGINT)
    WHERE NOT EXISTS (SELECT 1 FROM films AS f WHERE f.key = ?1
        AND (f.imdb_id IS NOT NULL OR ?4 IS NULL) AND (f.tmdb_id IS NOT NULL OR ?5 IS NULL))
    ON CONFLICT (key) DO UPDATE SET imdb_id = coalesce(films.imdb_id, excluded.imdb_id),
        tmdb_id = coalesce(films.tmdb_id, excluded.tmdb_id)"""
# A film that is known already is not even locked: others may be talking about it.


async def keep(statements: Statements, films: Iterable[Film]) -> None:
    """Remember what films are; of those known already, only outside ids that were missing are added."""
    rows = sorted({f.key: [f.key, storable(f.title), *columns_of(f)[2:]] for f in films}.values())
    await statements.run_many(_KEEP, rows)


def columns_of(film: Film) -> list[Any]:
    """A film as the columns of its table, in their order; `Film(*columns)` reads it back."""
    return [film.key, film.title, film.year, film.imdb_id, film.tmdb_id]
