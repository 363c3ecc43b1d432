"""Everything arrives as it was, or nothing does."""

import sqlite3
from contextlib import closing
from pathlib import Path

import asyncpg
import pytest

from benchmarks.storage.filling import fill
from bot.storage.kept import CannotSave, Mark, StorageError
from bot.storage.moving import moving
from bot.storage.moving.ends import Table, in_order
from bot.storage.moving.moving import moved
from bot.storage.moving.postgres_end import PostgresEnd
from bot.storage.places import Place
from bot.storage.postgres.address import Address
from bot.storage.postgres.storage import PostgresStorage
from bot.storage.sqlite import SqliteStorage
from bot.storage.sqlite_lock import held
from tests.bot.storage.contract import ALIEN, AMELIE, ANN, BOB, HEAT, film, running
from tests.bot.storage.test_sqlite_erasure import leave_traces
from tests.postgres import server


@pytest.fixture
def address() -> Address:
    return Address.of(server().new_database("bare"))


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """A file with something in most tables."""
    path = tmp_path / "matinee.sqlite3"
    async with running(SqliteStorage(path)) as storage:
        for number in (ANN, BOB):
            await leave_traces(storage, number)
        async with storage.transaction() as turn:
            await turn.undo_last(ANN)
            await turn.add_rating(ANN, film("L'été 🎬 \x00 \ud83c", 1980), 0.5)
            await turn.delete_user(BOB)
        async with storage.transaction() as turn:
            gone = await turn.enqueue(ANN, {"text": "gone"})
        await storage.sent(gone.outbox_id)
    return path


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
        return {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for (name,) in names}


async def test_there_and_back_nothing_has_changed(path: Path, address: Address, tmp_path: Path) -> None:
    before = everything(path)
    there = await moved(path, address)
    back = await moved(address, tmp_path / "back.sqlite3")
    assert everything(tmp_path / "back.sqlite3") == before
    assert everything(path) == before
    assert there == back
    assert there["journal"].rows == len(before["journal"]) > 3
    assert (tmp_path / "back.sqlite3").stat().st_mode & 0o077 == 0
    assert beside(tmp_path, "*.lock") + beside(tmp_path, ".*") == []


async def test_what_people_can_export_is_the_same_on_both(address: Address, tmp_path: Path) -> None:
    async with running(SqliteStorage(tmp_path / "m.sqlite3")) as storage:
        people = await fill(storage, ratings=300)
        exports = [await storage.belongings(number) for number in range(1, people + 1)]
    await moved(tmp_path / "m.sqlite3", address)
    async with running(PostgresStorage(address.url)) as storage:
        assert [await storage.belongings(number) for number in range(1, people + 1)] == exports
    await moved(address, tmp_path / "back.sqlite3")
    async with running(SqliteStorage(tmp_path / "back.sqlite3")) as storage:
        assert [await storage.belongings(number) for number in range(1, people + 1)] == exports
    assert everything(tmp_path / "back.sqlite3") == everything(tmp_path / "m.sqlite3")


async def test_the_bot_goes_on_where_it_was(path: Path, address: Address, tmp_path: Path) -> None:
    async with running(SqliteStorage(path)) as storage:
        facts, journal = await storage.facts(ANN), await storage.journal(ANN)
        actions, pending, unsent = await storage.actions(ANN), await storage.pending(), await storage.unsent()
    await moved(path, address)
    async with running(PostgresStorage(address.url)) as storage:
        assert (await storage.facts(ANN), await storage.journal(ANN)) == (facts, journal)
        assert (await storage.actions(ANN), await storage.pending()) == (actions, pending)
        assert await storage.unsent() == unsent
        async with storage.transaction() as turn:
            await turn.add_rating(ANN, HEAT, 5)
            message = await turn.enqueue(ANN, {"text": "hello"})
        assert message.outbox_id > unsent[-1].outbox_id + 1  # the id of what was sent is not given twice
        assert (await storage.journal(ANN))[0].entry_id > journal[0].entry_id
    await moved(address, tmp_path / "back.sqlite3")
    async with running(SqliteStorage(tmp_path / "back.sqlite3")) as storage:
        assert [entry.before for entry in await storage.journal(ANN)][1:] == [entry.before for entry in journal]
        async with storage.transaction() as turn:
            assert (await turn.enqueue(ANN, {"text": "hello"})).outbox_id == message.outbox_id + 1


async def test_what_an_older_matinee_kept_of_the_character_nul_is_written_as_its_escape(
    path: Path, address: Address
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE films SET title = 'He' || char(0) || 'at' WHERE key = ?", (ALIEN.key,))
        connection.commit()
    await moved(path, address)
    found = server().execute(f"SELECT title FROM matinee.films WHERE key = '{ALIEN.key}'", "bare")
    assert found == [("He\\u0000at",)]


def beside(folder: Path, pattern: str) -> list[Path]:
    return list(folder.glob(pattern))


async def refused(source: Place, target: Place) -> str:
    with pytest.raises(StorageError) as caught:
        await moved(source, target)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def is_bare() -> bool:
    return server().execute("SELECT to_regnamespace('matinee') IS NULL", "bare") == [(True,)]


async def test_only_an_empty_database_is_filled(path: Path, address: Address, tmp_path: Path) -> None:
    async with running(PostgresStorage(address.url)):
        pass  # as a bot that was tried out leaves it
    await moved(path, address)
    assert "is not empty (films: " in await refused(path, address)
    assert "is there already; move it away" in await refused(address, path)
    assert "cannot be moved to itself" in await refused(path, path)


async def test_a_running_bot_is_in_the_way_at_either_end(path: Path, address: Address, tmp_path: Path) -> None:
    with held(path):
        assert "in use by another Matinee" in await refused(path, address)
    async with running(PostgresStorage(address.url)):
        assert "A bot runs on the database bare" in await refused(path, address)
        assert "A bot runs on the database bare" in await refused(address, tmp_path / "new.sqlite3")
    assert not (tmp_path / "new.sqlite3").exists()


async def test_no_bot_can_start_meanwhile(path: Path, address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    said = []

    def progress(what: str, done: float) -> None:
        said.append((what, done))

    put = PostgresEnd.put

    async def start_a_bot(self: PostgresEnd, table: Table, rows: list[tuple[object, ...]]) -> None:
        with pytest.raises(CannotSave, match="is being moved"):
            await PostgresStorage(address.url).open()
        with pytest.raises(StorageError, match="in use by another Matinee"), held(path):
            pass
        await put(self, table, rows)

    monkeypatch.setattr(PostgresEnd, "put", start_a_bot)
    await moved(path, address, progress=progress)
    assert {what for what, _ in said} == {"copying", "comparing"}
    assert said[-1] == ("comparing", 1.0)
    async with running(PostgresStorage(address.url)) as storage:
        assert await storage.all_ratings()


async def test_what_is_no_database_is_refused(tmp_path: Path, path: Path, address: Address) -> None:
    assert "There is no database" in await refused(tmp_path / "none.sqlite3", address)
    assert "has no tables of Matinee" in await refused(address, tmp_path / "new.sqlite3")
    (tmp_path / "text").write_text("hello")
    assert "text" in await refused(tmp_path / "text", address)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 7")
    assert "of an older Matinee (schema 7, this one has" in await refused(path, address)
    assert is_bare()


@pytest.mark.parametrize("back", [False, True])
async def test_whatever_fails_half_way_nothing_is_there(
    path: Path, address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, back: bool
) -> None:
    new = tmp_path / "new.sqlite3"
    if back:
        await moved(path, address)
    source, target = (address, new) if back else (path, address)
    passed = moving._passed

    async def altered(*args: object, **kwargs: object) -> dict[str, moving.Summary]:
        found = await passed(*args, **kwargs)  # type: ignore[arg-type]
        return found if "put" in kwargs else {**found, "marks": moving.Summary(0, "")}

    monkeypatch.setattr(moving, "_passed", altered)
    assert "The table marks differs after it was copied; nothing of it was kept" in await refused(source, target)

    async def interrupted(*args: object, **kwargs: object) -> dict[str, moving.Summary]:
        await passed(*args, **kwargs)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(moving, "_passed", interrupted)
    with pytest.raises(KeyboardInterrupt):
        await moved(source, target)
    assert back or is_bare()
    assert not new.exists()
    assert beside(tmp_path, ".new*") == []


async def test_rows_that_the_target_does_not_take_leave_it_empty(
    path: Path, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE ratings SET stars = 9.0")
        connection.commit()
    assert "is damaged" in await refused(path, address)  # it is looked through before
    monkeypatch.setattr("bot.storage.sqlite_copy._first_damage", lambda connection: None)
    with pytest.raises(asyncpg.CheckViolationError):
        await moved(path, address)
    assert is_bare()


def test_tables_come_after_those_that_they_refer_to() -> None:
    tables = [
        Table("a", (), (), frozenset({"b", "a"})),
        Table("c", (), ()),
        Table("b", (), (), frozenset({"c"})),
    ]
    assert [table.name for table in in_order(tables)] == ["c", "b", "a"]
    with pytest.raises(ValueError, match="circle"):
        in_order([Table("a", (), (), frozenset({"b"})), Table("b", (), (), frozenset({"a"}))])


async def test_marks_and_movies_of_several_are_told_in_the_end(path: Path, address: Address) -> None:
    async with running(SqliteStorage(path)) as storage, storage.transaction() as turn:
        await turn.add_mark(ANN, AMELIE, Mark.HIDDEN)
    found = await moved(path, address)
    ((rows,),) = server().execute("SELECT count(*) FROM matinee.marks", "bare")
    assert found["marks"].rows == rows
