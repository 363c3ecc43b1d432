"""Damaged model files and killed trainers: nothing but whole versions is ever served."""

import random
from pathlib import Path

import pytest

from benchmarks.reliability.damage import WAYS, measure
from benchmarks.reliability.rows import Options


async def test_no_damaged_file_is_served_and_each_is_refused_in_one_line(trained: Path) -> None:
    (row,) = await measure(Options(trained, scale=0.05))
    assert row.ok, row.figure


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_damage_changes_something(way: str) -> None:
    chance = random.Random(3)
    for content in (b"a", b"\0", b"\0" * 700, b"version\n"):
        assert WAYS[way](content, chance) != content
