"""Row 1: kill -9 at random moments while many people write and tap."""

import asyncio
import contextlib
import random
import time
from collections import Counter
from dataclasses import dataclass, field

from benchmarks.reliability.films import understood
from benchmarks.reliability.party import Party
from benchmarks.reliability.rows import Options, Row
from benchmarks.reliability.stage import Stage, people, stage, until
from benchmarks.reliability.verdict import Verdict, damage, judge

KILLS, UPDATES, PEOPLE, FILMS = 52, 2_100, 60, 80
LATENCY = 0.03
"""Seconds a call, so that there is a middle of sending."""

MOMENTS = ("sending", "start", "receipt", "flow")
"""Right after a reply reached its chat; while the bot starts; right after it took updates; while they flow."""

QUIET_SECONDS = 240.0


@dataclass
class Killing:
    """What came of the kills so far."""

    moments: Counter[str] = field(default_factory=Counter)
    damaged: list[str] = field(default_factory=list)
    start_seconds: float = 3.0


async def measure(options: Options) -> list[Row]:
    """Kill, start again, and count."""
    kills, updates = options.sized(KILLS, least=2), options.sized(UPDATES, least=40)
    films = understood(options.home, FILMS)
    cast = people(min(PEOPLE, updates // 8))
    async with stage(options.home, cast=cast, latency=LATENCY) as made:
        party = Party.on(made, cast, films, seed=options.seed)
        killing, verdict = await _kill(made, party, kills=kills, updates=updates, seed=options.seed)
        sent, taps = party.sent, (party.answered_taps, party.unanswered_taps)
    return [_row(kills, sent, taps, killing, verdict)]


async def _kill(made: Stage, party: Party, *, kills: int, updates: int, seed: int) -> tuple[Killing, Verdict]:
    chance = random.Random(seed)
    killing = Killing()
    acting = asyncio.create_task(party.keep_acting(updates, kills))
    for number in range(kills):
        moment = MOMENTS[number % len(MOMENTS)]
        await _live_until(moment, made, party, killing, chance)
        await made.kill()
        await asyncio.sleep(2 * LATENCY)  # calls of the dead bot that were on their way still count to the last kill
        party.kills += 1
        killing.moments[moment] += 1
        killing.damaged += await asyncio.to_thread(damage, made.database)
    await made.start()
    await acting
    with contextlib.suppress(TimeoutError):
        await until(lambda: party.is_quiet, seconds=QUIET_SECONDS)
    await made.terminate()
    return killing, await asyncio.to_thread(judge, made.database, party.guests.values())


async def _live_until(moment: str, made: Stage, party: Party, killing: Killing, chance: random.Random) -> None:
    """Start a bot and wait for the moment at which it is to be killed."""
    if moment == "start":
        await made.launch()
        await asyncio.sleep(chance.uniform(0.0, killing.start_seconds))
        return
    began = time.monotonic()
    await made.start()
    killing.start_seconds = time.monotonic() - began
    if moment == "flow":
        await asyncio.sleep(chance.uniform(0.0, 1.0))
        return
    await asyncio.sleep(chance.uniform(0.0, 0.3))
    with contextlib.suppress(TimeoutError):
        if moment == "receipt":
            await until(lambda: len(made.sandbox.updates) > 0, seconds=1.0)
            waiting = len(made.sandbox.updates)
            await until(lambda: len(made.sandbox.updates) < waiting, seconds=1.0)
        else:
            party.said.clear()
            await asyncio.wait_for(party.said.wait(), 1.0)


def _row(kills: int, sent: int, taps: tuple[int, int], killing: Killing, verdict: Verdict) -> Row:
    moments = ", ".join(f"{count} {moment}" for moment, count in sorted(killing.moments.items()))
    figure = (
        f"{verdict.lost} lost, {verdict.double_effects} double effects, {verdict.wrong} people with wrong ratings, "
        f"{verdict.inversions} replies out of order, {verdict.duplicates} duplicate replies (at most "
        f"{verdict.most_duplicates} a kill and chat), {len(killing.damaged)} failed checks of the database, "
        f"{taps[1]} of {sum(taps)} taps unanswered"
    )
    return Row(
        1,
        f"{kills} kill -9 ({moments}) over {sent} updates",
        figure,
        "0 lost, 0 double effects, ≤ 1 duplicate reply a kill and chat, the database clean each time",
        verdict.ok and not killing.damaged,
    )
