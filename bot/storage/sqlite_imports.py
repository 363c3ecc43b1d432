"""Ratings and marks of a file, taken over and undone by a handful of statements, however many they are."""

import asyncio
import json

from bot.storage import sqlite_films, sqlite_stations
from bot.storage.imports import WAITS_SECONDS, Changes, WaitingImport
from bot.storage.sqlite_films import packed
from bot.storage.sqlite_journal import stood_before
from bot.storage.sqlite_writer import Row, Statements

WAITING = "SELECT token, content, archive FROM waiting_imports WHERE user_id = ? AND at > ?"
STANDING = """
    SELECT count(*) + (SELECT count(*) FROM stations WHERE user_id = ?1 AND token = ?2)
    FROM journal AS j WHERE j.user_id = ?1 AND j.token = ?2 AND j.verb <> 'undo'
        AND NOT EXISTS (SELECT 1 FROM journal AS u WHERE u.undoes = j.entry_id)"""

NEXT_ENTRY = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'journal'), 0)"

_KEEP = """
    INSERT INTO waiting_imports (user_id, at, token, content, archive) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET at = excluded.at, token = excluded.token, content = excluded.content,
        archive = excluded.archive"""
_EXPIRE = "DELETE FROM waiting_imports WHERE at <= ?"

# The rows of a change: key, stars or mark, date.
_RATED = """
    INSERT INTO journal (user_id, at, verb, film_key, value_before, value_after, replaces, dated, token, action)
    SELECT ?1, ?2, 'rate', i.value ->> 0, r.stars, i.value ->> 1, r.entry_id, i.value ->> 2, ?3, ?5
    FROM json_each(?4) AS i LEFT JOIN ratings AS r ON r.user_id = ?1 AND r.film_key = i.value ->> 0
    ORDER BY i.key"""
_MARKED = """
    INSERT INTO journal (user_id, at, verb, film_key, mark, value_before, value_after, dated, token, action)
    SELECT ?1, ?2, 'mark', i.value ->> 0, i.value ->> 1, 0.0, 1.0, i.value ->> 2, ?3, ?5
    FROM json_each(?4) AS i LEFT JOIN marks AS m
        ON m.user_id = ?1 AND m.film_key = i.value ->> 0 AND m.mark = i.value ->> 1
    WHERE m.entry_id IS NULL ORDER BY i.key"""
_UNMARKED = """
    INSERT INTO journal (user_id, at, verb, film_key, mark, value_before, value_after, replaces, token, action)
    SELECT ?1, ?2, 'unmark', m.film_key, m.mark, 1.0, 0.0, m.entry_id, ?3, ?5
    FROM json_each(?4) AS i JOIN marks AS m
        ON m.user_id = ?1 AND m.film_key = i.value ->> 0 AND m.mark = i.value ->> 1
    ORDER BY i.key"""
_SET_RATINGS = """
    INSERT INTO ratings (user_id, film_key, stars, rated_at, entry_id)
    SELECT user_id, film_key, value_after, coalesce(dated, at), entry_id FROM journal
    WHERE user_id = ?1 AND token = ?2 AND verb = 'rate'
    ON CONFLICT DO UPDATE SET stars = excluded.stars, rated_at = excluded.rated_at, entry_id = excluded.entry_id"""
_SET_MARKS = """
    INSERT INTO marks (user_id, film_key, mark, marked_at, entry_id)
    SELECT user_id, film_key, mark, coalesce(dated, at), entry_id FROM journal
    WHERE user_id = ?1 AND token = ?2 AND verb = 'mark'"""
_ASKED_NO_MORE = """
    DELETE FROM wakeups WHERE user_id = ?1 AND kind = 'how' AND film_key IN
        (SELECT film_key FROM journal WHERE user_id = ?1 AND token = ?2 AND verb = 'rate')"""
_UNSET_MARKS = """
    DELETE FROM marks WHERE user_id = ?1 AND entry_id IN
        (SELECT replaces FROM journal WHERE user_id = ?1 AND token = ?2 AND verb = 'unmark')"""

# Undoing: what a film had before the first entry of the import comes back, unless something later stands.
_BEFORE = stood_before("b.replaces", or_gone="j.token IS ?2")
_RATINGS_BACK = f"""
    INSERT INTO ratings (user_id, film_key, stars, rated_at, entry_id)
    SELECT b.user_id, b.film_key, p.value_after, coalesce(p.dated, p.at), p.entry_id
    FROM journal AS b JOIN journal AS p ON p.entry_id = {_BEFORE}
        JOIN ratings AS r ON r.user_id = b.user_id AND r.film_key = b.film_key AND r.entry_id = b.entry_id
    WHERE b.user_id = ?1 AND b.token = ?2 AND b.verb = 'rate' AND b.replaces IS NOT NULL
    ON CONFLICT DO UPDATE SET stars = excluded.stars, rated_at = excluded.rated_at, entry_id = excluded.entry_id"""  # noqa: S608
_RATINGS_GONE = """
    DELETE FROM ratings WHERE user_id = ?1
        AND entry_id IN (SELECT entry_id FROM journal WHERE user_id = ?1 AND token = ?2)"""
_MARKS_GONE = """
    DELETE FROM marks WHERE user_id = ?1
        AND entry_id IN (SELECT entry_id FROM journal WHERE user_id = ?1 AND token = ?2)"""
_MARKS_BACK = f"""
    INSERT INTO marks (user_id, film_key, mark, marked_at, entry_id)
    SELECT b.user_id, b.film_key, b.mark, coalesce(p.dated, p.at), p.entry_id
    FROM journal AS b JOIN journal AS p ON p.entry_id = {_BEFORE}
    WHERE b.user_id = ?1 AND b.token = ?2 AND b.verb = 'unmark'
        AND NOT EXISTS (SELECT 1 FROM ratings AS r WHERE r.user_id = ?1 AND r.film_key = b.film_key)
        AND NOT EXISTS (SELECT 1 FROM journal AS u WHERE u.undoes = b.entry_id)
        AND NOT EXISTS (SELECT 1 FROM standing AS s JOIN journal AS l USING (entry_id)
            WHERE s.user_id = ?1 AND s.key = b.film_key AND s.mark = b.mark AND s.entry_id > b.entry_id
                AND l.token IS NOT ?2)
    ON CONFLICT DO NOTHING"""  # noqa: S608
_UNDONE = """
    INSERT INTO journal (user_id, at, verb, film_key, mark, value_before, value_after, replaces, undoes)
    SELECT b.user_id, ?3, 'undo', b.film_key, b.mark, b.value_after, b.value_before, b.replaces, b.entry_id
    FROM journal AS b WHERE b.user_id = ?1 AND b.token = ?2 AND b.verb <> 'undo'
        AND NOT EXISTS (SELECT 1 FROM journal AS u WHERE u.undoes = b.entry_id)
    ORDER BY b.entry_id DESC"""
_SUGGESTIONS_GONE = "DELETE FROM suggestions WHERE user_id = ?1 AND token = ?2"
_STATIONS_GONE = "DELETE FROM stations WHERE user_id = ?1 AND token = ?2"


async def keep(statements: Statements, user_id: int, waiting: WaitingImport, at: int) -> None:
    """Let an import wait in place of an earlier one, and forget those that waited too long."""
    await statements.run(_EXPIRE, at - WAITS_SECONDS)
    content = await asyncio.to_thread(lambda: json.dumps(waiting.to_json(), separators=(",", ":")))
    await statements.run_long(_KEEP, user_id, at, waiting.token, content, waiting.archive)


async def drop(statements: Statements, user_id: int) -> None:
    """Forget what waits."""
    await statements.run("DELETE FROM waiting_imports WHERE user_id = ?", user_id)


async def expire(statements: Statements, at: int) -> None:
    """Forget what waited too long."""
    await statements.run(_EXPIRE, at - WAITS_SECONDS)


def waiting_of(row: Row) -> WaitingImport:
    """The import in a row of `WAITING`."""
    token, content, archive = row
    return WaitingImport.from_json(token, json.loads(content), archive)


async def apply(statements: Statements, user_id: int, token: str, changes: Changes, at: int) -> None:
    """Take over what a file says as one action, and let it wait no longer."""
    await sqlite_films.keep(statements, [each.film for each in changes.added])
    first = ((await statements.rows(NEXT_ENTRY))[0][0]) + 1
    unmarked = packed([film.key, mark.value] for film, mark in changes.unmarked)
    rated = packed([each.film.key, each.stars, each.at] for each in changes.added if each.stars is not None)
    marked = packed([each.film.key, each.mark.value, each.at] for each in changes.added if each.mark is not None)
    await statements.run_long(_UNMARKED, user_id, at, token, unmarked, first)
    await statements.run_long(_UNSET_MARKS, user_id, token)
    await statements.run_long(_RATED, user_id, at, token, rated, first)
    await statements.run_long(_SET_RATINGS, user_id, token)
    await statements.run_long(_MARKED, user_id, at, token, marked, first)
    await statements.run_long(_SET_MARKS, user_id, token)
    await statements.run_long(_ASKED_NO_MORE, user_id, token)
    await sqlite_stations.take_over(statements, user_id, token, changes.stations)
    await drop(statements, user_id)


async def undo(statements: Statements, user_id: int, token: str, at: int) -> None:
    """Take back all that came with an import; what was said of its films later stays."""
    for sql in (_RATINGS_BACK, _RATINGS_GONE, _MARKS_GONE, _MARKS_BACK, _SUGGESTIONS_GONE, _STATIONS_GONE):
        await statements.run_long(sql, user_id, token)
    await statements.run_long(_UNDONE, user_id, token, at)
