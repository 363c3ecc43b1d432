"""Rows about training: as many components for both, time a rating, memory."""

import os
from pathlib import Path

import pytest

from benchmarks.speed import whole_trainings
from benchmarks.speed.stage import Stage
from benchmarks.speed.training import components
from benchmarks.speed.whole_trainings import Training, growth, memory
from recengine.models import make_model
from recengine.models.blend import BlendModel


def test_components_are_those_of_all_parts_and_runs() -> None:
    # Two runs of 48 for each multinomial part, two of 32 for LightFM, 32 factors; EASE has none.
    assert [components(part) for part in BlendModel().parts_made()] == [96, 96, 64, 32, 0]
    assert components(make_model("popular")) == 0


def test_growth_is_the_time_of_a_rating_beside_that_of_fewer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seconds = iter([10.0, 64.0])
    monkeypatch.setattr(Stage, "folder", lambda self, ratings, **size: ratings)
    monkeypatch.setattr(whole_trainings, "trained", lambda folder: Training(next(seconds), 1.0, 9, 8))
    (row,) = growth(Stage(tmp_path, quick=True))
    assert (row.other, row.ours) == pytest.approx((500.0, 400.0))  # 10 s of 20,000 and 64 s of 160,000, in µs
    assert row.ratio == pytest.approx(0.8)
    assert row.reached


def test_memory_is_held_against_its_bound(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(Stage, "folder", lambda self, ratings, **size: ratings)
    monkeypatch.setattr(whole_trainings, "trained", lambda folder: Training(100.0, 20.0, 9, 8))
    (row,) = memory(Stage(tmp_path))
    assert row.ratio == pytest.approx(1.25)
    assert row.reached is False
    assert row.note == "100 s in all; 9 steps were told, 8 of them with the time left"


def test_a_process_has_memory_and_one_that_ended_none() -> None:
    assert os.getpid() in whole_trainings._family(os.getpid())
    assert whole_trainings._resident(os.getpid()) > 0.005
    assert whole_trainings._resident(2**30) == 0.0
