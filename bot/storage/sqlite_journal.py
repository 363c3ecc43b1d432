"""The append-only journal of what people did, and undo by it."""

from dataclasses import dataclass

from bot.films import Film
from bot.storage.base import JournalEntry, Mark, Verb
from bot.storage.sqlite_writer import Row, Statements

LATEST = """
    SELECT j.entry_id, j.user_id, j.at, j.verb, j.mark, j.value_before, j.value_after, j.undoes,
        f.key, f.title, f.year, f.imdb_id, f.tmdb_id
    FROM journal AS j LEFT JOIN films AS f ON f.key = j.film_key
    WHERE j.user_id = ? ORDER BY j.entry_id DESC LIMIT ?"""

_LAST_TO_UNDO = """
    SELECT j.replaces, j.entry_id, j.user_id, j.at, j.verb, j.mark, j.value_before, j.value_after, j.undoes,
        f.key, f.title, f.year, f.imdb_id, f.tmdb_id
    FROM journal AS j LEFT JOIN films AS f ON f.key = j.film_key
    WHERE j.user_id = ? AND j.verb <> 'undo'
        AND NOT EXISTS (SELECT 1 FROM journal AS u WHERE u.undoes = j.entry_id)
    ORDER BY j.entry_id DESC LIMIT 1"""

_APPEND = """
    INSERT INTO journal (user_id, at, verb, film_key, mark, value_before, value_after, replaces, undoes)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING entry_id"""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a rating or a mark, about to be written down; `replaces` is the entry that had set `before`."""

    user_id: int
    verb: Verb
    film_key: str
    mark: Mark | None = None
    before: float | None = None
    after: float | None = None
    replaces: int | None = None
    undoes: int | None = None


def entry_of(row: Row) -> JournalEntry:
    """The entry in a row of `LATEST`."""
    entry_id, user_id, at, verb, mark, before, after, undoes, *film = row
    named = None if film[0] is None else Film(*film)
    return JournalEntry(
        entry_id, user_id, at, Verb(verb), named, None if mark is None else Mark(mark), before, after, undoes
    )


async def append(statements: Statements, change: Change, at: int) -> int:
    """Write a change down; returns the id of its entry."""
    row = await statements.first(
        _APPEND,
        change.user_id,
        at,
        change.verb,
        change.film_key,
        change.mark,
        change.before,
        change.after,
        change.replaces,
        change.undoes,
    )
    assert row is not None
    return int(row[0])


async def undo_last(statements: Statements, user_id: int, at: int) -> JournalEntry | None:
    """Bring back what the latest entry not yet undone had changed, its date and its place in the order included."""
    row = await statements.first(_LAST_TO_UNDO, user_id)
    if row is None:
        return None
    replaces, *columns = row
    entry = entry_of(tuple(columns))
    if entry.film is not None:
        await _restore(statements, entry, entry.film.key, replaces)
        await append(statements, _reversal(entry, entry.film.key, replaces), at)
    return entry


def _reversal(entry: JournalEntry, film_key: str, replaces: int | None) -> Change:
    return Change(
        user_id=entry.user_id,
        verb=Verb.UNDO,
        film_key=film_key,
        mark=entry.mark,
        before=entry.after,
        after=entry.before,
        replaces=replaces,
        undoes=entry.entry_id,
    )


async def _restore(statements: Statements, entry: JournalEntry, film_key: str, replaces: int | None) -> None:
    if entry.mark is not None:
        await _restore_mark(statements, entry, film_key, replaces)
    elif entry.before is None:
        await statements.run("DELETE FROM ratings WHERE user_id = ? AND film_key = ?", entry.user_id, film_key)
    else:
        await statements.run(
            """INSERT INTO ratings (user_id, film_key, stars, rated_at, entry_id)
            SELECT ?, ?, ?, at, entry_id FROM journal WHERE entry_id = ?
            ON CONFLICT DO UPDATE SET stars = excluded.stars, rated_at = excluded.rated_at,
                entry_id = excluded.entry_id""",
            entry.user_id,
            film_key,
            entry.before,
            replaces,
        )


async def _restore_mark(statements: Statements, entry: JournalEntry, film_key: str, replaces: int | None) -> None:
    if not entry.before:
        await statements.run(
            "DELETE FROM marks WHERE user_id = ? AND film_key = ? AND mark = ?",
            entry.user_id,
            film_key,
            entry.mark,
        )
    else:
        await statements.run(
            """INSERT INTO marks (user_id, film_key, mark, marked_at, entry_id)
            SELECT ?, ?, ?, at, entry_id FROM journal WHERE entry_id = ?""",
            entry.user_id,
            film_key,
            entry.mark,
            replaces,
        )
