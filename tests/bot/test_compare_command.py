"""`matinee compare` as people call it."""

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import cli
from bot.commands.outcomes import comparison_ended
from bot.storage.kept import Outcome
from bot.storage.sqlite import SqliteStorage
from recengine.persistence import ModelStore
from recengine.persistence.comparison import RUNNING
from tests.bot.small import publish
from tests.bot.storage.contract import HEAT, running
from tests.bot.test_cli import matinee, one_line
from tests.bot.test_settings import NAMES

Said = tuple[int, str, str]


@pytest.fixture
def said(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Runs the command in this process, which is faster; exit code, stdout, stderr."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MATINEE_HOME", str(home))
    monkeypatch.chdir(home)

    def run(*arguments: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["matinee", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        return int(ended.value.code or 0), *capsys.readouterr()

    return run


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with two versions; the newer one is the current one."""
    for _ in range(2):
        publish(tmp_path / "home")
    return tmp_path / "home"


def versions(home: Path) -> tuple[str, str]:
    """The current version and the other one."""
    store = ModelStore(home / "models")
    current = store.current() or ""
    return current, next(version for version in store.versions() if version != current)


def suggested(home: Path, version: str, *, first: int, people: int, saved: int) -> None:
    """So many people were shown a film by a version, and so many of them saved it; the others passed."""

    async def write() -> None:
        async with running(SqliteStorage(home / "matinee.sqlite3")) as storage, storage.transaction() as turn:
            for user_id in range(first, first + people):
                await turn.save_state(user_id, {}, language="en")
                await turn.add_suggestion(user_id, HEAT, version)
                outcome = Outcome.SAVED if user_id < first + saved else Outcome.PASSED
                await turn.settle_suggestion(user_id, HEAT, outcome)

    asyncio.run(write())


def test_from_nothing_over_a_comparison_to_its_end(home: Path, said: Callable[..., Said]) -> None:
    current, other = versions(home)
    code, out, err = said("compare")
    assert (code, err) == (0, "")
    assert out == f"Nothing is being compared: {current} serves everybody. Others: {other}.\n"
    code, out, err = said("compare", other)
    assert (code, err) == (0, "")
    assert out.startswith(f"From now on {other} serves one half of the people, and {current} the other.\n")
    suggested(home, current, first=50_001, people=30, saved=5)
    suggested(home, other, first=60_001, people=30, saved=25)
    code, out, err = said("compare")
    assert (code, err) == (0, "")
    first, *lines = out.splitlines()
    assert first.startswith("Compared since ")
    assert lines[0].startswith(f"  {current} (current): 17% liked or saved (")
    assert lines[1].startswith(f"  {other} (other): 83% liked or saved (")
    assert lines[2].startswith("The other version is liked more. Other less current: +66.7 points (")
    assert lines[3] == f"To serve it to everybody: matinee rollback {other}"
    told = json.loads(said("stats", "--json")[1])["comparison"]
    assert (told["current"]["version"], told["other"]["version"], told["to"]) == (current, other, None)
    assert (told["verdict"], told["other"]["half"]["saved"]) == ("better", 25)
    assert told["difference"]["value"] == 0.6667
    assert "The other version is liked more." in said("stats")[1]
    code, out, err = said("compare", "--stop")
    assert (code, err) == (0, "")
    assert "when it was stopped" in out
    assert "The other version is liked more." in out
    assert said("compare", "--stop")[1] == "There is no comparison to end.\n"
    assert "when it was stopped" in said("compare")[1]


def test_few_people_are_too_early_and_very_few_not_told_of(home: Path, said: Callable[..., Said]) -> None:
    current, other = versions(home)
    said("compare", other)
    suggested(home, current, first=50_001, people=4, saved=1)
    suggested(home, other, first=60_001, people=2, saved=2)
    _, out, _ = said("compare")
    assert f"{current} (current): 25% liked or saved" in out
    assert f"{other} (other): fewer than 3 people yet" in out
    assert "Too early to tell: each half needs 20 people who answered." in out


def test_a_version_that_cannot_be_compared_is_one_line(home: Path, said: Callable[..., Said]) -> None:
    current, other = versions(home)
    assert "there is no model version «nonsense»" in one_line(said("compare", "nonsense"))
    assert "there is no model version «../x»" in one_line(said("compare", "../x"))
    assert "serves everybody already" in one_line(said("compare", current))
    assert "not both" in one_line(said("compare", other, "--stop"), code=2)
    (home / "models" / other / "model.npz").write_bytes(b"broken")
    assert "is damaged" in one_line(said("compare", other))
    assert not (home / "models" / RUNNING).exists()


def test_a_second_comparison_waits_for_the_end_of_the_first(home: Path, said: Callable[..., Said]) -> None:
    _, other = versions(home)
    said("compare", other)
    assert "end that first" in one_line(said("compare", other))


def test_a_newly_published_version_is_said_to_have_ended_it(home: Path, said: Callable[..., Said]) -> None:
    _, other = versions(home)
    said("compare", other)
    newest = publish(home)
    assert f"when {newest} took over" in said("compare")[1]
    (line,) = comparison_ended(ModelStore(home / "models"), newest)  # as `matinee train` says it
    assert line.startswith(f"That ended the comparison of {other} with ")


async def test_without_a_model_it_says_what_to_do(tmp_path: Path) -> None:
    assert (await matinee("compare", home=tmp_path))[1] == "There is no model yet; make one with `matinee train`.\n"
    assert "matinee train" in one_line(await matinee("compare", "v1", home=tmp_path))


def test_a_damaged_file_is_one_line_that_says_what_removes_it(home: Path, said: Callable[..., Said]) -> None:
    (home / "models" / RUNNING).write_bytes(b"?")
    assert "matinee compare --stop" in one_line(said("compare"))
    assert said("stats")[0] == 0
    assert said("compare", "--stop")[0] == 0
    assert "Nothing is being compared" in said("compare")[1]


def test_going_back_to_another_version_says_that_it_ended_it_once(home: Path, said: Callable[..., Said]) -> None:
    current, other = versions(home)
    said("compare", other)
    ended = f"That ended the comparison of {other} with {current}; what came of it: matinee compare\n"
    assert ended in said("rollback", other)[1]
    assert "ended" not in said("rollback", current)[1]
    assert "ended" not in said("rollback", other)[1]
