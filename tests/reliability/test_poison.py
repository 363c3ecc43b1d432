"""Row 5 at a small scale; that a deadly update is given up is shown by tests/bot/telegram/test_inbox.py."""

from pathlib import Path

from benchmarks.reliability.poison import attacked
from benchmarks.reliability.poisons import POISONS
from benchmarks.reliability.rows import Options


async def test_nobody_is_held_up_by_updates_that_cannot_be_handled(trained: Path) -> None:
    seen = await attacked(Options(trained), copies=2, deadly=False)
    assert seen.pending == 0
    assert 0 < seen.aside <= 2 * len(POISONS)
    assert f"Set aside: {seen.aside}" in seen.told
    assert seen.log_bytes < 20_000
    assert seen.ok
