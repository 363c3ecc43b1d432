"""Rows 21 and 22 at a small scale: workers killed, a model published, and PostgreSQL stopped under load."""

from pathlib import Path

from benchmarks.reliability import restarts
from benchmarks.reliability.rows import Options
from benchmarks.reliability.workers import kill


async def test_nothing_is_lost_doubled_or_overtaken_where_workers_are_killed(trained: Path) -> None:
    killed = await kill(Options(trained, scale=0.0), workers=2)
    assert killed.verdict.ok, killed.verdict.told("kill")
    assert killed.served_seconds <= 10


async def test_nothing_is_lost_where_the_database_goes_away_and_comes_back(trained: Path) -> None:
    (row,) = await restarts.measure(Options(trained, scale=0.0))
    assert row.ok, row.figure
