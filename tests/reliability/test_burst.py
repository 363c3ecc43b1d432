"""Row 7 at a small scale: many chats at once, each in its order."""

from pathlib import Path

from benchmarks.reliability.burst import burst
from benchmarks.reliability.rows import Options


async def test_a_burst_is_answered_in_each_persons_order(trained: Path) -> None:
    drained = await burst(Options(trained), 30)
    assert drained.verdict.ok, drained.verdict
