"""No table that names people or films is forgotten when somebody is erased."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.imports import Changes, Incoming, WaitingImport
from bot.storage.kept import InboxUpdate, Mark
from bot.storage.sqlite import SqliteStorage
from tests.bot.storage.contract import ALIEN, AMELIE, BOB, HEAT, film, running

ANN = 7_345_678_901
SECRET = film("Zyzzyva Among the Quokkas", 1987)
NAMES_PEOPLE = ("user_id", "chat_id", "lane")
OF_GROUPS = frozenset({"nights", "night_members", "night_messages", "night_owed"})
"""Tables whose `chat_id` is a group's, which stays when one of its people goes."""


def traces_of(user_id: int) -> tuple[bytes, ...]:
    """A user id as text, as SQLite packs integers of that size (six bytes, and eight), and as it packs row ids."""
    return (
        str(user_id).encode(),
        user_id.to_bytes(6, "big"),
        user_id.to_bytes(8, "big"),
        user_id.to_bytes(8, "little"),
        varint(user_id),
    )


def varint(number: int) -> bytes:
    """A number as SQLite writes it where it is the key of a row."""
    groups = [number & 0x7F]
    while number := number >> 7:
        groups.append(number & 0x7F | 0x80)
    return bytes(reversed(groups))


def files_with(folder: Path, *needles: bytes) -> list[tuple[str, bytes]]:
    """Files of a folder in which one of the needles stands, and which."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [(path.name, needle) for path in files for needle in needles if needle in path.read_bytes()]


def tables(path: Path) -> list[tuple[str, str]]:
    """Each table with each column that can name a person."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            f"""SELECT m.name, c.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c
            WHERE m.type = 'table' AND c.name IN {NAMES_PEOPLE} ORDER BY m.name"""
        ).fetchall()
    return [(table, column) for table, column in found if column != "chat_id" or table not in OF_GROUPS]


def referring_to_films(path: Path) -> set[str]:
    """Tables that hold a film by its key."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            """SELECT m.name FROM sqlite_schema AS m JOIN pragma_foreign_key_list(m.name) AS k
            WHERE m.type = 'table' AND k."table" = 'films'"""
        ).fetchall()
    return {name for (name,) in rows}


async def leave_traces(storage: SqliteStorage, user_id: int) -> None:
    """Something in every table that the storage's own verbs write to."""
    await storage.receive([InboxUpdate(user_id % 1000, user_id, f'{{"from": {user_id}}}')])
    await storage.quarantine(user_id % 1000 + 1, f'{{"from": {user_id}}}', "raised")
    own = SECRET if user_id == ANN else HEAT
    async with storage.transaction() as turn:
        await turn.save_state(user_id, {}, language="en")
        await turn.add_rating(user_id, own, 4)
        await turn.add_mark(user_id, ALIEN, Mark.SAVED)
        await turn.add_suggestion(user_id, AMELIE, "v1")
        await turn.apply_import(user_id, "t1", Changes((Incoming(ALIEN, 3.0, at=5),)))
        await turn.keep_import(user_id, WaitingImport("t2", "imdb", (Incoming(own, 4.0),)))
        await turn.enqueue(user_id, {"text": f"hello {user_id}"})


async def test_erasure_covers_every_table_that_names_people(tmp_path: Path) -> None:
    path = tmp_path / "matinee.db"
    async with running(SqliteStorage(path)) as storage:
        await leave_traces(storage, ANN)
    named = tables(path)
    assert {table for table, _ in named} >= {"ratings", "marks", "journal", "suggestions", "users", "outbox", "inbox"}
    fill_the_rest(path, named)
    async with running(SqliteStorage(path)) as storage, storage.transaction() as turn:
        await turn.delete_user(ANN)
    with closing(sqlite3.connect(path)) as connection:
        left = [
            (table, column)
            for table, column in named
            if connection.execute(f"SELECT count(*) FROM {table} WHERE {column} = ?", (ANN,)).fetchone()[0]
        ]
    assert left == []


def fill_the_rest(path: Path, named: list[tuple[str, str]]) -> None:
    """A row of this person in tables that nothing was written to: any values will do, so checks are off."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for table, _ in named:
            if connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]:
                continue
            columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
            values = {name: ANN if name in NAMES_PEOPLE else 1 for _, name, *_ in columns}
            places = ", ".join("?" for _ in values)
            connection.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places})", (*values.values(),))
        connection.commit()


async def test_a_film_is_forgotten_when_nobody_else_spoke_of_it(tmp_path: Path) -> None:
    path = tmp_path / "matinee.db"
    async with running(SqliteStorage(path)):
        pass
    assert referring_to_films(path) == {"ratings", "marks", "journal", "suggestions"}


@pytest.mark.parametrize("refused", [False, True])
async def test_once_the_farewell_is_said_no_byte_is_left(tmp_path: Path, refused: bool) -> None:
    async with running(SqliteStorage(tmp_path / "matinee.db")) as storage:
        await leave_traces(storage, BOB)
        await leave_traces(storage, ANN)
        await storage.receive([InboxUpdate(1000, ANN, f'{{"from": {ANN}}}')])
        async with storage.transaction() as turn:
            await turn.save_state(ANN, {}, language="en")
            await turn.delete_user(ANN)
            farewell = await turn.enqueue(ANN, {"text": "goodbye"})
            await turn.finish(1000)
        assert files_with(tmp_path, *traces_of(ANN))
        if refused:
            await storage.attempted(farewell.outbox_id)
        await storage.sent(farewell.outbox_id)
        assert files_with(tmp_path, *traces_of(ANN), SECRET.title.encode(), SECRET.key.encode()) == []
        assert files_with(tmp_path, str(BOB).encode())


async def test_a_farewell_said_after_a_crash_leaves_no_byte_either(tmp_path: Path) -> None:
    async with running(SqliteStorage(tmp_path / "matinee.db")) as storage:
        await leave_traces(storage, ANN)
        async with storage.transaction() as turn:
            await turn.delete_user(ANN)
            await turn.enqueue(ANN, {"text": "goodbye"})
    async with running(SqliteStorage(tmp_path / "matinee.db")) as storage:
        (farewell,) = await storage.unsent()
        await storage.sent(farewell.outbox_id)
        assert files_with(tmp_path, *traces_of(ANN), SECRET.title.encode()) == []


async def test_other_replies_cost_no_rewriting(tmp_path: Path) -> None:
    async with running(SqliteStorage(tmp_path / "matinee.db")) as storage:
        async with storage.transaction() as turn:
            await turn.delete_user(ANN)
            message = await turn.enqueue(BOB, {"text": "hello"})
        await storage.sent(message.outbox_id)
        with closing(sqlite3.connect(tmp_path / "matinee.db")) as connection:
            assert connection.execute("SELECT count(*) FROM chores").fetchone() == (0,)
