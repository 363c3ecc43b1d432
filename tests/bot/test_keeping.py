"""`matinee backup`, `restore` and `check` as people call them."""

import json
import os
import pty
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.migrate import prepare, shipped_migrations
from bot.storage.sqlite_lock import held
from tests.bot.small import publish
from tests.bot.test_cli import matinee, one_line
from tests.bot.test_settings import NAMES, ROOT


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a model and a database of one person."""
    publish(tmp_path / "home")
    database = tmp_path / "home" / "matinee.sqlite3"
    prepare(database, shipped_migrations())
    add_person(database, 1)
    return tmp_path / "home"


def add_person(database: Path, user_id: int) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("INSERT INTO users VALUES (?, 'en', '{}', 0)", (user_id,))
        connection.commit()


def people(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM users").fetchone()[0])


async def test_a_backup_is_made_and_restored(home: Path) -> None:
    database = home / "matinee.sqlite3"
    code, out, err = await matinee("backup", home=home)
    assert (code, err) == (0, "")
    (made,) = beside(home / "backups", "*")
    assert out.startswith(f"The database is backed up to {made} (0.")
    assert out.endswith(" MB, 1 person, 0 ratings).\n")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE users SET user_id = 2")  # one left after the backup, and one came
        connection.commit()
    add_person(database, 3)
    code, out, err = await matinee("restore", str(made), home=home)
    assert (code, err) == (0, "")
    assert people(database) == 1
    (kept,) = beside(home, "matinee.before-restore-*.sqlite3")
    assert f"kept as {kept}" in out
    assert "brings back 1 person whom the database does not have any more, perhaps after /delete" in out
    assert people(kept) == 2


def beside(folder: Path, pattern: str) -> list[Path]:
    return list(folder.glob(pattern))


async def test_a_running_bot_lets_itself_be_backed_up_and_not_be_robbed(home: Path) -> None:
    with held(home / "matinee.sqlite3"):
        assert (await matinee("backup", "mine.sqlite3", home=home))[0] == 0
        said = one_line(await matinee("restore", "mine.sqlite3", "--yes", home=home))
    assert f"in use by another Matinee (process {os.getpid()})" in said
    assert "exists already" in one_line(await matinee("backup", "mine.sqlite3", home=home))


def at_a_terminal(home: Path, *arguments: str, answer: str) -> tuple[int, str]:
    """Run the command with a terminal as stdin."""
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name not in NAMES}
    environment |= {"MATINEE_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bot", *arguments]
    try:
        os.write(ours, answer.encode())
        done = subprocess.run(
            command, cwd=home, env=environment, stdin=theirs, capture_output=True, text=True, timeout=60, check=False
        )
    finally:
        os.close(ours)
        os.close(theirs)
    return done.returncode, done.stdout


async def test_a_terminal_is_asked_before_anything_changes(home: Path) -> None:
    await matinee("backup", "mine.sqlite3", home=home)
    add_person(home / "matinee.sqlite3", 2)
    code, out = at_a_terminal(home, "restore", "mine.sqlite3", answer="n\n")
    assert code == 130
    assert "Put it in the place of" in out
    assert people(home / "matinee.sqlite3") == 2
    assert not beside(home, "*before-restore*")
    assert at_a_terminal(home, "restore", "mine.sqlite3", answer="y\n")[0] == 0
    assert people(home / "matinee.sqlite3") == 1


async def test_all_is_in_order(home: Path) -> None:
    code, out, err = await matinee("check", home=home)
    assert (code, err) == (0, "")
    names = [line.split(":")[0] for line in out.splitlines()]
    assert names == ["✓ settings", "✓ database", "✓ schema", "✓ model", "✓ disk", "✓ rights", "✓ posters"]


async def test_what_is_wrong_is_said_beside_what_is_not(home: Path) -> None:
    database = home / "matinee.sqlite3"
    database.chmod(0o644)
    kept = home / "matinee.before-restore-20200101-000000.sqlite3"
    kept.touch()
    kept.chmod(0o644)
    content = bytearray(database.read_bytes())
    content[8192:12288] = b"?" * 4096
    database.write_bytes(content)
    (array,) = (home / "models").glob("*/model.npz")
    array.write_bytes(array.read_bytes()[:-1])
    code, out, err = await matinee("check", "--json", home=home)
    found = json.loads(out)
    assert (code, err, found["ok"]) == (1, "", False)
    wrong = {one["name"]: one["said"] for one in found["checks"] if not one["ok"]}
    assert set(wrong) == {"database", "model", "rights"}
    assert "restore" in wrong["database"] or "backup" in wrong["database"]
    assert f"chmod 600 {database} {kept}" in wrong["rights"]


async def test_a_home_without_anything_is_told_what_is_missing(tmp_path: Path) -> None:
    code, out, err = await matinee("check", home=tmp_path)
    assert (code, err) == (1, "")
    assert "✗ database: there is none at" in out
    assert "✗ model: there is no model in" in out
    assert not beside(tmp_path, "*")


async def test_settings_that_cannot_be_read_are_the_first_thing_said(tmp_path: Path) -> None:
    code, out, err = await matinee("check", home=tmp_path, ADMIN_IDS="me")
    assert (code, err) == (1, "")
    assert out.startswith("✗ settings: ADMIN_IDS cannot be read")
    assert out.count("\n") == 1
