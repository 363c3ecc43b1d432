"""`matinee recommend --together`: one list for several users of the data set."""

import json
import re
from pathlib import Path

import pytest

from recengine.datasets.movielens import read_movielens
from recengine.models.item_item import ItemItemModel
from tests.bot.small import publish
from tests.bot.test_cli import called, one_line
from tests.bot.test_settings import NAMES
from tests.end_to_end.world import write_dataset

GROUP = ("recommend", "--user", "1", "--user", "2", "--user", "4", "--together")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data set of eighty films, and a home with a model of it."""
    folder = tmp_path_factory.mktemp("together")
    data = read_movielens(write_dataset(folder / "data"), name="small")
    publish(folder / "home", model=ItemItemModel(dropout=0.5), data=data, setting=str(folder / "data"))
    return folder


@pytest.fixture(autouse=True)
def _settings(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MATINEE_HOME", str(root / "home"))
    monkeypatch.setenv("MATINEE_DATASET", str(root / "data"))
    monkeypatch.chdir(root)


def test_the_list_has_a_column_of_matches_for_each_user(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called(monkeypatch, *GROUP, "-n", "4") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["user", "1", "user", "2", "user", "4"]
    films = [line for line in lines[1:] if re.match(r" +\d+\. ", line)]
    assert [int(line.split(".")[0]) for line in films] == [1, 2, 3, 4]
    assert all(re.search(r"\(\d{4}\)( +\d+ %){3}$", line) for line in films)
    assert {len(line) for line in films} == {len(lines[0])}


def test_json_names_users_rule_and_what_speaks_for_each_film(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called(monkeypatch, *GROUP, "--rule", "least-misery", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert set(answer) == {"dataset", "users", "rule", "suggestions", "dropped", "vetoed", "veto_lifted"}
    assert (answer["users"], answer["rule"], answer["dropped"]) == ([1, 2, 4], "least-misery", [])
    assert [item["rank"] for item in answer["suggestions"]] == list(range(1, len(answer["suggestions"]) + 1))
    for item in answer["suggestions"]:
        assert [match["user_id"] for match in item["matches"]] == [1, 2, 4]
        assert all(0 <= match["percent"] <= 100 for match in item["matches"])


def test_who_is_favoured_finds_more(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    means = []
    for favour in ((), ("--favour", "1")):  # user 1 is alone with the second taste
        assert called(monkeypatch, *GROUP, "-n", "6", "--json", "--rule", "average", *favour) == 0
        items = json.loads(capsys.readouterr().out)["suggestions"]
        means.append(sum(item["matches"][0]["percent"] for item in items))
    assert means[1] > means[0]


def test_a_wish_holds_for_the_group(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert called(monkeypatch, *GROUP, "--ask", "westerns") == 0
    assert "Nothing fits all of that; left out: genres." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("--together",), "needs the users of the group"),
        (("--user", "1", "--rule", "fair"), "add --together"),
        (("--user", "1", "--favour", "1"), "add --together"),
        (("--user", "1", "--together", "--rule", "coin"), "--rule is one of average, least-misery"),
        (("--user", "1", "--together", "--favour", "2"), "--favour 2 is not among"),
        (("--user", "1", "--together", "--rated", "Heat=5"), "do not go together"),
    ],
)
def test_a_mistaken_call_is_one_line_and_exit_code_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], part: str
) -> None:
    code = called(monkeypatch, "recommend", *arguments)
    said = capsys.readouterr()
    assert part in one_line((code, said.out, said.err), code=2)


def test_a_user_who_does_not_exist_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = called(monkeypatch, "recommend", "--user", "1", "--user", "9999", "--together")
    said = capsys.readouterr()
    assert "has no user 9999" in one_line((code, said.out, said.err))
