"""`matinee catalog` as people call it: all films of a table or none, and one plain line for what is wrong."""

import json
import sys
from pathlib import Path

import pytest

from bot import cli
from bot.added.film import FIRST_ID
from bot.commands.catalog import added_films
from bot.settings import SANDBOX_DATABASE, load_settings
from bot.training import train
from recengine.persistence import ModelStore
from tests.bot.small import dataset, publish

GOOD = "title,year,genres\nSinners,2025,Horror|Drama\nAnora,2024,Comedy\nHeat,1995,Crime\n"
BAD = "title,year,genres\nSinners,2025,Horror\nAnora,2024,Komedy\n"


class Host:
    """Types commands."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.home, self._patch, self._caught = home, monkeypatch, capsys
        monkeypatch.setenv("MATINEE_HOME", str(home))
        monkeypatch.chdir(home)

    def types(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, stdout and stderr of `matinee catalog ...`."""
        return self.types_other("catalog", *arguments)

    def types_other(self, *arguments: str) -> tuple[int, str, str]:
        """The same of any command of `matinee`."""
        self._patch.setattr(sys, "argv", ["matinee", *arguments])
        with pytest.raises(SystemExit) as end:
            cli.main()
        out, err = self._caught.readouterr()
        return int(end.value.code or 0), out, err

    def file(self, text: str) -> str:
        """A file of that text."""
        path = self.home / "films.csv"
        path.write_text(text)
        return str(path)


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Host:
    publish(tmp_path)
    return Host(tmp_path, monkeypatch, capsys)


def test_films_are_added_listed_and_removed(host: Host) -> None:
    file = host.file(GOOD)
    code, out, err = host.types("add", file, "--dry-run")
    assert (code, err) == (0, "")
    assert "2 films would be added, 1 was there already.\nNothing was changed" in out
    assert host.types("list")[1].startswith("No films were added yet")
    code, out, err = host.types("add", file)
    assert (code, err) == (0, "")
    assert out.startswith("2 films added, 1 was there already.\n")
    assert host.types("add", file)[1] == "0 films added, 3 were there already.\n"
    listed = host.types("list")[1].splitlines()
    assert [line.split("  ", 1)[1] for line in listed] == ["Sinners (2025)  Horror, Drama", "Anora (2024)  Comedy"]
    assert host.types("remove", "anora")[1].startswith("Anora (2024) is not in the catalogue any more")
    assert [row["title"] for row in json.loads(host.types("list", "--json")[1])] == ["Sinners"]


def test_one_bad_row_and_nothing_is_added_unless_it_may_be_left_out(host: Host) -> None:
    file = host.file(BAD)
    code, out, err = host.types("add", file)
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        "matinee: row 3: there is no genre «Komedy»; did you mean Comedy?",
        f"matinee: nothing was added: mend 1 row of {file}, or take the others with --skip-bad",
    ]
    assert list(added_films(load_settings())) == []
    code, out, err = host.types("add", file, "--skip-bad")
    assert (code, len(err.splitlines())) == (0, 1)
    assert out.startswith("1 film added, 0 were there already.")


def test_programs_are_told_as_json(host: Host) -> None:
    code, out, _ = host.types("add", host.file(BAD), "--json")
    told = json.loads(out)
    assert (code, told["applied"]) == (1, False)
    assert [film["title"] for film in told["new"]] == ["Sinners"]
    assert told["troubles"] == [{"row": 3, "why": "there is no genre «Komedy»; did you mean Comedy?"}]
    assert json.loads(host.types("add", host.file(GOOD), "--json")[1])["applied"]
    assert json.loads(host.types("wanted", "--json")[1]) == []


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (("add", "nowhere.csv"), 1, "nowhere.csv cannot be read (No such file or directory)"),
        (("add", "models"), 1, "models cannot be read (Is a directory)"),
        (("remove", "Heat"), 1, "«Heat» comes with the data set; only films that were added can be removed"),
        (("remove", "Nope\x1b"), 1, "no film that was added is «Nope?»; see `matinee catalog list`"),
        (("wanted", "--forget", "Nope"), 1, "nobody asked for «Nope»; see `matinee catalog wanted`"),
        (("add",), 2, "Missing parameter: file"),
    ],
)
def test_what_cannot_be_done_is_one_plain_line(host: Host, arguments: tuple[str, ...], code: int, why: str) -> None:
    assert host.types(*arguments) == (code, "", f"matinee: {why}\n")


def test_many_bad_rows_are_told_in_part(host: Host) -> None:
    err = host.types("add", host.file("title,year,genres\n" + "X,,Drama\n" * 50))[2].splitlines()
    assert len(err) == 22
    assert err[20] == "matinee: and 30 rows more"


def test_films_of_one_title_are_told_apart(host: Host) -> None:
    host.types("add", host.file("title,year,genres\nNosferatu,1922,Horror\nNosferatu,2024,Horror\n"))
    code, _, err = host.types("remove", "Nosferatu")
    assert code == 1
    assert err.startswith("matinee: «Nosferatu» may be several films: Nosferatu (1922) = ")
    assert host.types("remove", "Nosferatu (1922)")[0] == 0


def test_the_sandbox_has_films_of_its_own(host: Host) -> None:
    host.types("add", host.file(GOOD), "--sandbox")
    assert (host.home / SANDBOX_DATABASE).exists()
    assert host.types("list")[1].startswith("No films were added yet")
    assert len(host.types("list", "--sandbox")[1].splitlines()) == 2


def test_before_the_first_training_films_can_be_added_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    host = Host(tmp_path, monkeypatch, capsys)
    assert host.types("add", host.file(GOOD))[1].startswith("3 films added, 0 were there already.")
    train(dataset(), ModelStore(tmp_path / "models"), model_name="popular", measured=False)
    assert [film.movie.item_id for film in added_films(load_settings())] == [FIRST_ID + n for n in (1, 2, 3)]


def test_commands_that_look_films_up_know_them(host: Host) -> None:
    host.types("add", host.file(GOOD))
    assert host.types_other("search", "siners")[1].split("  ")[1] == "Sinners (2025)"
    assert json.loads(host.types_other("understand", "I loved Sinners", "--json")[1])["titles"] == [FIRST_ID + 1]
    found = json.loads(host.types_other("recommend", "--rated", "Sinners=5", "--ask", "comedy 2024", "--json")[1])
    assert "Anora" in json.dumps(found)
