"""Row 20 at a small scale: a bot in a process of its own whose disk takes nothing for a moment."""

from pathlib import Path

from benchmarks.reliability.disk import measure
from benchmarks.reliability.rows import Options


async def test_nothing_is_lost_while_nothing_can_be_saved(trained: Path) -> None:
    (row,) = await measure(Options(trained, scale=0.0))
    assert row.ok, row.figure
