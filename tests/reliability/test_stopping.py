"""Row 3 at a small scale: a bot told to stop while many write, and with updates waiting."""

from pathlib import Path

from benchmarks.reliability.rows import Options
from benchmarks.reliability.stopping import stops


async def test_a_bot_that_is_told_to_stop_loses_nothing(trained: Path) -> None:
    row = await stops(Options(trained), ["a backlog"], 1, backlog=40)
    assert row.ok, row.figure
