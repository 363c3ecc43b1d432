"""Row 22: PostgreSQL stopped and started again while several workers serve."""

import asyncio

from benchmarks.reliability.disk import SORRY, Patient
from benchmarks.reliability.films import understood
from benchmarks.reliability.rows import Options, Row
from benchmarks.reliability.server import postgres
from benchmarks.reliability.stage import people, until
from benchmarks.reliability.verdict import Verdict
from benchmarks.reliability.workers import at_rest, team

WORKERS, STOPS, UPDATES, PEOPLE, FILMS = 2, 5, 600, 40, 80
AWAY_SECONDS = 5.0


async def measure(options: Options) -> list[Row]:
    """Stop, wait, start, and count."""
    stops, updates = options.sized(STOPS), options.sized(UPDATES, least=40)
    away = AWAY_SECONDS if options.scale >= 1 else 1.0
    films, cast = understood(options.home, FILMS), people(min(PEOPLE, updates // 8))
    async with postgres() as server, team(options, server, cast, workers=WORKERS) as made:
        party = Patient.on(made, cast, films, seed=options.seed)
        acting = asyncio.create_task(party.keep_acting(updates, stops))
        for number in range(stops):
            await until(lambda number=number: party.sent >= updates * (number + 0.5) / (stops + 1), seconds=120)
            await server.stop()
            await asyncio.sleep(away)
            await server.start()
            party.kills += 1
        await acting
        return [_row(stops, away, party, await at_rest(made, party, server))]


def _row(stops: int, away: float, party: Patient, verdict: Verdict) -> Row:
    told = max((count for (_, words), count in party.told.items() if words == SORRY), default=0)
    return Row(
        22,
        f"PostgreSQL stopped {stops} times for {away:.0f} s while {party.sent} updates came to {WORKERS} workers",
        f"{verdict.told('stop')}; people told that it takes longer at most {told} times",
        "0 lost, 0 double effects, 0 inversions, ≤ 1 duplicate reply a stop and chat",
        verdict.ok,
    )
