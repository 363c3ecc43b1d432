"""Row 4 at a small scale: calls that go wrong, and how it is told what came of them."""

from pathlib import Path

from benchmarks.reliability.faults import measure, recovery, too_early
from benchmarks.reliability.rows import Options
from bot.sandbox import Fault
from bot.sandbox.faults import Call

FLOOD = Call("sendMessage", 7, 1.0, 1.5, "429", retry_after=2)


def test_a_call_is_too_early_only_in_its_chat_and_within_the_wait() -> None:
    early = Call("editMessageText", 7, 3.0, 3.1, "ok")
    others = [Call("sendMessage", 8, 2.0, 2.1, "ok"), Call("sendMessage", 7, 3.5, 3.6, "ok")]
    assert too_early([FLOOD, early, *others]) == [early]


def test_recovery_is_counted_from_the_end_of_the_fault() -> None:
    good = Call("sendMessage", 7, 4.0, 4.5, "ok")
    assert recovery([FLOOD], "sendMessage", Fault.FLOOD) is None
    assert recovery([FLOOD, good], "sendMessage", Fault.FLOOD) == 1.0
    hanging = Call("sendMessage", 7, 1.0, 3.0, "hang")
    assert recovery([hanging, good], "sendMessage", Fault.HANG) == 3.5


async def test_a_few_faults_are_borne(trained: Path) -> None:
    (row,) = await measure(Options(trained, scale=0.0))
    assert "0 crashes, 0 tracebacks" in row.figure
    assert "0 calls within retry_after" in row.figure
    assert "0 more than one an ambiguous end" in row.figure
