"""The append-only journal of what people did, and taking single entries of it back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.films import Film
from bot.storage.kept import JournalEntry, Mark, Verb
from bot.storage.sql.statements import Row, Statements

LATEST = """
    SELECT j.entry_id, j.user_id, j.at, j.verb, j.mark, j.value_before, j.value_after, j.undoes,
        coalesce(j.action, j.entry_id), j.replaces, f.key, f.title, f.year, f.imdb_id, f.tmdb_id
    FROM journal AS j LEFT JOIN films AS f ON f.key = j.film_key
    WHERE j.user_id = ?1 ORDER BY j.entry_id DESC LIMIT ?2"""

# What an entry changed was set by `replaces`; where that was taken back meanwhile, by the latest before that stands.
_STOOD_BEFORE = """
    (WITH RECURSIVE earlier (entry_id) AS (
        SELECT {replaces}
        UNION ALL
        SELECT j.replaces FROM earlier JOIN journal AS j ON j.entry_id = earlier.entry_id WHERE {gone}
    ) SELECT earlier.entry_id FROM earlier LEFT JOIN journal AS j ON j.entry_id = earlier.entry_id
        WHERE j.entry_id IS NULL OR NOT ({gone}))"""
_TAKEN_BACK = "EXISTS (SELECT 1 FROM journal AS u WHERE u.undoes = j.entry_id)"


def stood_before(replaces: str, *, or_gone: str = "false") -> str:
    """SQL for the entry `replaces`, or the latest before it that stands, or NULL.

    Parameters
    ----------
    or_gone
        SQL that is true of entries `j` that count as taken back, too.
    """
    return _STOOD_BEFORE.format(replaces=replaces, gone=f"{_TAKEN_BACK} OR {or_gone}")


_APPEND_ALL = """
    INSERT INTO journal (entry_id, user_id, at, verb, film_key, mark, value_before, value_after, replaces, undoes,
        dated, action, token)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"""
_APPEND = """
    INSERT INTO journal (user_id, at, verb, film_key, mark, value_before, value_after, replaces, undoes, action)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING entry_id"""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a rating or a mark, about to be written down; `replaces` is the entry that had set `before`.

    `action` is the first entry of the action that it belongs to, and None for that entry itself. `dated` is when the
    value was given, where that was elsewhere.
    """

    user_id: int
    verb: Verb
    film_key: str
    mark: Mark | None = None
    before: float | None = None
    after: float | None = None
    replaces: int | None = None
    undoes: int | None = None
    action: int | None = None
    dated: int | None = None


def entry_of(row: Row) -> JournalEntry:
    """The entry in a row of `LATEST`, or of an action."""
    entry_id, user_id, at, verb, mark, before, after, undoes, action, replaces, *film = row
    named = None if film[0] is None else Film(*film)
    marked = None if mark is None else Mark(mark)
    return JournalEntry(
        entry_id, user_id, at, Verb(verb), named, marked, before, after, undoes, action=action, replaces=replaces
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
        change.action,
    )
    assert row is not None
    return int(row[0])


async def append_all(statements: Statements, changes: Sequence[Change], at: int, token: str) -> None:
    """Write the changes of an import down as one action."""
    ids = await statements.reserve_entries(len(changes))
    rows = [[entry_id, *_columns(change, at, action=ids[0])] for entry_id, change in zip(ids, changes, strict=True)]
    await append_rows(statements, rows, token)


async def append_rows(statements: Statements, rows: Iterable[Sequence[object]], token: str) -> None:
    """Write entries under ids that are reserved: the columns of the table from `entry_id` to `action`."""
    await statements.run_many(_APPEND_ALL, [[*row, token] for row in rows])


def _columns(change: Change, at: int, *, action: int) -> list[object]:
    about = [change.user_id, at, change.verb, change.film_key, change.mark]
    return [*about, change.before, change.after, change.replaces, change.undoes, change.dated, action]


async def revert(statements: Statements, entry: JournalEntry, film_key: str, at: int) -> None:
    """Bring back what an entry had changed, its date and its place in the order included."""
    await _restore(statements, entry, film_key, entry.replaces)
    await append(statements, _reversal(entry, film_key), at)


def _reversal(entry: JournalEntry, film_key: str) -> Change:
    return Change(
        user_id=entry.user_id,
        verb=Verb.UNDO,
        film_key=film_key,
        mark=entry.mark,
        before=entry.after,
        after=entry.before,
        replaces=entry.replaces,
        undoes=entry.entry_id,
    )


async def _restore(statements: Statements, entry: JournalEntry, film_key: str, replaces: int | None) -> None:
    if entry.mark is not None:
        await _restore_mark(statements, entry, film_key, replaces)
    elif entry.before is None:
        await statements.run("DELETE FROM ratings WHERE user_id = ?1 AND film_key = ?2", entry.user_id, film_key)
    else:
        await statements.run(
            """INSERT INTO ratings (user_id, film_key, stars, rated_at, entry_id)
            SELECT ?1, ?2, ?3, coalesce(dated, at), entry_id FROM journal WHERE entry_id = ?4
            ON CONFLICT (user_id, film_key) DO UPDATE SET stars = excluded.stars, rated_at = excluded.rated_at,
                entry_id = excluded.entry_id""",
            entry.user_id,
            film_key,
            entry.before,
            replaces,
        )


async def _restore_mark(statements: Statements, entry: JournalEntry, film_key: str, replaces: int | None) -> None:
    if not entry.before:
        await statements.run(
            "DELETE FROM marks WHERE user_id = ?1 AND film_key = ?2 AND mark = ?3",
            entry.user_id,
            film_key,
            entry.mark,
        )
    else:
        await statements.run(
            """INSERT INTO marks (user_id, film_key, mark, marked_at, entry_id)
            SELECT ?1, ?2, ?3, coalesce(dated, at), entry_id FROM journal WHERE entry_id = ?4""",
            entry.user_id,
            film_key,
            entry.mark,
            replaces,
        )
