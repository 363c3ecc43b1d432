"""A soak in seconds, and how its samples are judged."""

from pathlib import Path

from benchmarks.reliability.load import driven, trouble
from benchmarks.reliability.loading import Load, Waits
from benchmarks.reliability.rows import Options
from benchmarks.reliability.soak import MOST_LOG, Sample, parts, row_of, sample

LOAD = Load(10.0, 60.0)


def flat(**changed: int) -> Sample:
    return Sample(**{"memory": 100_000_000, "wal": 4_000_000, "threads": 4, "descriptors": 20, **changed})


def test_growth_is_measured_from_a_third_of_the_time_on() -> None:
    samples = [flat(memory=at) for at in range(90)]
    early, late = parts(samples)
    assert [each.memory for each in early] == [*range(20, 31)]
    assert [each.memory for each in late] == [*range(80, 90)]
    assert parts(samples[:1]) == (samples[:1], samples[:1])


def test_what_does_not_grow_passes_and_warming_up_counts_not() -> None:
    samples = [flat(memory=80_000_000)] * 20 + [flat()] * 70
    assert row_of(samples, Waits(), [], load=LOAD).ok


def test_each_growth_misses_the_row() -> None:
    for grown in (
        flat(memory=106_000_000),
        flat(threads=9),
        flat(descriptors=25),
        flat(wal=MOST_LOG + 1),
    ):
        assert not row_of([flat()] * 80 + [grown] * 10, Waits(), [], load=LOAD).ok
    assert not row_of([flat()] * 90, Waits(), ["ERROR"], load=LOAD).ok


async def test_the_real_bot_is_sampled_while_it_serves(trained: Path) -> None:
    async with driven(Options(trained), chats=4, latency=0.0) as (made, driver):
        before = sample(made)
        waits = await driver.run(Load(20.0, 1.0))
        after = sample(made)
        await made.terminate()
        assert not waits.faults
        assert trouble(made.log) == []
    assert min(before.memory, before.threads, before.descriptors, before.wal) > 0
    assert after.memory < 1.2 * before.memory
    assert abs(after.descriptors - before.descriptors) <= 24
