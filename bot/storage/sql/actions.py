"""Actions: what one person changed in one turn, listed and undone as one."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from bot.storage.actions import judged
from bot.storage.kept import Action
from bot.storage.sql.journal import entry_of, revert, stood_before
from bot.storage.sql.statements import Row, Statements

# Entries that stand, with what undoing them brings back.
_STANDING: Final = f"""
    SELECT s.entry_id, s.user_id, s.at, s.verb, s.mark,
        CASE WHEN b.entry_id IS NOT DISTINCT FROM s.replaces THEN s.value_before ELSE b.value_after END,
        s.value_after, s.undoes, s.action_id, b.entry_id, s.key, s.title, s.year, s.imdb_id, s.tmdb_id
    FROM standing AS s LEFT JOIN journal AS b ON b.entry_id = {stood_before("s.replaces")}
    WHERE s.user_id = ?1 AND"""  # noqa: S608

LATEST: Final = f"""{_STANDING} s.action_id IN
        (SELECT DISTINCT action_id FROM standing WHERE user_id = ?1 ORDER BY action_id DESC LIMIT ?2)
    ORDER BY s.entry_id DESC"""  # noqa: S608
"""Entries that stand of a person's latest actions, latest first."""

_SINCE: Final = f"{_STANDING} s.entry_id >= ?2 ORDER BY s.entry_id DESC"
# A file that was taken over as one action is taken back with its stations.
_STATIONS_GONE: Final = """
    DELETE FROM stations WHERE user_id = ?1 AND token = (SELECT token FROM journal WHERE entry_id = ?2)
        AND NOT EXISTS (SELECT 1 FROM journal AS j WHERE j.user_id = ?1 AND j.token = stations.token
            AND j.verb <> 'undo' AND coalesce(j.action, j.entry_id) <> ?2)"""
_LAST = "SELECT action_id FROM standing WHERE user_id = ?1 ORDER BY entry_id DESC LIMIT 1"


def actions_of(rows: Sequence[Row]) -> list[Action]:
    """The actions in rows of entries that stand, latest first; no later entry of the person may be missing."""
    by_action = groupby(map(entry_of, rows), key=lambda entry: entry.action)
    return judged(
        Action(action_id, tuple(entries)[::-1]) for action_id, entries in by_action if action_id is not None
    )


async def undo_last(statements: Statements, user_id: int, at: int) -> Action | None:
    """See `bot.storage.base.Transaction.undo_last`."""
    await statements.hold(user_id)
    row = await statements.first(_LAST, user_id)
    return None if row is None else await undo(statements, user_id, row[0], at)


async def undo(statements: Statements, user_id: int, action_id: int, at: int) -> Action | None:
    """See `bot.storage.base.Transaction.undo`."""
    await statements.hold(user_id)
    actions = actions_of(await statements.rows(_SINCE, user_id, action_id))
    if not actions or actions[-1].action_id != action_id or not actions[-1].revertible:
        return None
    for entry in reversed(actions[-1].entries):
        if entry.film is not None:
            await revert(statements, entry, entry.film.key, at)
    await statements.run(_STATIONS_GONE, user_id, action_id)
    return actions[-1]
