"""Restoring: the old database or the new one, whole, and the old one kept."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage import sqlite_restore
from bot.storage.kept import StorageError
from bot.storage.migrate import shipped_migrations
from bot.storage.sqlite import SqliteStorage
from bot.storage.sqlite_backup import backed_up
from bot.storage.sqlite_copy import verified
from bot.storage.sqlite_lock import held
from bot.storage.sqlite_restore import put_in_place, staged, users_missing
from tests.bot.storage.contract import ANN, BOB, running
from tests.bot.storage.test_sqlite_backup import rate

NOW = 1_700_000_000
SCHEMA_1 = Path(__file__).parent / "data" / "schema_1.sql"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "matinee.db"


@pytest.fixture
async def backup(path: Path, tmp_path: Path) -> Path:
    """A backup with one person's rating; the database has gone on since: another one came, the first one left."""
    async with running(SqliteStorage(path)) as storage:
        await rate(storage, ANN, "Heat")
        made = backed_up(path, tmp_path / "backups" / "one.sqlite3")
        async with storage.transaction() as turn:
            await turn.delete_user(ANN)
        await rate(storage, BOB, "Alien", "Brazil")
    return made.path


def restore(backup: Path, path: Path) -> Path | None:
    with staged(backup, path) as new:
        return put_in_place(new, now=NOW)


def people(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT user_id FROM users ORDER BY 1")]


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir() if file.is_file()}


def test_a_backup_takes_the_databases_place_and_the_old_one_is_kept(backup: Path, path: Path) -> None:
    kept = restore(backup, path)
    assert kept == path.with_name("matinee.before-restore-20231114-221320.db")
    assert (people(path), people(kept)) == ([ANN], [BOB])
    assert names(path.parent) == {path.name, kept.name}
    assert path.stat().st_mode & 0o777 == 0o600


async def test_a_restored_database_serves(backup: Path, path: Path) -> None:
    restore(backup, path)
    async with running(SqliteStorage(path)) as storage:
        assert [rated.film.title for rated in (await storage.facts(ANN)).ratings] == ["Heat"]


def test_two_restores_in_one_second_keep_two_old_ones(backup: Path, path: Path) -> None:
    first, second = restore(backup, path), restore(backup, path)
    assert first is not None
    assert second is not None
    assert (first.name, second.name) == (
        "matinee.before-restore-20231114-221320.db",
        "matinee.before-restore-20231114-221320-2.db",
    )
    assert (people(first), people(second)) == ([BOB], [ANN])


def test_what_was_written_and_not_checkpointed_stays_with_the_old_one(backup: Path, path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("INSERT INTO users VALUES (7, 'en', '{}', 0)")
    saved = {suffix: Path(f"{path}{suffix}").read_bytes() for suffix in ("", "-wal")}
    connection.close()
    for suffix, content in saved.items():  # as a killed bot would leave it
        Path(f"{path}{suffix}").write_bytes(content)
    kept = restore(backup, path)
    assert kept is not None
    assert people(path) == [ANN]
    assert 7 in people(kept)
    assert not Path(f"{path}-wal").exists()


@pytest.mark.parametrize("damage", [b"no database at all", b"SQLite format 3\x00" + b"?" * 9000, b""])
def test_a_damaged_database_is_kept_with_all_that_stands_beside_it(backup: Path, path: Path, damage: bytes) -> None:
    path.write_bytes(damage)
    Path(f"{path}-wal").write_bytes(b"stale")
    kept = restore(backup, path)
    assert kept is not None
    assert people(path) == [ANN]
    assert kept.read_bytes() == damage
    if not damage.startswith(b"SQLite"):  # else SQLite looks into it, and finds nothing that counts
        assert Path(f"{kept}-wal").read_bytes() == b"stale"
    assert not Path(f"{path}-wal").exists()


def test_a_first_database_can_come_from_a_backup(backup: Path, tmp_path: Path) -> None:
    path = tmp_path / "new" / "matinee.db"
    assert restore(backup, path) is None
    assert people(path) == [ANN]


def test_a_bot_that_runs_is_not_robbed_of_its_database(backup: Path, path: Path) -> None:
    with held(path), pytest.raises(StorageError, match="in use by another Matinee"):
        restore(backup, path)
    assert people(path) == [BOB]


def test_a_program_that_reads_the_database_is_not_robbed_of_it(backup: Path, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM users").fetchall()
        with pytest.raises(StorageError, match="in use by another program"):
            restore(backup, path)
    assert people(path) == [BOB]
    assert names(path.parent) == {path.name}


def test_an_older_backup_is_brought_to_the_newest_schema_and_stays_as_it_is(path: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.sqlite3"
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript(SCHEMA_1.read_text("utf-8"))
    before = old.read_bytes()
    with staged(old, path) as new:
        assert (new.was, new.contents.version) == (1, len(shipped_migrations()))
        put_in_place(new, now=NOW)
    assert verified(path).rows["ratings"] == 1
    assert old.read_bytes() == before


def _truncate(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _flip(content: bytes) -> bytes:
    middle = len(content) // 2
    return (
        content[:middle] + bytes(byte ^ 0xFF for byte in content[middle : middle + 4096]) + content[middle + 4096 :]
    )


def _newer(content: bytes) -> bytes:
    return content[:60] + (99).to_bytes(4, "big") + content[64:]


@pytest.mark.parametrize("spoil", [_truncate, _flip, _newer, lambda content: b"", lambda content: b"hello"])
def test_a_spoilt_backup_changes_nothing(backup: Path, path: Path, spoil: Callable[[bytes], bytes]) -> None:
    backup.write_bytes(spoil(backup.read_bytes()))
    with pytest.raises(StorageError):
        restore(backup, path)
    assert people(path) == [BOB]
    assert names(path.parent) == {path.name}


def test_the_database_is_no_backup_of_itself(backup: Path, path: Path) -> None:
    again = path.with_name("again")
    again.hardlink_to(path)
    for name in (path, again):
        with pytest.raises(StorageError, match="the database itself"):
            restore(name, path)
    with pytest.raises(StorageError, match="There is no database"):
        restore(path.with_name("nowhere"), path)


def test_who_is_missing_in_the_database_of_now_is_counted(backup: Path, path: Path, tmp_path: Path) -> None:
    with staged(backup, path) as new:
        assert users_missing(new) == 1  # Ann erased herself after the backup
    with staged(backup, tmp_path / "fresh.db") as new:
        assert users_missing(new) == 0
    path.write_bytes(b"damaged")
    with staged(backup, path) as new:
        assert users_missing(new) == 0


def test_what_an_interrupted_restore_left_goes_at_the_next(backup: Path, path: Path) -> None:
    left = path.with_name(f".{path.name}.01234567.partial-journal")
    left.touch()
    second_name = path.with_name("matinee.before-restore-20200101-000000.db")
    second_name.hardlink_to(path)
    kept = restore(backup, path)
    assert kept is not None
    assert names(path.parent) == {path.name, kept.name}
    assert people(kept) == [BOB]


def test_without_hard_links_the_old_database_is_copied(
    backup: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(source: Path, target: Path) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(sqlite_restore.os, "link", no_links)
    kept = restore(backup, path)
    assert kept is not None
    assert (people(path), people(kept)) == ([ANN], [BOB])
