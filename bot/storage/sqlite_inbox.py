"""The durable inbox: each update is taken once, and forgotten once it is finished."""

from bot.storage.sqlite_text import storable
from bot.storage.sqlite_writer import Statements

_RECEIVE = """
    INSERT INTO inbox (update_id, status, lane, payload) VALUES (?, 'pending', ?, ?)
    ON CONFLICT (update_id) DO NOTHING RETURNING arrival"""
_QUARANTINE = """
    INSERT INTO inbox (update_id, status, payload, reason) VALUES (?, 'quarantined', ?, ?)
    ON CONFLICT (update_id) DO UPDATE SET status = 'quarantined', payload = excluded.payload,
        reason = excluded.reason
    WHERE status = 'pending' RETURNING arrival"""
_FORGET = "DELETE FROM inbox WHERE arrival <= ? AND status <> 'pending'"


async def receive(statements: Statements, update_id: int, lane: int, payload: str, *, keep: int) -> bool:
    """Take an update unless it was taken before, and forget finished ones beyond the latest `keep`."""
    row = await statements.first(_RECEIVE, update_id, lane, storable(payload))
    if row is None:
        return False
    await statements.run(_FORGET, row[0] - keep)
    return True


async def quarantine(statements: Statements, update_id: int, payload: str, reason: str, *, keep: int) -> None:
    """Set an update aside, received before or not; one that is done stays done."""
    row = await statements.first(_QUARANTINE, update_id, storable(payload), storable(reason))
    if row is not None:
        await statements.run(_FORGET, row[0] - keep)
