"""`matinee stats` as people and programs call it."""

import json
from pathlib import Path

import pytest

from bot.storage.base import Storage
from bot.storage.kept import Outcome
from bot.storage.postgres.storage import PostgresStorage
from bot.storage.sqlite import SqliteStorage
from tests.bot.small import publish
from tests.bot.storage.contract import ALIEN, HEAT, running
from tests.bot.test_cli import matinee, one_line
from tests.postgres import server

PEOPLE = (4_611_686_018, 5_764_607_523, 6_917_529_027)


async def fill(storage: Storage) -> None:
    """Three people are shown two films each; all save the first."""
    async with storage.transaction() as turn:
        for user_id in PEOPLE:
            await turn.save_state(user_id, {}, language="en")
            for film in (HEAT, ALIEN):
                await turn.add_suggestion(user_id, film, "v1", match=70)
            await turn.settle_suggestion(user_id, HEAT, Outcome.SAVED)


@pytest.fixture
async def home(tmp_path: Path) -> Path:
    """A home with a model and three people who were shown two films each; the first was saved by all."""
    publish(tmp_path / "home")
    async with running(SqliteStorage(tmp_path / "home" / "matinee.sqlite3")) as storage:
        await fill(storage)
    return tmp_path / "home"


async def test_the_numbers_as_tables(home: Path) -> None:
    code, out, err = await matinee("stats", home=home)
    assert (code, err) == (0, "")
    first, second, third, *_ = out.splitlines()
    assert first.endswith(": 6 suggestions to 3 people, 3 answered.")
    assert second.startswith("Liked or saved: 100% (")
    assert "50% of those shown; disliked 0%, seen 0%, hidden 0%." in second
    assert third == "2 films of 12 (17%) were shown; the 10 shown most make 100% of all suggestions."
    assert "v1                   3       6          3   100%" in out
    assert not [str(user_id) for user_id in PEOPLE if str(user_id) in out]
    assert "Heat" not in out


async def test_the_numbers_as_json_while_the_bot_runs(home: Path) -> None:
    async with running(SqliteStorage(home / "matinee.sqlite3")):
        code, out, err = await matinee("stats", "--weeks", "4", "--json", home=home)
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert (told["weeks_asked"], told["total"]["shown"], told["total"]["saved"]) == (4, 6, 3)
    assert told["films"]["catalogue"] == 12
    assert not [str(user_id) for user_id in PEOPLE if str(user_id) in out]


async def test_the_numbers_of_a_database_on_postgresql_are_the_same(home: Path) -> None:
    url = server().new_database("told")
    async with running(PostgresStorage(url)) as storage:
        await fill(storage)
    on_sqlite = await matinee("stats", "--json", home=home)
    assert await matinee("stats", "--json", home=home, DATABASE_URL=url) == on_sqlite


async def test_all_weeks_without_a_database_or_model(tmp_path: Path) -> None:
    code, out, err = await matinee("stats", "--weeks", "0", home=tmp_path)
    assert (code, err) == (0, "")
    assert "nothing to tell yet, as fewer than 3 people were shown suggestions" in out
    assert not beside(tmp_path)


def beside(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def test_a_number_of_weeks_that_makes_no_sense_is_one_line(tmp_path: Path) -> None:
    for weeks in ("-1", "many", "100000"):
        one_line(await matinee("stats", "--weeks", weeks, home=tmp_path), code=2)
