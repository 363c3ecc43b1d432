"""Files that are not ours to change are refused in one plain line and stay as they are."""

import asyncio
import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.kept import StorageError
from bot.storage.migrate import Migration, prepare, shipped_migrations
from bot.storage.sqlite import SqliteStorage
from tests.bot.storage.contract import BOB, HEAT, running

SCHEMA_1 = Path(__file__).parent / "data" / "schema_1.sql"
SHIPPED = shipped_migrations()
NEXT = len(SHIPPED) + 1
NEWER = [*SHIPPED, Migration(NEXT, f"PRAGMA user_version = {NEXT};")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "matinee.db"


def build(path: Path, sql: str) -> None:
    """A database made by a script."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(sql)


def refusal(path: Path) -> str:
    """The line with which the storage refuses to open: one line that names the file."""

    async def try_it() -> None:
        async with running(SqliteStorage(path)):
            pass

    with asyncio.Runner() as runner, pytest.raises(StorageError) as caught:
        runner.run(try_it())
    line = str(caught.value)
    assert str(path) in line
    assert "\n" not in line
    return line


def test_a_newer_database_is_refused_and_stays_as_it_is_byte_for_byte(path: Path) -> None:
    prepare(path, NEWER)
    before = path.read_bytes()
    assert "newer version of Matinee" in refusal(path)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_newer_database_whose_process_died_is_refused_and_stays_as_it_is(path: Path, tmp_path: Path) -> None:
    prepare(path, SHIPPED)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA user_version = {NEXT}")
        copy = tmp_path / "copy" / "matinee.db"
        copy.parent.mkdir()
        for suffix in ("", "-wal"):
            copy.with_name(copy.name + suffix).write_bytes(path.with_name(path.name + suffix).read_bytes())
    files = [copy, copy.with_name("matinee.db-wal")]
    before = [file.read_bytes() for file in files]
    assert "newer version of Matinee" in refusal(copy)
    assert [file.read_bytes() for file in files] == before


def test_a_file_that_is_no_database_is_refused_and_stays_as_it_is(path: Path) -> None:
    path.write_text("my shopping list\n" * 100, "utf-8")
    before = path.read_bytes()
    assert "is no database" in refusal(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_stays_as_it_is(path: Path) -> None:
    build(path, "CREATE TABLE bookmarks (url TEXT);")
    before = path.read_bytes()
    assert "another program" in refusal(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("start", [100, 4096, 3 * 4096])
def test_a_damaged_database_is_refused_and_stays_as_it_is(path: Path, start: int) -> None:
    build(path, SCHEMA_1.read_text("utf-8"))
    content = bytearray(path.read_bytes())
    content[start : start + 600] = b"\xee" * 600
    path.write_bytes(content)
    assert "is damaged" in refusal(path)
    assert path.read_bytes() == bytes(content)


def test_half_a_database_is_refused(path: Path) -> None:
    build(path, SCHEMA_1.read_text("utf-8"))
    path.write_bytes(path.read_bytes()[: 4096 * 3])
    assert "is damaged" in refusal(path)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    path = tmp_path / "file" / "matinee.db"
    assert "cannot be written" in refusal(path)


def test_a_folder_in_place_of_the_file_is_refused(path: Path) -> None:
    path.mkdir()
    assert "cannot be written" in refusal(path)


async def test_missing_folders_are_made_and_odd_names_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "new? & #1" / "ä b%20" / "matinee.db"
    for _ in range(2):
        async with running(SqliteStorage(path)) as storage, storage.transaction() as turn:
            await turn.add_rating(BOB, HEAT, 3)
    assert [file.name for file in path.parent.iterdir()] == ["matinee.db"]


def test_a_refused_storage_can_be_opened_once_the_file_is_mended(path: Path) -> None:
    async def people(storage: SqliteStorage) -> int:
        async with running(storage):
            return (await storage.counts())["users"]

    path.write_text("not a database, and longer than a header is", "utf-8")
    storage = SqliteStorage(path)
    with asyncio.Runner() as runner:
        with pytest.raises(StorageError):
            runner.run(people(storage))
        path.unlink()
        assert runner.run(people(storage)) == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_that_is_read_only_is_named(path: Path) -> None:
    path.parent.chmod(0o500)
    assert "cannot be written" in refusal(path)
    path.parent.chmod(0o700)


def test_only_the_owner_may_read_the_file(path: Path) -> None:
    prepare(path, SHIPPED)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_creation_that_was_interrupted_is_taken_up_again(path: Path) -> None:
    path.touch()
    prepare(path, SHIPPED)
    fresh = path.read_bytes()
    path.write_bytes(b"")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    prepare(path, SHIPPED)
    assert len(path.read_bytes()) == len(fresh)


def test_a_first_write_that_was_interrupted_is_rolled_back(path: Path, tmp_path: Path) -> None:
    build(path, "PRAGMA page_size = 4096; VACUUM;")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE half_made (x TEXT)")
        for _ in range(50):
            connection.execute("INSERT INTO half_made VALUES (?)", ["x" * 4000])
        copy = tmp_path / "copy" / "matinee.db"
        copy.parent.mkdir()
        for suffix in ("", "-journal"):
            copy.with_name(copy.name + suffix).write_bytes(path.with_name(path.name + suffix).read_bytes())
    prepare(copy, SHIPPED)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'half_made'").fetchone() == (0,)
