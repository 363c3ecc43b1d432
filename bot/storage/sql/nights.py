"""Movie nights as SQL: what a turn changes of them, and how they are read."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any

from bot.films import Film
from bot.nights import LASTS, Member, Night, Posted, Status
from bot.storage.kept import NightMoved
from bot.storage.sql.films import columns_of
from bot.storage.sql.statements import Read, Statements
from bot.storage.sql.text import storable
from recengine.query import Constraints, Popularity

_LATEST = """
    SELECT number, user_id, language, opened_at, status, wishes, round, shortlist, proposed_at, passed, winner,
        revision
    FROM nights WHERE chat_id = ?1 ORDER BY number DESC LIMIT 1"""
_MEMBERS = "SELECT user_id, first_name, matches FROM night_members WHERE chat_id = ?1 AND number = ?2 ORDER BY place"
_MESSAGES = "SELECT message_id FROM night_messages WHERE chat_id = ?1 AND number = ?2"
_OWED = "SELECT user_id FROM night_owed WHERE chat_id = ?1"
# Votes in the polls of the round; and, where a poll may have a twin, members' votes in a poll that nobody knows.
_VOTES = """
    SELECT v.user_id, v.choice FROM night_votes AS v LEFT JOIN night_messages AS m ON m.poll_id = v.poll_id
    WHERE (m.chat_id = ?1 AND m.number = ?2 AND m.round = ?3) OR (
        m.poll_id IS NULL AND v.at >= ?4
        AND EXISTS (SELECT 1 FROM night_messages
            WHERE chat_id = ?1 AND number = ?2 AND round = ?3 AND doubtful = 1 AND poll_id IS NOT NULL)
        AND EXISTS (SELECT 1 FROM night_members WHERE chat_id = ?1 AND number = ?2 AND user_id = v.user_id))
    ORDER BY v.vote_id"""
_IS_KNOWN = "SELECT 1 FROM night_messages WHERE poll_id = ?1"
_CHAT_OF_POLL = """
    SELECT n.chat_id FROM night_messages AS m
    JOIN nights AS n ON n.chat_id = m.chat_id AND n.number = m.number AND n.round = m.round
    WHERE m.poll_id = ?1 AND n.status = 'voting'"""
_CHAT_OF_TWIN = """
    SELECT n.chat_id FROM nights AS n
    JOIN night_messages AS m ON m.chat_id = n.chat_id AND m.number = n.number AND m.round = n.round
    JOIN night_members AS w ON w.chat_id = n.chat_id AND w.number = n.number
    WHERE n.status = 'voting' AND m.doubtful = 1 AND m.poll_id IS NOT NULL AND w.user_id = ?1
    ORDER BY n.proposed_at DESC LIMIT 1"""
POLLS = """
    SELECT message_id FROM night_messages
    WHERE chat_id = ?1 AND number = ?2 AND round = ?3 AND poll_id IS NOT NULL ORDER BY message_id"""
VOTING = "SELECT chat_id FROM nights WHERE status = 'voting' ORDER BY chat_id"

_INSERT = """
    INSERT INTO nights (chat_id, number, user_id, language, opened_at, status, wishes, round, shortlist, proposed_at,
        passed, winner, revision)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 1) ON CONFLICT DO NOTHING RETURNING revision"""
_UPDATE = """
    UPDATE nights SET user_id = ?1, language = ?2, opened_at = ?3, status = ?4, wishes = ?5, round = ?6,
        shortlist = ?7, proposed_at = ?8, passed = ?9, winner = ?10, revision = revision + 1
    WHERE chat_id = ?11 AND number = ?12 AND revision = ?13 RETURNING revision"""
_FORGET_VOTES = """
    DELETE FROM night_votes WHERE at < ?1
        OR poll_id IN (SELECT poll_id FROM night_messages WHERE chat_id = ?2 AND number <= ?3)"""
_MOVE_OWED = """
    INSERT INTO night_owed (chat_id, user_id) SELECT CAST(?1 AS BIGINT), o.user_id FROM night_owed AS o
    WHERE o.chat_id = ?2 ON CONFLICT (chat_id, user_id) DO NOTHING"""
_TOUCH = """
    UPDATE nights SET revision = revision + 1 WHERE status IN ('gathering', 'voting') AND (user_id = ?1
        OR (chat_id, number) IN (SELECT chat_id, number FROM night_members WHERE user_id = ?1))"""
_LEAVE = """
    DELETE FROM night_members WHERE user_id = ?1 AND (chat_id, number) IN (
        SELECT chat_id, number FROM nights WHERE status IN ('gathering', 'voting'))"""
ERASE = (
    _TOUCH,
    "UPDATE nights SET user_id = NULL WHERE user_id = ?1",
    "DELETE FROM night_members WHERE user_id = ?1",
    "DELETE FROM night_votes WHERE user_id = ?1",
    "DELETE FROM night_owed WHERE user_id = ?1",
)
"""Erases one person from every night."""


class SqlNights:
    """The part of `bot.storage.base.Transaction` that is about movie nights."""

    _statements: Statements
    _clock: Callable[[], int]

    async def save_night(self, night: Night) -> None:
        """See `Transaction.save_night`."""
        where, at = night.chat_id, night.number
        if night.revision:
            row = await self._statements.first(_UPDATE, *_columns(night)[1:], where, at, night.revision)
        else:
            row = await self._statements.first(_INSERT, where, *_columns(night))
        if row is None:
            raise NightMoved(f"night {at} of a group changed meanwhile")
        await self._save_members(night)
        if not night.under_way:
            await self._statements.run(_FORGET_VOTES, self._clock() - LASTS, where, at)
        await self._statements.run("DELETE FROM nights WHERE chat_id = ?1 AND number < ?2", where, at - 1)

    async def _save_members(self, night: Night) -> None:
        where = (night.chat_id, night.number)
        await self._statements.run("DELETE FROM night_members WHERE chat_id = ?1 AND number = ?2", *where)
        for place, member in enumerate(night.members if night.under_way else ()):
            await self._statements.run(
                """INSERT INTO night_members (chat_id, number, user_id, place, first_name, matches)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6)""",
                *where,
                member.user_id,
                place,
                storable(member.name),
                json.dumps(member.matches),
            )

    async def add_vote(self, user_id: int, poll_id: str, place: int | None, *, known: bool) -> None:
        """See `Transaction.add_vote`."""
        if not known and await self._statements.first(_CHAT_OF_POLL, poll_id) is not None:
            raise NightMoved("the poll became known meanwhile")
        await self._statements.run("DELETE FROM night_votes WHERE poll_id = ?1 AND user_id = ?2", poll_id, user_id)
        await self._statements.run(
            "INSERT INTO night_votes (poll_id, user_id, choice, at) VALUES (?1, ?2, ?3, ?4)",
            poll_id,
            user_id,
            place,
            self._clock(),
        )

    async def settle_owed(self, chat_id: int, *, took_part: Iterable[int], gave_way: Iterable[int]) -> None:
        """See `Transaction.settle_owed`."""
        for user_id in took_part:
            await self._statements.run("DELETE FROM night_owed WHERE chat_id = ?1 AND user_id = ?2", chat_id, user_id)
        for user_id in gave_way:
            await self._statements.run(
                """INSERT INTO night_owed (chat_id, user_id) VALUES (?1, ?2)
                ON CONFLICT (chat_id, user_id) DO NOTHING""",
                chat_id,
                user_id,
            )

    async def leave_nights(self, user_id: int) -> None:
        """See `Transaction.leave_nights`."""
        await self._statements.run(_TOUCH, user_id)
        await self._statements.run(_LEAVE, user_id)

    async def move_chat(self, old: int, new: int) -> None:
        """See `Transaction.move_chat`."""
        if await self._statements.first("SELECT 1 FROM nights WHERE chat_id = ?1", new) is None:
            await self._statements.run(
                "UPDATE nights SET chat_id = ?1, revision = revision + 1 WHERE chat_id = ?2", new, old
            )
        await self._statements.run("DELETE FROM nights WHERE chat_id = ?1", old)
        await self._statements.run(_MOVE_OWED, new, old)
        await self._statements.run("DELETE FROM night_owed WHERE chat_id = ?1", old)


async def keep_posted(statements: Statements, posted: Posted) -> None:
    """Remember a message about a night, unless the night is forgotten already; a poll changes the night."""
    night = (posted.chat_id, posted.shows.number)
    await statements.run(
        """INSERT INTO night_messages (chat_id, number, message_id, round, poll_id, doubtful)
        SELECT chat_id, number, ?1, ?2, ?3, ?4 FROM nights WHERE chat_id = ?5 AND number = ?6
        ON CONFLICT DO NOTHING""",
        posted.message_id,
        posted.shows.round,
        posted.poll_id,
        posted.doubtful,
        *night,
    )
    if posted.poll_id is not None:
        await statements.run("UPDATE nights SET revision = revision + 1 WHERE chat_id = ?1 AND number = ?2", *night)


async def night_of(read: Read, chat_id: int) -> Night | None:
    """The latest night of a group; its revision is read first, so that one read half before a change is noticed."""
    rows = await read(_LATEST, chat_id)
    if not rows:
        return None
    number, host, language, opened_at, status, wishes, round_, shortlist, proposed_at, passed, winner, revision = (
        rows[0]
    )
    where = (chat_id, number)
    members = await read(_MEMBERS, *where)
    votes = await read(_VOTES, *where, round_, proposed_at)
    films = [Film(*film) for film in json.loads(shortlist)]
    return Night(
        chat_id,
        number,
        host,
        language,
        opened_at,
        Status(status),
        tuple(Member(user_id, name, tuple(json.loads(matches))) for user_id, name, matches in members),
        _wishes(json.loads(wishes)),
        round_,
        tuple(films),
        proposed_at,
        {user_id: place for user_id, place in votes if place is not None and 0 <= place < len(films)},
        tuple(json.loads(passed)),
        None if winner is None else Film(*json.loads(winner)),
        frozenset(row[0] for row in await read(_OWED, chat_id)),
        frozenset(row[0] for row in await read(_MESSAGES, *where)),
        revision,
    )


async def chat_of_poll(read: Read, poll_id: str, user_id: int) -> int | None:
    """The group that votes in a poll now; that of its twin where the poll itself is unknown; else None."""
    rows = await read(_CHAT_OF_POLL, poll_id)
    if not rows and not await read(_IS_KNOWN, poll_id):
        rows = await read(_CHAT_OF_TWIN, user_id)
    return int(rows[0][0]) if rows else None


def _columns(night: Night) -> tuple[Any, ...]:
    """In the order of `_COLUMNS`, without the revision; a night that is over does not say who opened it."""
    return (
        night.number,
        night.host if night.under_way else None,
        night.language,
        night.opened_at,
        night.status.value,
        json.dumps(asdict(night.wishes)),
        night.round,
        json.dumps([columns_of(film) for film in night.shortlist]),
        night.proposed_at,
        json.dumps(night.passed),
        None if night.winner is None else json.dumps(columns_of(night.winner)),
    )


def _wishes(data: Mapping[str, Any]) -> Constraints:
    fields: dict[str, Any] = {n: tuple(value) if isinstance(value, list) else value for n, value in data.items()}
    if fields["popularity"] is not None:
        fields["popularity"] = Popularity(fields["popularity"])
    return Constraints(**fields)
