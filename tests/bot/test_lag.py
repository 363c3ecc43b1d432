"""The lateness of the event loop: the worst there was, and the worst of the last minute."""

import asyncio
import time
from dataclasses import dataclass

from bot.lag import LagGauge, measured


@dataclass
class Clock:
    """Stands still until it is set."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


def test_nothing_seen_is_no_lateness() -> None:
    gauge = LagGauge()
    assert (gauge.worst, gauge.recent) == (0.0, 0.0)


def test_the_worst_stays_and_the_recent_passes_after_a_minute() -> None:
    clock = Clock()
    gauge = LagGauge(clock=clock)
    gauge.note(0.25)
    clock.now += 30
    gauge.note(0.05)
    assert (gauge.worst, gauge.recent) == (0.25, 0.25)
    clock.now += 35
    assert (gauge.worst, gauge.recent) == (0.25, 0.05)
    clock.now += 3600
    assert (gauge.worst, gauge.recent) == (0.25, 0.0)


def test_of_one_span_the_worst_counts_and_being_early_is_no_lateness() -> None:
    gauge = LagGauge(clock=Clock())
    for late in (-0.001, 0.2, 0.1):
        gauge.note(late)
    assert gauge.recent == gauge.worst == 0.2


async def test_a_loop_that_is_held_up_is_seen() -> None:
    async with measured(LagGauge(every=0.001)) as gauge:
        await asyncio.sleep(0.002)
        time.sleep(0.05)  # noqa: ASYNC251 - this is what it is about
        await asyncio.sleep(0.005)
    assert 0.04 < gauge.worst == gauge.recent


async def test_a_gauge_stops_with_its_block() -> None:
    async with measured(LagGauge(every=0.001)) as gauge:
        await asyncio.sleep(0.002)
    before = gauge.worst
    time.sleep(0.02)  # noqa: ASYNC251 - nobody is to notice
    await asyncio.sleep(0.002)
    assert gauge.worst == before
