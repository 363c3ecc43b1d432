"""Ratings and marks of a file, taken over and undone by a handful of statements, however many they are."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.storage.imports import WAITS_SECONDS, Changes, WaitingImport
from bot.storage.kept import Verb
from bot.storage.sql import journal, stations
from bot.storage.sql.films import keep as keep_films
from bot.storage.sql.journal import Change, stood_before
from bot.storage.sql.statements import Row, Statements

WAITING = "SELECT token, content, archive FROM waiting_imports WHERE user_id = ?1 AND at > ?2"
STANDING = """
    SELECT count(*) + (SELECT count(*) FROM stations WHERE user_id = ?1 AND token = ?2)
    FROM journal AS j WHERE j.user_id = ?1 AND j.token = ?2 AND j.verb <> 'undo'
        AND NOT EXISTS (SELECT 1 FROM journal AS u WHERE u.undoes = j.entry_id)"""

_KEEP = """
    INSERT INTO waiting_imports (user_id, at, token, content, archive) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (user_id) DO UPDATE SET at = excluded.at, token = excluded.token, content = excluded.content,
        archive = excluded.archive"""
_EXPIRE = "DELETE FROM waiting_imports WHERE at <= ?1"

_HELD_RATINGS = "SELECT film_key, stars, entry_id FROM ratings WHERE user_id = ?1"
_HELD_MARKS = "SELECT film_key, mark, entry_id FROM marks WHERE user_id = ?1"
_SET_RATINGS = """
    INSERT INTO ratings (user_id, film_key, stars, rated_at, entry_id)
    SELECT user_id, film_key, value_after, coalesce(dated, at), entry_id FROM journal
    WHERE user_id = ?1 AND token = ?2 AND verb = 'rate'
    ON CONFLICT (user_id, film_key) DO UPDATE SET stars = excluded.stars, rated_at = excluded.rated_at,
        entry_id = excluded.entry_id"""
_SET_MARKS = """
    INSERT INTO marks (user_id, film_key, mark, marked_at, entry_id)
    SELECT user_id, film_key, mark, coalesce(dated, at), entry_id FROM journal
    WHERE user_id = ?1 AND token = ?2 AND verb = 'mark'"""
_ASKED_NO_MORE = """
    DELETE FROM wakeups WHERE user_id = ?1 AND kind = 'how' AND film_key IN
        (SELECT film_key FROM journal WHERE user_id = ?1 AND token = ?2 AND verb = 'rate')"""
_UNSET_MARK = "DELETE FROM marks WHERE user_id = ?1 AND film_key = ?2 AND mark = ?3"

# Undoing: what a film had before the first entry of the import comes back, unless something later stands.
_BEFORE = stood_before("b.replaces", or_gone="j.token IS NOT DISTINCT FROM ?2")
_RATINGS_BACK = f"""
    INSERT INTO ratings (user_id, film_key, stars, rated_at, entry_id)
    SELECT b.user_id, b.film_key, p.value_after, coalesce(p.dated, p.at), p.entry_id
    FROM journal AS b JOIN journal AS p ON p.entry_id = {_BEFORE}
        JOIN ratings AS r ON r.user_id = b.user_id AND r.film_key = b.film_key AND r.entry_id = b.entry_id
    WHERE b.user_id = ?1 AND b.token = ?2 AND b.verb = 'rate' AND b.replaces IS NOT NULL
    ON CONFLICT (user_id, film_key) DO UPDATE SET stars = excluded.stars, rated_at = excluded.rated_at,
        entry_id = excluded.entry_id"""  # noqa: S608
# Looked up row by row: whoever plans a join does not know yet that a file brought thousands.
_RATINGS_GONE = """
    DELETE FROM ratings WHERE user_id = ?1
        AND (SELECT j.token FROM journal AS j WHERE j.entry_id = ratings.entry_id) = ?2"""
_MARKS_GONE = """
    DELETE FROM marks WHERE user_id = ?1
        AND (SELECT j.token FROM journal AS j WHERE j.entry_id = marks.entry_id) = ?2"""
_MARKS_BACK = f"""
    INSERT INTO marks (user_id, film_key, mark, marked_at, entry_id)
    SELECT b.user_id, b.film_key, b.mark, coalesce(p.dated, p.at), p.entry_id
    FROM journal AS b JOIN journal AS p ON p.entry_id = {_BEFORE}
    WHERE b.user_id = ?1 AND b.token = ?2 AND b.verb = 'unmark'
        AND NOT EXISTS (SELECT 1 FROM ratings AS r WHERE r.user_id = ?1 AND r.film_key = b.film_key)
        AND NOT EXISTS (SELECT 1 FROM journal AS u WHERE u.undoes = b.entry_id)
        AND NOT EXISTS (SELECT 1 FROM standing AS s JOIN journal AS l USING (entry_id)
            WHERE s.user_id = ?1 AND s.key = b.film_key AND s.mark = b.mark AND s.entry_id > b.entry_id
                AND l.token IS DISTINCT FROM ?2)
    ON CONFLICT (user_id, film_key, mark) DO NOTHING"""  # noqa: S608
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
    await statements.run("DELETE FROM waiting_imports WHERE user_id = ?1", user_id)


async def expire(statements: Statements, at: int) -> None:
    """Forget what waited too long."""
    await statements.run(_EXPIRE, at - WAITS_SECONDS)


def waiting_of(row: Row) -> WaitingImport:
    """The import in a row of `WAITING`."""
    token, content, archive = row
    return WaitingImport.from_json(token, json.loads(content), archive)


@dataclass(frozen=True, slots=True)
class _Held:
    """What is rated and marked before a file is taken over: values, and the entries that set them."""

    ratings: Mapping[str, tuple[float, int]]
    marks: Mapping[tuple[str, str], int]


async def apply(statements: Statements, user_id: int, token: str, changes: Changes, at: int) -> None:
    """Take over what a file says as one action, and let it wait no longer."""
    await statements.hold(user_id)
    await keep_films(statements, [each.film for each in changes.added])
    written = list(_written(user_id, changes, await _held(statements, user_id)))
    await journal.append_all(statements, written, at, token)
    unmarked = [(user_id, change.film_key, change.mark) for change in written if change.verb is Verb.UNMARK]
    await statements.run_many(_UNSET_MARK, unmarked)
    for sql in (_SET_RATINGS, _SET_MARKS, _ASKED_NO_MORE):
        await statements.run_long(sql, user_id, token)
    await stations.take_over(statements, user_id, token, changes.stations)
    await drop(statements, user_id)


async def _held(statements: Statements, user_id: int) -> _Held:
    ratings = await statements.rows(_HELD_RATINGS, user_id)
    marks = await statements.rows(_HELD_MARKS, user_id)
    return _Held(
        {key: (stars, entry_id) for key, stars, entry_id in ratings},
        {(key, mark): entry_id for key, mark, entry_id in marks},
    )


def _written(user_id: int, changes: Changes, held: _Held) -> Iterator[Change]:
    """What a file changes: marks that go, ratings, marks that come, in this order."""
    marks = dict(held.marks)
    for film, mark in changes.unmarked:
        if (entry_id := marks.pop((film.key, mark), None)) is not None:
            yield Change(user_id, Verb.UNMARK, film.key, mark, before=1.0, after=0.0, replaces=entry_id)
    for each in changes.added:
        if each.stars is not None:
            before, replaces = held.ratings.get(each.film.key, (None, None))
            yield Change(
                user_id,
                Verb.RATE,
                each.film.key,
                before=before,
                after=float(each.stars),
                replaces=replaces,
                dated=each.at,
            )
    for each in changes.added:
        if each.mark is not None and (each.film.key, each.mark) not in marks:
            yield Change(user_id, Verb.MARK, each.film.key, each.mark, before=0.0, after=1.0, dated=each.at)


async def undo(statements: Statements, user_id: int, token: str, at: int) -> None:
    """Take back all that came with an import; what was said of its films later stays."""
    await statements.hold(user_id)
    for sql in (_RATINGS_BACK, _RATINGS_GONE, _MARKS_GONE, _MARKS_BACK, _SUGGESTIONS_GONE, _STATIONS_GONE):
        await statements.run_long(sql, user_id, token)
    await statements.run_long(_UNDONE, user_id, token, at)
