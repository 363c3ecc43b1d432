"""Erases one person from every table."""

import re

from bot.storage import sqlite_nights
from bot.storage.sqlite_inbox import BARE
from bot.storage.sqlite_writer import Statements

_OWN_ROWS = (
    "DELETE FROM ratings WHERE user_id = ?",
    "DELETE FROM marks WHERE user_id = ?",
    "DELETE FROM journal WHERE user_id = ?",
    "DELETE FROM suggestions WHERE user_id = ?",
    "DELETE FROM wakeups WHERE user_id = ?",
    "DELETE FROM stations WHERE user_id = ?",
    "DELETE FROM waiting_imports WHERE user_id = ?",
    "DELETE FROM users WHERE user_id = ?",
    "DELETE FROM outbox WHERE chat_id = ?",
    *sqlite_nights.ERASE,
)
_NAMED_ELSEWHERE = """
    DELETE FROM outbox WHERE payload LIKE '%"about"%'
        AND EXISTS (SELECT 1 FROM json_each(payload, '$.about') WHERE value = ?)"""
"""What groups were about to read of a person."""

_FORGOTTEN_FILMS = """
    DELETE FROM films WHERE
        NOT EXISTS (SELECT 1 FROM ratings WHERE film_key = films.key)
        AND NOT EXISTS (SELECT 1 FROM marks WHERE film_key = films.key)
        AND NOT EXISTS (SELECT 1 FROM journal WHERE film_key = films.key)
        AND NOT EXISTS (SELECT 1 FROM suggestions WHERE film_key = films.key)
        AND NOT EXISTS (SELECT 1 FROM wakeups WHERE film_key = films.key)"""


async def erase(statements: Statements, user_id: int) -> None:
    """Delete what a person did and said, and the films that only they spoke of; bare update ids stay."""
    for sql in _OWN_ROWS:
        await statements.run_long(sql, user_id)
    await statements.run_long(_NAMED_ELSEWHERE, user_id)
    await statements.run_long(_FORGOTTEN_FILMS)
    await statements.run(BARE + "WHERE status = 'pending' AND lane = ?", user_id)
    await statements.run(BARE + "WHERE status = 'quarantined' AND lane = ?", user_id)
    await _erase_quarantined(statements, user_id)
    await ask_for_scrub(statements)


async def ask_for_scrub(statements: Statements) -> None:
    """Have the file rewritten once this transaction is committed, at the next start at the latest."""
    await statements.run("INSERT INTO chores (name) VALUES ('scrub') ON CONFLICT DO NOTHING")
    statements.erased_somebody = True


async def _erase_quarantined(statements: Statements, user_id: int) -> None:
    """Updates set aside may be no JSON at all, so whichever names the id anywhere loses its content."""
    suspects = await statements.rows(
        """SELECT arrival, coalesce(payload, ''), coalesce(reason, '') FROM inbox WHERE status = 'quarantined'
        AND (instr(payload, ?1) > 0 OR instr(reason, ?1) > 0)""",
        str(user_id),
    )
    names_the_id = re.compile(rf"(?<!\d){re.escape(str(user_id))}(?!\d)")
    for arrival, *texts in suspects:
        if any(names_the_id.search(text) for text in texts):
            await statements.run(BARE + "WHERE arrival = ?", arrival)
