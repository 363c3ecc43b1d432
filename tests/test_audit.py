"""The audit of dependencies tells known holes, and is skipped aloud where it can find out nothing."""

import importlib.util
import json
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / ".ci" / "audit.py"


@pytest.fixture
def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answering(monkeypatch: pytest.MonkeyPatch, printed: str) -> None:
    def run(command: list[str], **settings: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, printed, "")

    monkeypatch.setattr(subprocess, "run", run)


def test_known_holes_are_told_and_fail(
    audit: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hole = {"id": "PYSEC-1", "fix_versions": ["2.1"], "aliases": [], "description": ""}
    found = [{"name": "a", "version": "1", "vulns": []}, {"name": "b", "version": "2.0", "vulns": [hole]}]
    answering(monkeypatch, json.dumps({"dependencies": found, "fixes": []}))
    assert audit.main() == 1
    assert capsys.readouterr().out == "audit: b 2.0: PYSEC-1, mended in 2.1\n"


def test_no_known_holes_are_told_too(
    audit: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "not there"}]
    answering(monkeypatch, json.dumps({"dependencies": found, "fixes": []}))
    assert audit.main() == 0
    assert "no known holes" in capsys.readouterr().out


@pytest.mark.parametrize(
    "printed", ["", "Traceback", '{"dependencies": [{"name": "a", "skip_reason": "unreachable"}]}']
)
def test_without_an_answer_it_is_skipped_aloud(
    audit: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], printed: str
) -> None:
    answering(monkeypatch, printed)
    assert audit.main() == 0
    assert "SKIPPED" in capsys.readouterr().out


def test_a_database_that_hangs_is_not_waited_for(
    audit: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(command: list[str], *, timeout: float, **settings: Any) -> None:
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr(subprocess, "run", run)
    assert audit.main() == 0
    assert "SKIPPED" in capsys.readouterr().out
