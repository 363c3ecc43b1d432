"""The effects of one turn, as SQL."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.added.film import AddedFilm
from bot.films import Film
from bot.stations import KeptStation
from bot.storage.belongings import Belongings
from bot.storage.imports import Changes, WaitingImport
from bot.storage.kept import Action, Json, Mark, OutboxMessage, Outcome, Verb
from bot.storage.sql import actions, added, erasure, films, imports, inbox, journal, stations, wakeups
from bot.storage.sql.belongings import take_over
from bot.storage.sql.journal import Change
from bot.storage.sql.nights import SqlNights
from bot.storage.sql.statements import Statements
from bot.storage.sql.text import storable
from bot.storage.sql.trainings import SqlTrainings
from bot.wakeups import WakeupKind
from recengine.columns import MAX_STARS, MIN_STARS
from recengine.errors import InvalidRating

Clock = Callable[[], int]

_SET_RATING = """
    INSERT INTO ratings (user_id, film_key, stars, rated_at, entry_id) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (user_id, film_key) DO UPDATE SET stars = excluded.stars, rated_at = excluded.rated_at,
        entry_id = excluded.entry_id"""
_SAVE_STATE = """
    INSERT INTO users (user_id, language, state, known_since) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (user_id) DO UPDATE SET language = excluded.language, state = excluded.state"""
_SUGGEST = """
    INSERT INTO suggestions (user_id, film_key, model_version, at, predicted_match) VALUES (?1, ?2, ?3, ?4, ?5)"""
_SETTLE = """
    UPDATE suggestions SET outcome = ?1, outcome_at = ?2
    WHERE suggestion_id = (SELECT max(suggestion_id) FROM suggestions WHERE user_id = ?3 AND film_key = ?4)"""
_FINISH = """
    UPDATE inbox SET status = 'done', lane = NULL, payload = NULL, reason = NULL, received_at = NULL
    WHERE update_id = ?1 AND status = 'pending' RETURNING arrival"""
_IS_DONE = "SELECT 1 FROM inbox WHERE update_id = ?1 AND status = 'done'"
_ENQUEUE = """
    INSERT INTO outbox (chat_id, payload, is_farewell, queued_at)
    VALUES (?1, ?2, CASE WHEN CAST(?3 AS BIGINT) = 1 OR (CAST(?1 AS BIGINT) > 0
        AND NOT EXISTS (SELECT 1 FROM users WHERE user_id = ?1)) THEN 1 ELSE 0 END, ?4) RETURNING outbox_id"""


class SqlTransaction(SqlNights, SqlTrainings):
    """`bot.storage.base.Transaction` on one open transaction of a database."""

    def __init__(self, statements: Statements, clock: Clock) -> None:
        self._statements = statements
        self._clock = clock
        self._actions: dict[int, int] = {}  # the first entry that each person wrote in this transaction
        self._erased: set[int] = set()

    async def add_rating(self, user_id: int, film: Film, stars: float) -> None:
        """See `Transaction.add_rating`.

        Raises
        ------
        InvalidRating
            Where `stars` is not a number from 0.5 to 5.
        """
        if not MIN_STARS <= stars <= MAX_STARS:
            raise InvalidRating(f"A rating goes from {MIN_STARS} to {MAX_STARS} stars, not {stars}.")
        before, replaces = await self._rating(user_id, film)
        if before == stars:
            return
        await films.keep(self._statements, [film])
        now = self._clock()
        change = Change(user_id, Verb.RATE, film.key, before=before, after=float(stars), replaces=replaces)
        entry_id = await self._append(change, now)
        await self._statements.run(_SET_RATING, user_id, film.key, float(stars), now, entry_id)

    async def remove_rating(self, user_id: int, film: Film) -> None:
        """See `Transaction.remove_rating`."""
        before, replaces = await self._rating(user_id, film)
        if before is None:
            return
        change = Change(user_id, Verb.UNRATE, film.key, before=before, replaces=replaces)
        await self._append(change, self._clock())
        await self._statements.run("DELETE FROM ratings WHERE user_id = ?1 AND film_key = ?2", user_id, film.key)

    async def add_mark(self, user_id: int, film: Film, mark: Mark) -> None:
        """See `Transaction.add_mark`."""
        if await self._marking_entry(user_id, film, mark) is not None:
            return
        await films.keep(self._statements, [film])
        now = self._clock()
        change = Change(user_id, Verb.MARK, film.key, mark, before=0.0, after=1.0)
        entry_id = await self._append(change, now)
        await self._statements.run(
            "INSERT INTO marks (user_id, film_key, mark, marked_at, entry_id) VALUES (?1, ?2, ?3, ?4, ?5)",
            user_id,
            film.key,
            mark,
            now,
            entry_id,
        )

    async def remove_mark(self, user_id: int, film: Film, mark: Mark) -> None:
        """See `Transaction.remove_mark`."""
        replaces = await self._marking_entry(user_id, film, mark)
        if replaces is None:
            return
        change = Change(user_id, Verb.UNMARK, film.key, mark, before=1.0, after=0.0, replaces=replaces)
        await self._append(change, self._clock())
        await self._statements.run(
            "DELETE FROM marks WHERE user_id = ?1 AND film_key = ?2 AND mark = ?3", user_id, film.key, mark
        )

    async def undo_last(self, user_id: int) -> Action | None:
        """See `Transaction.undo_last`; what comes back keeps its former date and place in the order."""
        return await actions.undo_last(self._statements, user_id, self._clock())

    async def undo(self, user_id: int, action_id: int) -> Action | None:
        """See `Transaction.undo`; what comes back keeps its former date and place in the order."""
        return await actions.undo(self._statements, user_id, action_id, self._clock())

    async def add_suggestion(
        self, user_id: int, film: Film, model_version: str, *, match: float | None = None
    ) -> None:
        """See `Transaction.add_suggestion`."""
        await films.keep(self._statements, [film])
        await self._statements.run(
            _SUGGEST,
            user_id,
            film.key,
            model_version,
            self._clock(),
            match,
        )

    async def settle_suggestion(self, user_id: int, film: Film, outcome: Outcome) -> None:
        """See `Transaction.settle_suggestion`; a later outcome replaces an earlier one."""
        await self._statements.run(_SETTLE, outcome, self._clock(), user_id, film.key)

    async def wake_at(self, user_id: int, kind: WakeupKind, due_at: int, film: Film | None = None) -> None:
        """See `Transaction.wake_at`."""
        if film is not None:
            await films.keep(self._statements, [film])
        await wakeups.set_wakeup(self._statements, user_id, kind, due_at, film.key if film else "")

    async def let_sleep(self, user_id: int, kind: WakeupKind, film: Film | None = None) -> None:
        """See `Transaction.let_sleep`."""
        await wakeups.remove_wakeup(self._statements, user_id, kind, film.key if film else None)

    async def postpone(self, user_id: int, kind: WakeupKind, until: int) -> None:
        """See `Transaction.postpone`."""
        await wakeups.postpone(self._statements, user_id, kind, until)

    async def keep_station(self, user_id: int, station: KeptStation) -> None:
        """See `Transaction.keep_station`."""
        await stations.keep(self._statements, user_id, station, self._clock())

    async def remove_station(self, user_id: int, code: str) -> None:
        """See `Transaction.remove_station`."""
        await stations.remove(self._statements, user_id, code)

    async def keep_import(self, user_id: int, waiting: WaitingImport) -> None:
        """See `Transaction.keep_import`."""
        await imports.keep(self._statements, user_id, waiting, self._clock())

    async def drop_import(self, user_id: int) -> None:
        """See `Transaction.drop_import`."""
        await imports.drop(self._statements, user_id)

    async def apply_import(self, user_id: int, token: str, changes: Changes) -> None:
        """See `Transaction.apply_import`."""
        await imports.apply(self._statements, user_id, token, changes, self._clock())

    async def undo_import(self, user_id: int, token: str) -> None:
        """See `Transaction.undo_import`."""
        await imports.undo(self._statements, user_id, token, self._clock())

    async def restore(self, user_id: int, token: str, belongings: Belongings) -> None:
        """See `Transaction.restore`."""
        await take_over(self._statements, user_id, token, belongings)

    async def save_state(self, user_id: int, state: Json, *, language: str) -> None:
        """See `Transaction.save_state`."""
        await self._statements.run(_SAVE_STATE, user_id, storable(language), json.dumps(dict(state)), self._clock())

    async def delete_user(self, user_id: int) -> None:
        """See `Transaction.delete_user`; the database is rid of dead rows after the commit."""
        await erasure.erase(self._statements, user_id)
        self._erased.add(user_id)

    async def enqueue(self, chat_id: int, payload: Json) -> OutboxMessage:
        """See `Transaction.enqueue`; what is said to somebody who is erased, then or later, is a farewell."""
        words = json.dumps(dict(payload))
        row = await self._statements.first(_ENQUEUE, chat_id, words, int(chat_id in self._erased), self._clock())
        assert row is not None
        return OutboxMessage(row[0], chat_id, payload)

    async def finish(self, update_id: int) -> bool:
        """See `Transaction.finish`; one that was never received, as an inline query is not, can be finished, too."""
        if await self._statements.first(_FINISH, update_id) is not None:
            return True
        return await self._statements.first(_IS_DONE, update_id) is None

    async def set_aside(self, update_id: int, reason: str) -> bool:
        """See `Transaction.set_aside`."""
        return await inbox.set_aside(self._statements, update_id, reason)

    async def discard_quarantined(self) -> None:
        """See `Transaction.discard_quarantined`."""
        await self._statements.run(inbox.DISCARD)

    async def add_films(self, films: Sequence[AddedFilm]) -> int:
        """See `Transaction.add_films`."""
        return await added.add(self._statements, films, self._clock())

    async def remove_added(self, key: str) -> bool:
        """See `Transaction.remove_added`."""
        return await added.remove(self._statements, key)

    async def want(self, title: str) -> None:
        """See `Transaction.want`."""
        await added.want(self._statements, title, self._clock())

    async def forget_wanted(self, key: str) -> bool:
        """See `Transaction.forget_wanted`."""
        return await added.forget(self._statements, key)

    async def _append(self, change: Change, at: int) -> int:
        """Write a change down as part of the person's action; returns the id of its entry."""
        entry_id = await journal.append(
            self._statements, replace(change, action=self._actions.get(change.user_id)), at
        )
        self._actions.setdefault(change.user_id, entry_id)
        return entry_id

    async def _rating(self, user_id: int, film: Film) -> tuple[float | None, int | None]:
        """Stars and the entry that set them, or two times None."""
        await self._statements.hold(user_id)
        row = await self._statements.first(
            "SELECT stars, entry_id FROM ratings WHERE user_id = ?1 AND film_key = ?2", user_id, film.key
        )
        return (None, None) if row is None else (row[0], row[1])

    async def _marking_entry(self, user_id: int, film: Film, mark: Mark) -> int | None:
        """The entry that put the film under the mark, or None where it is not under it."""
        await self._statements.hold(user_id)
        row = await self._statements.first(
            "SELECT entry_id FROM marks WHERE user_id = ?1 AND film_key = ?2 AND mark = ?3",
            user_id,
            film.key,
            mark,
        )
        return None if row is None else int(row[0])
