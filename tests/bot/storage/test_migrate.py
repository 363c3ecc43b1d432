"""Migrations: from the very first schema on, and all of them or none."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.kept import InboxUpdate, Mark, Outcome, RatedFilm, StorageError, Verb
from bot.storage.migrate import Migration, prepare, shipped_migrations
from bot.storage.sqlite import SqliteStorage
from tests.bot.storage.contract import ALIEN, ANN, HEAT, running

SCHEMA_1 = Path(__file__).parent / "data" / "schema_1.sql"
SHIPPED = shipped_migrations()
NEXT = len(SHIPPED) + 1
GOOD_STEP = Migration(NEXT, f"ALTER TABLE users ADD COLUMN nickname TEXT;\nPRAGMA user_version = {NEXT};")
BROKEN_STEP = Migration(
    NEXT + 1,
    f"DELETE FROM ratings;\nPRAGMA user_version = {NEXT + 1};\nALTER TABLE no_such_table ADD COLUMN x TEXT;",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "matinee.db"


def build(path: Path, sql: str) -> None:
    """A database made by a script."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(sql)


def version(path: Path) -> int:
    """The schema that the file says it has."""
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def schema(path: Path) -> list[tuple[str, str]]:
    """Names of tables, indices and triggers with their SQL, white space and comments aside."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
        ).fetchall()
    return [(name, " ".join(sql.split())) for name, sql in rows]


def dump(path: Path) -> list[str]:
    """All that the file holds, as SQL."""
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


async def test_a_database_of_the_first_schema_keeps_all_it_holds(path: Path) -> None:
    build(path, SCHEMA_1.read_text("utf-8"))
    async with running(SqliteStorage(path)) as storage:
        facts = await storage.facts(ANN)
        assert (facts.known, facts.language, facts.state) == (True, "de", {"asked": ["heat"]})
        assert facts.ratings == (RatedFilm(HEAT, 4.5, 1_700_000_000),)
        assert facts.marks == {Mark.SAVED: (ALIEN,)}
        assert [shown.outcome for shown in await storage.suggestions(ANN)] == [Outcome.LIKED]
        assert [update.update_id for update in await storage.pending()] == [21]
        assert await storage.receive([InboxUpdate(20, ANN, "{}")]) == set()
        assert [message.payload for message in await storage.unsent()] == [{"text": "hello"}]
        async with storage.transaction() as turn:
            actions = [await turn.undo_last(ANN) for _ in range(3)]
        assert [action and action.entries[0].verb for action in actions] == [Verb.MARK, Verb.RATE, None]
    assert version(path) == len(SHIPPED)


def test_the_first_migration_makes_the_schema_that_was_released(path: Path, tmp_path: Path) -> None:
    released = tmp_path / "released.db"
    build(released, SCHEMA_1.read_text("utf-8"))
    prepare(path, SHIPPED[:1])
    assert schema(path) == schema(released)


def test_an_old_database_gets_the_schema_that_a_new_one_has(path: Path, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.db"
    build(path, SCHEMA_1.read_text("utf-8"))
    prepare(path, SHIPPED)
    prepare(fresh, SHIPPED)
    assert schema(path) == schema(fresh)


def test_a_missing_step_is_applied_once(path: Path) -> None:
    build(path, SCHEMA_1.read_text("utf-8"))
    prepare(path, [*SHIPPED, GOOD_STEP])
    prepare(path, [*SHIPPED, GOOD_STEP])
    assert version(path) == NEXT


def test_a_step_that_fails_half_way_leaves_the_old_database(path: Path) -> None:
    build(path, SCHEMA_1.read_text("utf-8"))
    prepare(path, SHIPPED)
    before = dump(path)
    with pytest.raises(StorageError, match="no such table"):
        prepare(path, [*SHIPPED, GOOD_STEP, BROKEN_STEP])
    assert dump(path) == before
    assert version(path) == len(SHIPPED)


def test_a_step_that_leaves_rows_without_their_film_is_refused(path: Path) -> None:
    build(path, SCHEMA_1.read_text("utf-8"))
    prepare(path, SHIPPED)
    before = dump(path)
    careless = Migration(NEXT, f"DELETE FROM films;\nPRAGMA user_version = {NEXT};")
    with pytest.raises(StorageError, match="refer to rows that are missing"):
        prepare(path, [*SHIPPED, careless])
    assert dump(path) == before


def test_a_step_that_forgets_its_number_is_refused(path: Path) -> None:
    with pytest.raises(ValueError, match="user_version"):
        prepare(path, [*SHIPPED, Migration(NEXT, "CREATE TABLE extra (x INTEGER);")])
    assert version(path) == 0
    assert schema(path) == []


def test_statements_are_split_at_their_ends_and_not_inside_triggers() -> None:
    sql = "CREATE TABLE a (x TEXT); -- one;\nCREATE TRIGGER t BEFORE UPDATE ON a\nBEGIN\nSELECT 1;\nEND;\nSELECT 2"
    statements = [statement.strip() for statement in Migration(1, sql).statements()]
    assert [statement.split()[1] for statement in statements] == ["TABLE", "TRIGGER", "2"]
