"""Row 12 at a small scale: migrations that die or fail leave the old database or the new one."""

from pathlib import Path

from benchmarks.reliability.holdings import filled, fingerprint, missing
from benchmarks.reliability.migration import measure
from benchmarks.reliability.rows import Options
from bot.storage.migrate import prepare, shipped_migrations


async def test_a_migration_is_done_or_not_done(tmp_path: Path) -> None:
    (row,) = await measure(Options(tmp_path, scale=0.0))
    assert row.ok, row.figure


def test_what_a_database_holds_is_told_apart(tmp_path: Path) -> None:
    one, other, shipped = tmp_path / "one", tmp_path / "other", shipped_migrations()
    for path in (one, other):
        filled(path, shipped[:1])
    assert fingerprint(one) == fingerprint(other)
    prepare(other, shipped)
    assert fingerprint(one) != fingerprint(other)
    assert missing(one, other) == []
    assert "wakeups" in missing(other, one)
