"""Erases one person from every table."""

import json
import re

from bot.storage.sql import nights, trainings
from bot.storage.sql.inbox import BARE
from bot.storage.sql.statements import Statements

_OWN_ROWS = (
    "DELETE FROM ratings WHERE user_id = ?1",
    "DELETE FROM marks WHERE user_id = ?1",
    "DELETE FROM journal WHERE user_id = ?1",
    "DELETE FROM suggestions WHERE user_id = ?1",
    "DELETE FROM wakeups WHERE user_id = ?1",
    "DELETE FROM stations WHERE user_id = ?1",
    "DELETE FROM waiting_imports WHERE user_id = ?1",
    "DELETE FROM users WHERE user_id = ?1",
    "DELETE FROM outbox WHERE chat_id = ?1",
    trainings.ERASE,
    *nights.ERASE,
)
_MAY_NAME = """SELECT outbox_id, payload FROM outbox WHERE payload LIKE '%"about"%' AND payload LIKE ?1"""
_SUSPECTS = """
    SELECT arrival, coalesce(payload, ''), coalesce(reason, '') FROM inbox
    WHERE status = 'quarantined' AND (payload LIKE ?1 OR reason LIKE ?1)"""

_FORGOTTEN_FILMS = """
    DELETE FROM films WHERE
        NOT EXISTS (SELECT 1 FROM ratings WHERE film_key = films.key)
        AND NOT EXISTS (SELECT 1 FROM marks WHERE film_key = films.key)
        AND NOT EXISTS (SELECT 1 FROM journal WHERE film_key = films.key)
        AND NOT EXISTS (SELECT 1 FROM suggestions WHERE film_key = films.key)
        AND NOT EXISTS (SELECT 1 FROM wakeups WHERE film_key = films.key)"""


async def erase(statements: Statements, user_id: int) -> None:
    """Delete what a person did and said, and the films that only they spoke of; bare update ids stay."""
    await statements.hold(user_id)
    for sql in _OWN_ROWS:
        await statements.run_long(sql, user_id)
    await _erase_what_groups_were_to_read(statements, user_id)
    await statements.hold_films()
    await statements.run_long(_FORGOTTEN_FILMS)
    await statements.run(BARE + "WHERE status = 'pending' AND lane = ?1", user_id)
    await statements.run(BARE + "WHERE status = 'quarantined' AND lane = ?1", user_id)
    await _erase_quarantined(statements, user_id)
    await statements.ask_for_scrub()


async def _erase_what_groups_were_to_read(statements: Statements, user_id: int) -> None:
    """Replies to groups that say whom they are about."""
    suspects = await statements.rows(_MAY_NAME, f"%{user_id}%")
    naming = [(outbox_id,) for outbox_id, payload in suspects if user_id in json.loads(payload).get("about", ())]
    await statements.run_many("DELETE FROM outbox WHERE outbox_id = ?1", naming)


async def _erase_quarantined(statements: Statements, user_id: int) -> None:
    """Updates set aside may be no JSON at all, so whichever names the id anywhere loses its content."""
    suspects = await statements.rows(_SUSPECTS, f"%{user_id}%")
    names_the_id = re.compile(rf"(?<!\d){re.escape(str(user_id))}(?!\d)")
    for arrival, *texts in suspects:
        if any(names_the_id.search(text) for text in texts):
            await statements.run(BARE + "WHERE arrival = ?1", arrival)
