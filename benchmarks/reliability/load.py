"""Row 6: many chats at once, and how long each update waits for the first sign of an answer."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.reliability.crowd import Crowd, cast, titles_of
from benchmarks.reliability.loading import Driver, Load, Waits, percentile
from benchmarks.reliability.rows import Options, Row
from benchmarks.reliability.stage import Stage, stage
from recengine.persistence import ModelStore

CHATS, RATE, SECONDS, LATENCY = 300, 30.0, 300, 0.06
P95, P99 = 0.3, 0.8
"""Seconds that 95 and 99 of 100 updates may wait at most."""

_TROUBLE = re.compile(r"Traceback|\b(WARNING|ERROR|CRITICAL)\b", re.IGNORECASE)


@asynccontextmanager
async def driven(
    options: Options,
    *,
    chats: int,
    idle: int = 0,
    latency: float = LATENCY,
    environment: Mapping[str, str] | None = None,
) -> AsyncIterator[tuple[Stage, Driver]]:
    """A bot that is up, and a driver of so many people who know it already, and of some whom it leaves alone."""
    crowd, people = Crowd(titles_of(ModelStore(options.home / "models")), seed=options.seed), cast(chats + idle)
    async with stage(options.home, cast=people, latency=latency, environment=environment) as made:
        driver = Driver(made.sandbox, crowd, people[:chats], idle=people[chats:], seed=options.seed)
        await made.start()
        await driver.introduce()
        yield made, driver


def trouble(log: Path) -> list[str]:
    """Lines of a bot's log that tell of something wrong."""
    return [line for line in log.read_text(encoding="utf-8").splitlines() if _TROUBLE.search(line)]


def row_of(waits: Waits, complaints: list[str], *, chats: int, load: Load) -> Row:
    """Row 6."""
    errors = waits.faults.total() + waits.crowded + len(complaints)
    p95, p99 = percentile(waits.all, 95), percentile(waits.all, 99)
    return Row(
        6,
        f"{chats} chats, {load.rate:.0f} updates/s for {load.seconds:.0f} s, API latency {1000 * LATENCY:.0f} ms",
        f"{waits.told()}, {errors} errors",
        "p95 ≤ 300 ms, p99 ≤ 800 ms, 0 errors",
        p95 <= P95 and p99 <= P99 and errors == 0,
    )


async def measure(options: Options) -> list[Row]:
    """Drive, and tell how long people waited."""
    chats, load = options.sized(CHATS, least=60), Load(RATE, options.sized(SECONDS, least=3))
    async with driven(options, chats=chats) as (made, driver):
        waits = await driver.run(load)
        waits.faults += driver.introduced.faults
        await made.terminate()
        complaints = trouble(made.log)
    for line in [*(f"{count} times: {fault}" for fault, count in waits.faults.items()), *complaints[:20]]:
        print(f"  {line}")
    print(f"  the driver itself was late by {1000 * waits.driver_lag:.0f} ms at worst")
    return [row_of(waits, complaints, chats=chats, load=load)]
