"""Row 11 at a small scale: backups while a bot serves, and restores that are killed."""

from pathlib import Path

from benchmarks.reliability.backups import measure
from benchmarks.reliability.rows import Options


async def test_backups_hold_all_that_was_committed_and_killed_restores_break_nothing(trained: Path) -> None:
    (row,) = await measure(Options(trained, scale=0.0))
    assert row.ok, row.figure
