"""Trainings as SQL: at most one is under way, whichever process runs it."""

from collections.abc import Callable

from bot.storage.kept import KeptTraining, TrainingEnd
from bot.storage.sql.statements import Row, Statements

KEPT = 50
"""So many of the latest trainings are remembered."""

_COLUMNS = "training_id, started_at, alive_at, ratings, chat_id, message_id, ends, version"
UNDER_WAY = f"SELECT {_COLUMNS} FROM trainings WHERE status = 'running'"  # noqa: S608
OVER = f"SELECT {_COLUMNS}, status FROM trainings WHERE status <> 'running' ORDER BY training_id DESC"  # noqa: S608
NEWS = """
    SELECT count(*) FROM (
        SELECT DISTINCT user_id, film_key FROM journal
        WHERE at > CAST(?1 AS BIGINT) AND mark IS NULL AND verb IN ('rate', 'unrate', 'undo')) AS changed"""

_BEGIN = f"""
    INSERT INTO trainings (status, chat_id, started_at, alive_at, ratings)
    VALUES ('running', ?1, ?2, ?2, (SELECT count(*) FROM ratings))
    ON CONFLICT (status) WHERE status = 'running' DO NOTHING RETURNING {_COLUMNS}"""  # noqa: S608
_FORGET = "DELETE FROM trainings WHERE training_id <= ?1 AND status <> 'running'"
LIVES = "UPDATE trainings SET alive_at = ?2, message_id = ?3 WHERE training_id = ?1 AND status = 'running'"
_FOLLOW = "UPDATE trainings SET chat_id = ?2 WHERE training_id = ?1 AND status = 'running' AND chat_id IS NULL"
_BREAK = "UPDATE trainings SET ends = 1 WHERE training_id = ?1 AND status = 'running'"
_END = f"""
    UPDATE trainings SET status = ?2, version = ?3 WHERE training_id = ?1 AND status = 'running'
    RETURNING {_COLUMNS}"""  # noqa: S608
_TELL_NOBODY = "UPDATE trainings SET chat_id = NULL, message_id = NULL WHERE training_id = ?1"
ERASE = "UPDATE trainings SET chat_id = NULL, message_id = NULL WHERE chat_id = ?1"


def training_of(row: Row) -> KeptTraining:
    """The training in a row of `UNDER_WAY`, or of `OVER`."""
    training_id, started_at, alive_at, ratings, chat_id, message_id, ends, version, *status = row
    end = TrainingEnd(status[0]) if status else None
    return KeptTraining(
        training_id, started_at, alive_at, ratings, chat_id, message_id, ends=bool(ends), version=version, end=end
    )


class SqlTrainings:
    """The part of `bot.storage.base.Transaction` that is about trainings."""

    _statements: Statements
    _clock: Callable[[], int]

    async def begin_training(self, chat_id: int | None) -> KeptTraining | None:
        """See `Transaction.begin_training`."""
        row = await self._statements.first(_BEGIN, chat_id, self._clock())
        if row is None:
            return None
        await self._statements.run(_FORGET, row[0] - KEPT)
        return training_of(row)

    async def follow_training(self, training_id: int, chat_id: int) -> None:
        """See `Transaction.follow_training`."""
        await self._statements.run(_FOLLOW, training_id, chat_id)

    async def break_training(self, training_id: int) -> None:
        """See `Transaction.break_training`."""
        await self._statements.run(_BREAK, training_id)

    async def end_training(
        self, training_id: int, how: TrainingEnd, *, version: str | None = None
    ) -> KeptTraining | None:
        """See `Transaction.end_training`; nobody has to be remembered for it any more."""
        row = await self._statements.first(_END, training_id, how, version)
        if row is None:
            return None
        await self._statements.run(_TELL_NOBODY, training_id)
        return training_of(row)
