"""Commands that look at the database, with one on a PostgreSQL server."""

import os
import subprocess
from pathlib import Path

import pytest

from bot.storage.postgres.address import Address
from bot.storage.postgres.storage import PostgresStorage
from bot.storage.sqlite import SqliteStorage
from bot.training import own_ratings
from tests.bot.small import publish
from tests.bot.storage.contract import ANN, HEAT, running
from tests.bot.test_cli import matinee, one_line
from tests.postgres import PASSWORD, STRICT, server


@pytest.fixture
def home(tmp_path: Path) -> Path:
    publish(tmp_path / "home")
    return tmp_path / "home"


def tool(command: str) -> None:
    """Run a command as it is told, with PostgreSQL's own tools."""
    environment = {**os.environ, "PATH": f"{server().tools}:{os.environ['PATH']}", "PGPASSWORD": PASSWORD}
    subprocess.run(command, shell=True, check=True, env=environment)


async def test_backups_are_left_to_postgresql_and_the_commands_that_are_told_work(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server().new_database("kept")
    server().execute(f"ALTER DATABASE kept OWNER TO {STRICT}")
    url = server().url("kept", user=STRICT, password=PASSWORD)
    async with running(PostgresStorage(url)) as storage, storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 4)
    told = one_line(await matinee("backup", home=home, DATABASE_URL=url))
    assert "secret" not in told
    monkeypatch.chdir(home)
    tool(told[told.index("pg_dump") :])
    async with running(PostgresStorage(url)) as storage, storage.transaction() as turn:
        await turn.delete_user(ANN)
    told = one_line(await matinee("restore", "kept.dump", "--yes", home=home, DATABASE_URL=url))
    tool(told[told.index("pg_restore") :])
    async with running(PostgresStorage(url)) as storage:
        assert [each.film for each in await storage.all_ratings()] == [HEAT]


async def test_check_tells_how_the_server_fares(home: Path) -> None:
    url = server().new_database("bare")
    code, out, _ = await matinee("check", home=home, DATABASE_URL=url)
    assert code == 1
    assert "✗ database: bare on /" in out  # this server does without fsync
    assert "set fsync = on there" in out
    names = [line[2:].split(":")[0] for line in out.splitlines()]
    assert names[:3] == ["settings", "database", "model"]  # there is no schema yet
    assert server().execute("SELECT to_regnamespace('matinee') IS NULL", "bare") == [(True,)]


def test_check_tells_schema_and_counts(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot import checking
    from bot.storage.postgres import looking

    async def looked_at(address: Address) -> looking.Seen:
        return looking.Seen("18.4", 8, 3, 5)

    monkeypatch.setattr(looking, "looked_at", looked_at)
    database, schema = checking._server(Address.of("postgresql://h/n"))
    assert (database.ok, database.said) == (True, "n on h:5432 answers (PostgreSQL 18.4); people: 3, ratings: 5")
    assert schema.said.startswith("8 is brought to ")


async def test_a_command_with_a_wrong_address_ends_in_one_line(home: Path) -> None:
    for url in (server().url("elsewhere"), "postgresql://me:hush-hush@127.0.0.1:1/n"):
        line = one_line(await matinee("stats", home=home, DATABASE_URL=url))
        assert "hush" not in line
        code, out, _ = await matinee("check", home=home, DATABASE_URL=url)
        assert (code, "✗ database:" in out, "hush" in out) == (1, True, False)


def test_a_training_learns_from_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.settings import Settings

    url = server().new_database("bare")
    settings = Settings(matinee_home=tmp_path, database_url=url, _env_file=None)
    assert own_ratings(settings) == []
    assert server().execute("SELECT to_regnamespace('matinee') IS NULL", "bare") == [(True,)]

    async def rate() -> list[object]:
        async with running(PostgresStorage(url)) as storage, storage.transaction() as turn:
            await turn.add_rating(ANN, HEAT, 4)
        return []

    server().run(rate())
    assert [(each.user_id, each.film.key, each.stars) for each in own_ratings(settings)] == [(ANN, HEAT.key, 4.0)]


async def test_everything_is_moved_to_the_server_and_back_by_one_command_each(home: Path) -> None:
    async with running(SqliteStorage(home / "matinee.sqlite3")) as storage, storage.transaction() as turn:
        await turn.save_state(ANN, {}, language="en")
        await turn.add_rating(ANN, HEAT, 4)
    server().new_database("moved")
    server().execute(f"ALTER DATABASE moved OWNER TO {STRICT}")
    url = server().url("moved", user=STRICT, password=PASSWORD)
    code, out, err = await matinee("migrate-storage", "matinee.sqlite3", url, home=home)
    assert (code, err) == (0, "")
    assert "among them 1 people and 1 ratings" in out
    assert "numbers of rows and checksums agree" in out
    assert "secret" not in out
    assert f"set DATABASE_URL={server().url('moved', user=STRICT)} (with its password)" in out
    code, out, err = await matinee("migrate-storage", url, "sqlite:///back.sqlite3", home=home)
    assert (code, err) == (0, "")
    assert f"DATABASE_URL=sqlite:///{home / 'back.sqlite3'}" in out
    async with running(SqliteStorage(home / "back.sqlite3")) as storage:
        assert [each.film for each in await storage.all_ratings()] == [HEAT]


async def test_a_move_that_cannot_be_is_one_line(home: Path) -> None:
    hidden = "postgresql://me:hush-hush@127.0.0.1:1/n"
    for source, target, said in (
        ("none.sqlite3", hidden, "There is no database"),
        ("mysql://me:hush-hush@h/n", "x.sqlite3", "That database cannot be read: it should be"),
        (hidden, "x.sqlite3", "cannot be reached"),
    ):
        line = one_line(await matinee("migrate-storage", source, target, home=home))
        assert said in line
        assert "hush" not in line
    assert not (home / "x.sqlite3").exists()
