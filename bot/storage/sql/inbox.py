"""The durable inbox: each update is taken once, and forgotten once it is finished."""

from collections.abc import Sequence

from bot.storage.kept import InboxUpdate, SetAside
from bot.storage.sql.statements import Row, Statements
from bot.storage.sql.text import storable

ASIDE_KEPT = 1000
"""So many of the latest updates that were set aside keep their content."""

PENDING = "SELECT update_id, lane, payload, tries FROM inbox WHERE status = 'pending' ORDER BY arrival"
ASIDE = """
    SELECT update_id, lane, payload, coalesce(reason, '') FROM inbox WHERE status = 'quarantined'
    ORDER BY arrival DESC LIMIT ?1"""
WAITING = """
    SELECT CAST(?1 AS BIGINT) - (SELECT min(received_at) FROM inbox WHERE status = 'pending'),
        CAST(?1 AS BIGINT) - (SELECT min(queued_at) FROM outbox)"""
BARE = "UPDATE inbox SET status = 'done', lane = NULL, payload = NULL, reason = NULL "
"""Leaves of an update nothing but its id, so that it is not taken twice."""

DISCARD = BARE + "WHERE status = 'quarantined'"

_RECEIVE = """
    INSERT INTO inbox (update_id, status, lane, payload, received_at) VALUES (?1, 'pending', ?2, ?3, ?4)
    ON CONFLICT (update_id) DO NOTHING RETURNING arrival"""
_QUARANTINE = """
    INSERT INTO inbox (update_id, status, payload, reason) VALUES (?1, 'quarantined', ?2, ?3)
    ON CONFLICT (update_id) DO UPDATE SET status = 'quarantined', payload = excluded.payload,
        reason = excluded.reason
    WHERE inbox.status = 'pending' RETURNING arrival"""
_SET_ASIDE = """
    UPDATE inbox SET status = 'quarantined', reason = ?1 WHERE update_id = ?2 AND status = 'pending'
    RETURNING arrival"""
_REOPEN = """
    UPDATE inbox SET status = 'pending', reason = NULL, tries = 0, lane = coalesce(lane, ?1), received_at = ?2
    WHERE update_id = ?3 AND status = 'quarantined' AND payload IS NOT NULL RETURNING arrival"""
FORGET_TRIES = "UPDATE inbox SET tries = 0 WHERE status = 'pending' AND tries > 0"
_TRY = "UPDATE inbox SET tries = tries + 1 WHERE update_id = ?1 AND status = 'pending'"
_FORGET = "DELETE FROM inbox WHERE arrival <= ?1 AND status <> 'pending'"
_BEYOND_THE_LATEST = """
    WHERE status = 'quarantined' AND arrival <= (
        SELECT arrival FROM inbox WHERE status = 'quarantined' ORDER BY arrival DESC LIMIT 1 OFFSET ?1)"""
_FORGET_ASIDE = BARE + _BEYOND_THE_LATEST


async def receive(statements: Statements, updates: Sequence[InboxUpdate], *, now: int, keep: int) -> set[int]:
    """Take updates, but those that were taken before, and forget finished ones beyond the latest `keep`."""
    taken: dict[int, int] = {}
    for update in updates:
        row = await statements.first(_RECEIVE, update.update_id, update.lane, storable(update.payload), now)
        if row is not None:
            taken[update.update_id] = row[0]
    if taken:
        await statements.run(_FORGET, max(taken.values()) - keep)
    return set(taken)


async def quarantine(statements: Statements, update_id: int, payload: str, reason: str, *, keep: int) -> None:
    """Set an update aside, received before or not; one that is done stays done."""
    row = await statements.first(_QUARANTINE, update_id, storable(payload), storable(reason))
    if row is not None:
        await statements.run(_FORGET, row[0] - keep)
        await statements.run(_FORGET_ASIDE, ASIDE_KEPT)


async def set_aside(statements: Statements, update_id: int, reason: str) -> bool:
    """Set a pending update aside; False where it is not pending."""
    row = await statements.first(_SET_ASIDE, storable(reason), update_id)
    if row is not None:
        await statements.run(_FORGET_ASIDE, ASIDE_KEPT)
    return row is not None


async def reopen(statements: Statements, update_id: int, lane: int, *, now: int) -> bool:
    """Let an update wait again that was set aside; False where it is not any more."""
    return await statements.first(_REOPEN, lane, now, update_id) is not None


async def note_tries(statements: Statements, update_ids: list[int]) -> None:
    """Count that pending updates are begun."""
    await statements.run_many(_TRY, [(update_id,) for update_id in update_ids])


def pending_of(rows: list[Row]) -> list[InboxUpdate]:
    """The updates in rows of `PENDING`."""
    return [InboxUpdate(*row) for row in rows]


def aside_of(rows: list[Row]) -> list[SetAside]:
    """The updates in rows of `ASIDE`."""
    return [SetAside(*row) for row in rows]
