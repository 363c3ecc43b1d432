"""The `matinee` command as people and programs call it: plain lines, exit codes, nothing overwritten."""

import asyncio
import json
import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot import cli
from bot.sandbox import create_app, serve
from recengine.datasets.movielens import read_movielens
from recengine.persistence.in_use import FOLDER as IN_USE
from recengine.stars import StarPredictor
from tests.bot.sandbox.client import ADA, SandboxClient, from_bot
from tests.bot.small import dataset, publish
from tests.bot.test_settings import NAMES, ROOT
from tests.end_to_end.world import titles_of, write_dataset

Result = tuple[int, str, str]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home in which a model of the small world was published."""
    publish(tmp_path / "home")
    return tmp_path / "home"


async def matinee(*arguments: str, home: Path, stdin: str = "", patience: float = 60.0, **settings: str) -> Result:
    """Run the command in a process of its own; exit code, stdout, stderr."""
    environment = {name: value for name, value in os.environ.items() if name not in NAMES}
    environment |= {"MATINEE_HOME": str(home), "PYTHONPATH": str(ROOT), **settings}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments,
        cwd=home, env=environment,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        async with asyncio.timeout(patience):
            out, err = await process.communicate(stdin.encode())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()


@asynccontextmanager
async def started(*arguments: str, home: Path) -> AsyncIterator[list[str]]:
    """Run the command until the block ends; what it says at its start, six lines."""
    environment = {name: value for name, value in os.environ.items() if name not in NAMES}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments,
        cwd=home, env=environment | {"MATINEE_HOME": str(home), "PYTHONPATH": str(ROOT)},
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        async with asyncio.timeout(60):
            yield [(await process.stdout.readline()).decode() for _ in range(6)]
    finally:
        process.terminate()
        await process.wait()


def one_line(result: Result, *, code: int = 1) -> str:
    """The one plain line of a failure."""
    assert (result[0], result[1]) == (code, ""), result
    assert result[2].startswith("matinee: ")
    assert result[2].count("\n") == 1, result[2]
    assert "Traceback" not in result[2]
    return result[2]


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != IN_USE)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def called(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Call the command in this process; its exit code."""
    monkeypatch.setattr(sys, "argv", ["matinee", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture
def here(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The home as this process's settings."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MATINEE_HOME", str(home))
    monkeypatch.chdir(home)
    return home


# Answers


async def test_search_answers_each_line_of_stdin_with_one_json_object(home: Path) -> None:
    code, out, err = await matinee("search", "-", home=home, stdin="heat\nhalloween\n\nzzzqqq\n")
    found = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [answer["query"] for answer in found] == ["heat", "halloween", "", "zzzqqq"]
    assert [answer["confident"] for answer in found] == [True, False, False, False]
    first = found[0]["matches"][0]
    assert (first["movie_id"], first["title"], first["year"]) == (1, "Heat", 1995)
    assert found[3]["matches"] == []


def test_search_prints_one_json_object_for_one_text(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called(monkeypatch, "search", "the matrix", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert set(answer) == {"query", "confident", "matches"}
    assert set(answer["matches"][0]) == {"movie_id", "title", "year", "score"}


def test_search_is_readable_without_json(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called(monkeypatch, "search", "heat") == 0
    assert "Heat (1995)  <- surely" in capsys.readouterr().out
    assert called(monkeypatch, "search", "zzzqqq") == 0
    assert capsys.readouterr().out == "No such film.\n"


def test_recommend_leaves_out_what_was_rated_and_follows_the_wish(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("--rated", "Heat=5", "--rated", "Titanic (1997)=2", "--ask", "80s action", "-n", "2", "--json")
    assert called(monkeypatch, "recommend", *arguments) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert {item["title"] for item in answer["suggestions"]} < {"Die Hard", "Predator", "RoboCop"}
    assert [item["rank"] for item in answer["suggestions"]] == [1, 2]
    assert answer["dropped"] == []


def test_recommend_turns_the_dial(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lists = {}
    for dial in ("0", "1"):
        assert called(monkeypatch, "recommend", "--rated", "Heat=5", "--adventurous", dial, "--json") == 0
        lists[dial] = json.loads(capsys.readouterr().out)["suggestions"]
    assert [item["score"] for item in lists["0"]] == sorted((item["score"] for item in lists["0"]), reverse=True)
    assert [item["title"] for item in lists["1"]] != [item["title"] for item in lists["0"]]


def test_recommend_is_steered_by_critiques_traits_and_stations(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def answer(*arguments: str) -> tuple[list[dict[str, Any]], str]:
        assert called(monkeypatch, "recommend", "--json", *arguments) == 0
        said = capsys.readouterr()
        return json.loads(said.out)["suggestions"], said.err

    first = answer("--rated", "Heat=5", "-n", "1")[0][0]
    newer, told = answer("--rated", "Heat=5", "--critique", "newer", "--critique", "more-popular")
    assert first["title"] in told
    assert first["title"] not in [item["title"] for item in newer]
    assert {part["key"] for part in newer[0]["reason"]["adjustments"]} <= {"critique:newer", "critique:more_popular"}
    turned = answer("--rated", "Heat=5", "--trait", "genre:Romance=up")[0]
    assert "genre:Romance" in {part["key"] for item in turned for part in item["reason"]["adjustments"]}
    played, told = answer("--station", "heat", "-n", "3")
    assert told == "A station around Heat (1995).\n"
    assert len({item["title"] for item in played} - {"Heat"}) == 3
    assert answer("--station", "romance zzzqqq")[1] == "A station around Romance.\nNot understood: zzzqqq.\n"


def test_recommend_tells_how_many_stars_and_how_likely_a_like_is(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ("recommend", "--rated", "Heat=5", "--rated", "Alien=5", "--rated", "Titanic (1997)=1", "-n", "9")
    assert called(monkeypatch, *arguments, "--json") == 0
    without = json.loads(capsys.readouterr().out)["suggestions"]
    assert all(0.5 <= item["predicted_stars"] <= 5 and 0 <= item["match"] <= 100 for item in without)
    assert {item["typical_error"] for item in without} == {None}
    data = dataset()
    publish(here, data=data, stars=StarPredictor().fit(data))
    assert called(monkeypatch, *arguments, "--json") == 0
    told = {item["title"]: item for item in json.loads(capsys.readouterr().out)["suggestions"]}
    assert told["Predator"]["predicted_stars"] > 4 > 3.5 > told["Notting Hill"]["predicted_stars"]
    assert told["Predator"]["match"] > 70 > 40 > told["Notting Hill"]["match"]
    assert 0 < told["Predator"]["typical_error"] < 1
    assert called(monkeypatch, *arguments) == 0
    lines = capsys.readouterr().out.splitlines()
    predator = told["Predator"]
    said = f"★ {predator['predicted_stars']:.1f}, {predator['match']:.0f} % match"
    assert any("Predator (1987)" in line and line.endswith(said) for line in lines)


def test_a_wish_that_nothing_meets_is_loosened_and_said(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called(monkeypatch, "recommend", "--ask", "westerns before 1900", "-n", "1") == 0
    said = capsys.readouterr()
    assert said.err.startswith("Nothing fits all of that; left out: ")
    assert said.out.startswith("  1. ")


# Usage


@pytest.mark.parametrize(
    "arguments",
    [
        ("frobnicate",),
        ("search",),
        ("search", "heat", "--loud"),
        ("sandbox", "--port", "99999"),
        ("sandbox", "--port", "x"),
        ("recommend", "-n", "0"),
        ("recommend", "--user", "1", "--rated", "Heat=5"),
        ("recommend", "--rated", "Heat"),
        ("recommend", "--rated", "Heat=9"),
        ("recommend", "--rated", "=5"),
        ("recommend", "--rated", "Heat=nan"),
        ("recommend", "--adventurous", "1.5"),
        ("recommend", "--critique", "louder"),
        ("recommend", "--trait", "genre:Comedy"),
        ("recommend", "--trait", "mood:Comedy=up"),
        ("recommend", "--trait", "genre:=up"),
        ("recommend", "--station", " "),
        ("recommend", "--station", "heat", "--critique", "newer"),
        ("recommend", "--user", "1", "--critique", "newer"),
        ("recommend", "--adventurous", "-0.1"),
        ("recommend", "--adventurous", "nan"),
        ("recommend", "--adventurous", "very"),
        ("train", "--progress", "loud"),
        ("evaluate", "--given", "few"),
        ("evaluate", "--seeds", "0"),
        ("run", "--workers", "0"),
    ],
)
def test_a_mistaken_call_is_one_line_and_exit_code_2(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    code = called(monkeypatch, *arguments)
    said = capsys.readouterr()
    one_line((code, said.out, said.err), code=2)


HOOK = {"WEBHOOK_URL": "https://x.org", "WEBHOOK_SECRET": "a-secret"}


@pytest.mark.parametrize(
    ("arguments", "settings", "part"),
    [
        (("recommend", "--rated", "zzzqqq=5"), {}, "no film is surely «zzzqqq»"),
        (("recommend", "--trait", "word:zzzqqq=up"), {}, "no film has the trait «word:zzzqqq»"),
        (("recommend", "--station", "zzzqqq"), {}, "no film and no word that films have is in «zzzqqq»"),
        (("recommend", "--rated", "halloween=5"), {}, "did you mean Halloween (1978); Halloween (2007)?"),
        (("run",), {}, "TELEGRAM_BOT_TOKEN is not set"),
        (("search", "x"), {"ADMIN_IDS": "ada"}, "ADMIN_IDS cannot be read"),
        (("train", "--dataset", "/no/such/folder"), {}, "«/no/such/folder» is neither a folder"),
        (("search", "x"), {"MATINEE_DATASET": "/no/such.zip"}, "«/no/such.zip» is neither a folder"),
        (("sandbox",), {"DATABASE_URL": "mysql://x"}, "DATABASE_URL cannot be read"),
        (("run",), {"TELEGRAM_BOT_TOKEN": "1:abc", "WEBHOOK_URL": "https://x.org"}, "WEBHOOK_SECRET is not set"),
        (("evaluate", "--models", "oracle", "--dataset", "starter"), {}, "no model is called «oracle»"),
        (("run", "--workers", "2"), {"TELEGRAM_BOT_TOKEN": "1:abc"}, "several workers need WEBHOOK_URL"),
        (("run",), {"TELEGRAM_BOT_TOKEN": "1:abc", "WORKERS": "2", **HOOK}, "need a PostgreSQL DATABASE_URL"),
        (("run",), {"WORKERS": "many"}, "WORKERS cannot be read"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_and_nothing_changes(
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    settings: dict[str, str],
    part: str,
) -> None:
    before = contents(here)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    code = called(monkeypatch, *arguments)
    said = capsys.readouterr()
    assert part in one_line((code, said.out, said.err))
    assert contents(here) == before


def test_without_a_command_there_is_help(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["matinee", "--help"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 0
    assert "sandbox" in capsys.readouterr().out


# Trouble at the start


class TestTroubleAtTheStart:
    """What stops the sandbox or the bot from coming up."""

    @staticmethod
    def line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
        code = called(monkeypatch, *arguments)
        said = capsys.readouterr()
        return one_line((code, said.out, said.err))

    def test_a_damaged_model_is_refused_and_left_as_it_is(
        self, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (model,) = (here / "models").glob("*/model.npz")
        model.write_bytes(model.read_bytes()[:-7])
        before = contents(here)
        assert "is damaged" in self.line(monkeypatch, capsys, "sandbox", "--port", "0")
        assert contents(here) == before

    def test_a_damaged_database_is_refused_and_left_as_it_is(
        self, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (here / "sandbox.sqlite3").write_bytes(b"this is no database " * 300)
        before = contents(here)
        assert "sandbox.sqlite3" in self.line(monkeypatch, capsys, "sandbox", "--port", "0")
        assert contents(here) == before

    def test_a_port_in_use_is_named_with_a_way_out(
        self, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            line = self.line(monkeypatch, capsys, "sandbox", "--port", port)
        assert f"port {port} on 127.0.0.1 is already in use" in line
        assert "--port" in line

    def test_an_api_that_does_not_answer_is_said_without_the_token(
        self, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with socket.create_server(("127.0.0.1", 0)) as nobody:
            port = nobody.getsockname()[1]
        monkeypatch.setattr("bot.telegram.network.START_SECONDS", 0.1)
        monkeypatch.setenv("TELEGRAM_API_URL", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "9000:a-token-of-mine")
        line = self.line(monkeypatch, capsys, "run")
        assert "cannot be reached" in line
        assert "a-token-of-mine" not in line


async def test_users_of_the_data_set_are_shown_with_known_likes_and_suggestions(tmp_path: Path) -> None:
    folder = write_dataset(tmp_path / "data")
    publish(tmp_path / "home", data=read_movielens(folder, name="small"), setting=str(folder))
    code, out, err = await matinee(
        "recommend", "--user", "1", "--user", "2", home=tmp_path / "home", MATINEE_DATASET=str(folder)
    )
    assert code == 0, err
    lines = out.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == ["User 1", "User 2"]
    assert lines[1] == "     Known positives:"
    assert set(map(str.strip, lines[2:5])) <= titles_of(1)
    assert lines[5] == "     Recommended:"
    assert len(lines) == 18
    missing = await matinee("recommend", "--user", "9999", home=tmp_path / "home", MATINEE_DATASET=str(folder))
    assert "has no user 9999; its 120 users are from 1 to 120" in one_line(missing)


async def test_a_wrong_token_is_said_without_the_token(home: Path) -> None:
    async with serve(create_app(token="9000:the-right-token")) as url:
        result = await matinee("run", home=home, TELEGRAM_API_URL=url, TELEGRAM_BOT_TOKEN="9000:wrong-token-wrong")
    line = one_line(result)
    assert "TELEGRAM_BOT_TOKEN" in line
    assert "wrong-token" not in line


async def test_the_sandbox_serves_with_faults_and_tells_so(home: Path) -> None:
    async with started("sandbox", "--port", "0", "--faults", "0.05", home=home) as lines:
        address = next(line for line in lines if "Matinee is ready" in line).split()[4]
        assert any("On purpose, 5% of all calls" in line for line in lines)
        async with SandboxClient(address, ADA, timeout=30.0) as ada:
            await ada.say("/help")
            assert "Just type a film" in (await ada.wait_for(from_bot))["text"]


async def test_a_missing_data_set_stops_the_first_start_before_anything_is_written(tmp_path: Path) -> None:
    line = one_line(await matinee("sandbox", home=tmp_path, MATINEE_DATASET="/no/such/folder"))
    assert "«/no/such/folder»" in line
    assert contents(tmp_path) == {}


@pytest.mark.parametrize(
    ("settings", "part"),
    [({}, "TELEGRAM_BOT_TOKEN is not set"), ({"TELEGRAM_BOT_TOKEN": "1:abc", "WORKERS": "2"}, "need WEBHOOK_URL")],
)
async def test_wrong_settings_are_told_before_a_first_model_is_trained(
    tmp_path: Path, settings: dict[str, str], part: str
) -> None:
    assert part in one_line(await matinee("run", home=tmp_path, **settings))
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("command", ["run(host='127.0.0.1', port=0)", "sandbox(port=0)"])
def test_a_signal_to_stop_while_it_starts_is_no_failure(command: str) -> None:
    code = (
        "import os, signal; import bot.cli, bot.settings\n"
        "bot.settings.load_settings = lambda: os.kill(os.getpid(), signal.SIGTERM)\n"
        f"bot.cli.{command}"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
