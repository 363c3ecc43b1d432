"""Row 1 at a small scale: a bot killed while it sends, and while it starts."""

from pathlib import Path

from benchmarks.reliability.kills import measure
from benchmarks.reliability.rows import Options


async def test_nothing_is_lost_or_doubled_by_kill_9(trained: Path) -> None:
    (row,) = await measure(Options(trained, scale=0.0))
    assert row.ok, row.figure
