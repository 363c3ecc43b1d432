"""Getting rid of what was erased: a deleted row stays in its table until it is vacuumed."""

import asyncio
from time import monotonic
from typing import Final

from bot.storage.postgres.connecting import SCHEMA, Connection

_WAIT_SECONDS, _LOOK_SECONDS = 0.5, 0.02
_ASKED: Final = "SELECT CAST(CAST(xmin AS TEXT) AS BIGINT) FROM chores WHERE name = 'scrub'"
_DONE: Final = "DELETE FROM chores WHERE name = 'scrub' AND CAST(CAST(xmin AS TEXT) AS BIGINT) = $1"
_TABLES: Final = "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace($1) AND relkind = 'r' ORDER BY 1"
_NOW: Final = "SELECT CAST(pg_snapshot_xmax(pg_current_snapshot()) AS TEXT)"
# Sessions that may still see what was there before; those of other roles do not show.
_LOOK_BACK: Final = """
    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND (age(backend_xmin) > age(CAST(CAST(CAST($1 AS TEXT) AS xid8) AS xid))
            OR age(backend_xid) > age(CAST(CAST(CAST($1 AS TEXT) AS xid8) AS xid)))"""


async def is_asked_for(connection: Connection) -> bool:
    """Whether erased rows may still be in the tables."""
    return await connection.fetchval(_ASKED) is not None


async def scrub(connection: Connection) -> bool:
    """Vacuum every table, indices included; False where a session may still see what was erased.

    What was erased is then in no table and no dump any more. Bytes of it may stay in the unused space of a page until
    that is used again, and in PostgreSQL's log of changes (WAL), its archive and earlier backups as long as whoever
    runs the server keeps those.
    """
    asked = await connection.fetchval(_ASKED)
    if asked is None:
        return True
    now = await connection.fetchval(_NOW)
    nobody_looks_back = await _nobody_looks_back(connection, now)
    tables = ", ".join(f"{SCHEMA}.{row[0]}" for row in await connection.fetch(_TABLES, SCHEMA))
    await connection.execute(f"VACUUM (INDEX_CLEANUP ON, TRUNCATE OFF) {tables}")
    if nobody_looks_back:
        await connection.execute(_DONE, asked)  # unless somebody else was erased meanwhile
    return nobody_looks_back


async def _nobody_looks_back(connection: Connection, moment: str) -> bool:
    """Wait a little for sessions that began before a moment."""
    until = monotonic() + _WAIT_SECONDS
    while await connection.fetchval(_LOOK_BACK, moment):
        if monotonic() > until:
            return False
        await asyncio.sleep(_LOOK_SECONDS)
    return True
