"""Backups: as of one moment, verified, under their name or not there at all."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage import sqlite_backup, sqlite_copy
from bot.storage.kept import StorageError
from bot.storage.migrate import prepare, shipped_migrations
from bot.storage.sqlite import SqliteStorage
from bot.storage.sqlite_backup import backed_up, default_name
from bot.storage.sqlite_copy import verified
from tests.bot.storage.contract import ANN, BOB, film, running


async def rate(storage: SqliteStorage, user: int, *titles: str) -> None:
    async with storage.transaction() as turn:
        await turn.save_state(user, {}, language="en")
        for title in titles:
            await turn.add_rating(user, film(title, 2000), 4.0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "matinee.db"


async def test_a_backup_of_an_open_database_holds_what_was_committed(path: Path, tmp_path: Path) -> None:
    async with running(SqliteStorage(path)) as storage:
        await rate(storage, ANN, "Heat", "Alien")
        made = backed_up(path, tmp_path / "backups" / "one.sqlite3")
    assert (made.contents.rows["users"], made.contents.rows["ratings"]) == (1, 2)
    assert made.contents == verified(made.path)
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert made.path.parent.stat().st_mode & 0o777 == 0o700
    assert [file.name for file in made.path.parent.iterdir()] == ["one.sqlite3"]


async def test_what_is_written_meanwhile_neither_shows_nor_makes_it_start_again(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_copy, "_PAGES_AT_ONCE", 1)
    done: list[float] = []
    async with running(SqliteStorage(path)) as storage:
        await rate(storage, ANN, *(f"Film {number}" for number in range(50)))
        with closing(sqlite3.connect(path, isolation_level=None)) as other:

            def write(share: float) -> None:
                done.append(share)
                other.execute("INSERT INTO inbox (update_id, status) VALUES (?, 'done')", (len(done),))

            made = backed_up(path, tmp_path / "one.sqlite3", progress=write)
    assert made.contents.rows["inbox"] == 0
    assert done == sorted(set(done))
    assert done[-1] == 1.0


async def test_an_existing_file_is_never_overwritten(path: Path, tmp_path: Path) -> None:
    async with running(SqliteStorage(path)):
        pass
    target = tmp_path / "mine.txt"
    target.write_text("precious")
    with pytest.raises(StorageError, match="exists already and is left as it is"):
        backed_up(path, target)
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(StorageError, match="exists already"):
        backed_up(path, link)
    assert target.read_text() == "precious"


async def test_a_file_that_comes_meanwhile_is_not_overwritten(path: Path, tmp_path: Path) -> None:
    async with running(SqliteStorage(path)):
        pass
    target = tmp_path / "one.sqlite3"
    with pytest.raises(StorageError, match="exists already"):
        backed_up(path, target, progress=lambda done: target.write_text("precious") and None)
    assert target.read_text() == "precious"


def test_without_a_database_nothing_is_left_behind(path: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="There is no database"):
        backed_up(path, tmp_path / "backups" / "one.sqlite3")
    assert list((tmp_path / "backups").iterdir()) == []


@pytest.mark.parametrize("content", [b"hello", b"SQLite format 3\x00" + b"?" * 5000])
def test_what_is_no_database_is_refused(path: Path, tmp_path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StorageError):
        backed_up(path, tmp_path / "one.sqlite3")
    assert sorted(file.name for file in tmp_path.iterdir()) == [path.name]


def test_another_programs_database_is_refused(path: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    with pytest.raises(StorageError, match="no database of Matinee"):
        backed_up(path, tmp_path / "one.sqlite3")


async def test_rows_that_refer_to_nothing_are_refused(path: Path, tmp_path: Path) -> None:
    async with running(SqliteStorage(path)) as storage:
        await rate(storage, ANN, "Heat")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM films")
        connection.commit()
    with pytest.raises(StorageError, match=r"is damaged .*films that is missing"):
        backed_up(path, tmp_path / "one.sqlite3")


def test_what_was_erased_and_not_scrubbed_yet_does_not_come_along(path: Path, tmp_path: Path) -> None:
    secret = "a wish that only Bob has"
    prepare(path, shipped_migrations())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO users VALUES (?, 'en', '{}', 0)", (ANN,))
        connection.execute("INSERT INTO users VALUES (?, 'en', ?, 0)", (BOB, json.dumps({"wish": secret})))
        connection.commit()
    with closing(sqlite3.connect(path)) as connection:  # as if killed between an erasure and its scrubbing
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("DELETE FROM users WHERE user_id = ?", (BOB,))
        connection.execute("INSERT INTO chores (name) VALUES ('scrub')")
        connection.commit()
    assert secret.encode() in path.read_bytes()
    made = backed_up(path, tmp_path / "one.sqlite3")
    assert secret.encode() not in made.path.read_bytes()
    assert made.contents.rows["users"] == 1


async def test_the_remains_of_killed_backups_go_after_a_day(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(SqliteStorage(path)):
        pass
    folder = tmp_path / "backups"
    folder.mkdir()
    old, young = folder / ".a.sqlite3.00000000.partial", folder / ".b.sqlite3.00000000.partial-journal"
    for file in (old, young):
        file.touch()
    os.utime(old, (0, 0))
    backed_up(path, folder / "one.sqlite3")
    assert sorted(file.name for file in folder.iterdir()) == [young.name, "one.sqlite3"]


def test_the_name_of_a_backup_is_its_time() -> None:
    assert default_name(1_700_000_000.9) == "20231114-221320.sqlite3"
    assert sqlite_backup.default_name(0) == "19700101-000000.sqlite3"
