"""The benchmark of statistics on a small database."""

import sys

import pytest

from benchmarks import statistics


def test_every_span_is_timed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["statistics", "--rows", "1000"])
    statistics.main()
    four, twelve, every = capsys.readouterr().out.splitlines()
    assert four.startswith("1,000 suggestions, 4 weeks: ")
    assert "12 weeks" in twelve
    assert every.startswith("1,000 suggestions, all: 1,000 of 8 people summed up in ")
