"""Row 21: several workers on one PostgreSQL, killed one after the other; and how many updates they get done."""

import asyncio
import contextlib
import os
import random
import shutil
import signal
import socket
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from benchmarks.reliability.films import Named, understood
from benchmarks.reliability.party import Party
from benchmarks.reliability.processes import children
from benchmarks.reliability.rows import Options, Row
from benchmarks.reliability.server import Server, postgres
from benchmarks.reliability.stage import Stage, free_port, people, stage, until
from benchmarks.reliability.verdict import Verdict
from bot.sandbox import Person
from recengine.persistence import ModelStore

WORKERS, KILLS, UPDATES, PEOPLE, FILMS = 4, 20, 2_000, 60, 80
TEAMS, DRAINED, CROWD = (1, 2, 4), 1_000, 250
LATENCY = 0.03
"""Seconds a call, so that there is a middle of sending."""

SECRET = "a-secret-that-telegram-knows"
QUIET_SECONDS = 240.0


@dataclass(frozen=True, slots=True)
class Killed:
    """What came of the kills.

    Attributes
    ----------
    served_seconds
        From when a model version was published, after the last kill, until the last worker served it.
    """

    kills: int
    updates: int
    taps: tuple[int, int]
    verdict: Verdict
    served_seconds: float


async def measure(options: Options) -> list[Row]:
    """Kill workers and publish a model, then time teams of several sizes."""
    killed = await kill(options, workers=WORKERS)
    rates = {size: await drained(options, workers=size) for size in TEAMS}
    return [
        _killed(killed, WORKERS),
        _served(killed.served_seconds, WORKERS),
        _drained(rates, options.sized(DRAINED, least=60)),
    ]


@asynccontextmanager
async def team(
    options: Options,
    server: Server,
    cast: Sequence[Person],
    *,
    workers: int,
    latency: float = LATENCY,
    **settings: str,
) -> AsyncIterator[Stage]:
    """A stage on which so many workers serve, their parent's process at hand."""
    port = free_port()
    environment = {
        **settings,
        "DATABASE_URL": server.url,
        "WEBHOOK_URL": f"http://127.0.0.1:{port}",
        "WEBHOOK_SECRET": SECRET,
        "WORKERS": str(workers),
    }
    async with stage(options.home, cast=cast, latency=latency, environment=environment) as made:
        await made.start("--port", str(port))
        yield made


async def kill(options: Options, *, workers: int) -> Killed:
    """Many people write and tap while one worker after the other is killed."""
    kills, updates = options.sized(KILLS, least=2), options.sized(UPDATES, least=60)
    films, cast = understood(options.home, FILMS), people(min(PEOPLE, updates // 8))
    chance, first_port = random.Random(options.seed), _free_ports(workers)
    settings = {"HEALTH_PORT": str(first_port)}
    async with postgres() as server, team(options, server, cast, workers=workers, **settings) as made:
        party = Party.on(made, cast, films, seed=options.seed)
        acting = asyncio.create_task(party.keep_acting(updates, kills))
        for number in range(kills):
            await until(lambda number=number: party.sent >= updates * (number + 0.5) / (kills + 1), seconds=120)
            await _kill_one(made, party, chance, workers)
        await acting
        await _quiet(party)
        seconds = await _served_by_all(made, first_port, workers=workers)
        verdict = await at_rest(made, party, server)
        return Killed(kills, party.sent, (party.answered_taps, party.unanswered_taps), verdict, seconds)


async def at_rest(made: Stage, party: Party, server: Server) -> Verdict:
    """What stands once all is answered and the workers have ended."""
    await _quiet(party)
    await made.terminate()
    return await server.judge(party.guests.values())


async def _quiet(party: Party) -> None:
    with contextlib.suppress(TimeoutError):
        await until(lambda: party.is_quiet, seconds=QUIET_SECONDS)


async def _kill_one(made: Stage, party: Party, chance: random.Random, workers: int) -> None:
    """Right after something was said, or at any moment; sometimes one that has only just begun to start."""
    await until(lambda: len(children(made.pid)) == workers)
    if chance.random() < 0.5:
        party.said.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(party.said.wait(), 1.0)
    else:
        await asyncio.sleep(chance.random() / 2)
    victim = chance.choice(children(made.pid))
    with contextlib.suppress(ProcessLookupError):
        os.kill(victim, signal.SIGKILL)
    await asyncio.sleep(2 * LATENCY)  # calls of the dead one that were on their way still count to the last kill
    party.kills += 1


async def _served_by_all(made: Stage, first_port: int, *, workers: int) -> float:
    """Seconds from a version's publishing until the last worker serves it."""
    async with httpx.AsyncClient(trust_env=False) as client:
        version = await asyncio.to_thread(_publish_again, ModelStore(made.home / "models"))
        began = time.monotonic()
        for number in range(workers):
            while await _serves(client, first_port + number) != version:  # noqa: ASYNC110 - in another process
                await asyncio.sleep(0.05)
        return time.monotonic() - began


async def _serves(client: httpx.AsyncClient, port: int) -> str:
    try:
        return str((await client.get(f"http://127.0.0.1:{port}/healthz")).json()["model"])
    except httpx.TransportError:  # a successor is still coming up
        return ""


def _publish_again(store: ModelStore) -> str:
    """The current version once more, under another name."""
    current = store.current()
    assert current is not None
    version = f"{current}-again"
    shutil.copytree(store.root / current, store.root / version)
    store.point_to(version)
    return version


def _free_ports(count: int) -> int:
    """The first of so many ports in a row that nobody listens on."""
    while True:
        first = free_port()
        with contextlib.suppress(OSError, OverflowError), contextlib.ExitStack() as found:
            for port in range(first, first + count):
                found.enter_context(socket.socket()).bind(("127.0.0.1", port))
            return first


async def drained(options: Options, *, workers: int) -> float:
    """Updates a second, from the first that is brought to the last that is done; replies go at Telegram's pace."""
    updates = options.sized(DRAINED, least=60)
    films, cast = understood(options.home, FILMS), people(min(CROWD, updates // 4))
    async with postgres() as server, team(options, server, cast, workers=workers, latency=0.0) as made:
        party = Party.on(made, cast, films, seed=options.seed)
        await _warm(party, films)
        began = time.monotonic()
        for number in range(updates):
            party.rate(list(party.guests.values())[number % len(cast)])
        await until(lambda: len(made.sandbox.updates) == 0, seconds=QUIET_SECONDS)
        while await server.pending():  # noqa: ASYNC110 - in another process
            await asyncio.sleep(0.02)
        return updates / (time.monotonic() - began)


async def _warm(party: Party, films: Sequence[Named]) -> None:
    for guest in list(party.guests.values())[:8]:
        party.rate(guest, films[0])
    await until(lambda: party.is_quiet)


def _killed(killed: Killed, workers: int) -> Row:
    told, (answered, unanswered) = killed.verdict.told("kill"), killed.taps
    figure = f"{told}, {unanswered} of {answered + unanswered} taps unanswered"
    return Row(
        21,
        f"{workers} workers on one PostgreSQL, {killed.kills} kill -9 of one of them over {killed.updates} updates",
        figure,
        "0 lost, 0 double effects, 0 inversions, ≤ 1 duplicate reply a kill and chat",
        killed.verdict.ok,
    )


def _served(seconds: float, workers: int) -> Row:
    return Row(
        21,
        f"a model version published beside {workers} workers",
        f"served by all after {seconds:.1f} s",
        "≤ 10 s",
        seconds <= 10,
    )


def _drained(rates: dict[int, float], updates: int) -> Row:
    figure = ", ".join(f"{size}: {rate:.0f}" for size, rate in rates.items())
    return Row(
        21,
        f"{updates} ratings in words at once, by workers",
        f"updates done a second, workers: {figure}",
        "told, not asked",
        all(rate > 0 for rate in rates.values()),
    )
