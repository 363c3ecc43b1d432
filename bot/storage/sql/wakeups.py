"""Wake-ups: when the bot is to speak first."""

from bot.films import Film
from bot.storage.kept import Wakeup
from bot.storage.sql.statements import Row, Statements
from bot.wakeups import WakeupKind

# Of several that are due to one person only the earliest: nobody wants two questions at once.
DUE = """
    SELECT w.user_id, u.language, w.kind, w.due_at, f.key, f.title, f.year, f.imdb_id, f.tmdb_id
    FROM wakeups AS w JOIN users AS u ON u.user_id = w.user_id LEFT JOIN films AS f ON f.key = w.film_key
    WHERE (w.due_at <= CAST(?1 AS BIGINT) OR w.due_at > CAST(?1 AS BIGINT) + CAST(?3 AS BIGINT)) AND NOT EXISTS (
        SELECT 1 FROM wakeups AS e WHERE e.user_id = w.user_id
            AND (e.due_at, e.kind, e.film_key) < (w.due_at, w.kind, w.film_key))
    ORDER BY w.due_at, w.user_id LIMIT ?2"""

_SET = """
    INSERT INTO wakeups (user_id, kind, film_key, due_at) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (user_id, kind, film_key) DO UPDATE SET due_at = excluded.due_at"""


def wakeup_of(row: Row) -> Wakeup:
    """The wake-up in a row of `DUE`."""
    user_id, language, kind, due_at, *film = row
    return Wakeup(user_id, WakeupKind(kind), due_at, None if film[0] is None else Film(*film), language)


async def set_wakeup(statements: Statements, user_id: int, kind: WakeupKind, due_at: int, film_key: str) -> None:
    """See `Transaction.wake_at`."""
    await statements.run(_SET, user_id, kind, film_key, due_at)


async def remove_wakeup(statements: Statements, user_id: int, kind: WakeupKind, film_key: str | None) -> None:
    """See `Transaction.let_sleep`."""
    if film_key is None:
        await statements.run("DELETE FROM wakeups WHERE user_id = ?1 AND kind = ?2", user_id, kind)
    else:
        await statements.run(
            "DELETE FROM wakeups WHERE user_id = ?1 AND kind = ?2 AND film_key = ?3", user_id, kind, film_key
        )


async def postpone(statements: Statements, user_id: int, kind: WakeupKind, until: int) -> None:
    """See `Transaction.postpone`."""
    await statements.run(
        "UPDATE wakeups SET due_at = ?1 WHERE user_id = ?2 AND kind = ?3 AND due_at < ?1", until, user_id, kind
    )
