"""`matinee understand`, and wishes on the command line."""

import json
from pathlib import Path

import pytest

from bot.commands.understanding import understand_command
from tests.bot.small import publish


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATINEE_HOME", str(tmp_path))
    monkeypatch.delenv("MATINEE_DATASET", raising=False)
    publish(tmp_path)


def test_json_has_all_slots(capsys: pytest.CaptureFixture[str]) -> None:
    understand_command("90s comedy without war", as_json=True)
    assert json.loads(capsys.readouterr().out) == {
        "intent": "recommend", "titles": [], "rating": None, "genres": ["Comedy"], "exclude_genres": ["War"],
        "years": [1990, 1999], "keywords": [], "exclude_keywords": [], "popularity": None,
    }  # fmt: skip


def test_what_is_printed_for_people_names_films(capsys: pytest.CaptureFixture[str]) -> None:
    understand_command("loved alien", as_json=False)
    assert capsys.readouterr().out.splitlines() == ["intent: rate", "titles: Alien (1979)", "rating: 5.0"]


def test_lines_of_stdin_are_answered_one_by_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", iter(["undo\n", "something darker\n"]))
    understand_command("-", as_json=False)
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["intent"], second["intent"], second["keywords"]) == ("undo", "critique", ["darker"])
