"""Actions: what one person changed in one turn, listed and undone as one."""

from collections.abc import Sequence
from itertools import groupby

from bot.storage import sqlite_journal
from bot.storage.actions import judged
from bot.storage.base import Action
from bot.storage.sqlite_journal import entry_of
from bot.storage.sqlite_writer import Row, Statements

LATEST = """
    SELECT * FROM standing WHERE user_id = ?1 AND action_id IN
        (SELECT DISTINCT action_id FROM standing WHERE user_id = ?1 ORDER BY action_id DESC LIMIT ?2)
    ORDER BY entry_id DESC"""
"""Entries that stand of a person's latest actions, latest first."""

_SINCE = "SELECT * FROM standing WHERE user_id = ? AND entry_id >= ? ORDER BY entry_id DESC"
_LAST = "SELECT action_id FROM standing WHERE user_id = ? ORDER BY entry_id DESC LIMIT 1"


def actions_of(rows: Sequence[Row]) -> list[Action]:
    """The actions in rows of entries that stand, latest first; no later entry of the person may be missing."""
    by_action = groupby(map(entry_of, rows), key=lambda entry: entry.action)
    return judged(
        Action(action_id, tuple(entries)[::-1]) for action_id, entries in by_action if action_id is not None
    )


async def undo_last(statements: Statements, user_id: int, at: int) -> Action | None:
    """See `bot.storage.base.Transaction.undo_last`."""
    row = await statements.first(_LAST, user_id)
    return None if row is None else await undo(statements, user_id, row[0], at)


async def undo(statements: Statements, user_id: int, action_id: int, at: int) -> Action | None:
    """See `bot.storage.base.Transaction.undo`."""
    actions = actions_of(await statements.rows(_SINCE, user_id, action_id))
    if not actions or actions[-1].action_id != action_id or not actions[-1].revertible:
        return None
    for entry in reversed(actions[-1].entries):
        if entry.film is not None:
            await sqlite_journal.revert(statements, entry, entry.film.key, at)
    return actions[-1]
