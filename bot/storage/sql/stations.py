"""Stations as SQL."""

import json
from collections.abc import Iterable

from bot.films import Film
from bot.stations import KeptStation
from bot.storage.sql.films import columns_of
from bot.storage.sql.statements import Row, Statements

OF_USER = """
    SELECT code, content, removed FROM stations WHERE user_id = ?1 ORDER BY kept_at DESC, station_id DESC"""

_KEEP = """
    INSERT INTO stations (user_id, code, content, kept_at, removed) VALUES (?1, ?2, ?3, ?4, 0)
    ON CONFLICT (user_id, code) DO UPDATE SET content = excluded.content, kept_at = excluded.kept_at, removed = 0,
        token = NULL"""
_TAKE_OVER = """
    INSERT INTO stations (user_id, code, content, kept_at, removed, token) VALUES (?1, ?2, ?3, 0, ?4, ?5)
    ON CONFLICT (user_id, code) DO NOTHING"""
_REMOVE = "UPDATE stations SET removed = 1 WHERE user_id = ?1 AND code = ?2"
_FORGET = "DELETE FROM stations WHERE user_id = ?1 AND removed = 1 AND code <> ?2"


async def keep(statements: Statements, user_id: int, station: KeptStation, at: int) -> None:
    """See `bot.storage.base.Transaction.keep_station`."""
    await statements.run(_KEEP, user_id, station.code, _content(station), at)


async def remove(statements: Statements, user_id: int, code: str) -> None:
    """See `bot.storage.base.Transaction.remove_station`."""
    await statements.run(_FORGET, user_id, code)
    await statements.run(_REMOVE, user_id, code)


async def take_over(statements: Statements, user_id: int, token: str, stations: Iterable[KeptStation]) -> None:
    """Stations of another database, oldest first; those that are kept already come before them, and stay."""
    for station in stations:
        values = (station.code, _content(station), int(station.removed), token)
        await statements.run(_TAKE_OVER, user_id, *values)


def station_of(row: Row) -> KeptStation:
    """The station in a row of `OF_USER`."""
    code, content, removed = row
    kept = json.loads(content)
    films = tuple(Film(*film) for film in kept["films"])
    return KeptStation(code, kept["name"], films, tuple(kept["words"]), tuple(kept["played"]), bool(removed))


def _content(station: KeptStation) -> str:
    return json.dumps(
        {
            "name": station.name,
            "films": [columns_of(film) for film in station.films],
            "words": list(station.words),
            "played": list(station.played),
        }
    )
