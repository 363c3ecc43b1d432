"""Row 7: a thousand chats write at once, each several times; how long until all is answered, and in which order."""

import asyncio
import contextlib
import time
from dataclasses import dataclass

from benchmarks.reliability.films import understood
from benchmarks.reliability.party import Party
from benchmarks.reliability.rows import Options, Row
from benchmarks.reliability.stage import people, stage, until
from benchmarks.reliability.verdict import Verdict, judge

CHATS, UPDATES, FILMS = 1_000, 2, 80
"""So many people, and so many updates of each one, sent without waiting for any reply."""

TELEGRAM_RATE = 30.0
"""Messages a second that Telegram lets a bot send."""

MOST_SECONDS = 15.0
"""Beyond what that rate imposes."""

LATENCY = 0.06
QUIET_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Drained:
    """How a burst went: what stands in the end, and the seconds from the first update to the last reply."""

    verdict: Verdict
    updates: int
    seconds: float

    @property
    def imposed(self) -> float:
        """Seconds that Telegram's limit takes for as many replies."""
        return self.updates / TELEGRAM_RATE


async def measure(options: Options) -> list[Row]:
    """One burst."""
    chats = options.sized(CHATS, least=60)
    drained = await burst(options, chats)
    beyond = drained.seconds - drained.imposed
    verdict = drained.verdict
    figure = (
        f"drained in {drained.seconds:.1f} s, {beyond:.1f} s beyond the {drained.imposed:.1f} s that 30 replies a "
        f"second take; {verdict.inversions} replies and {verdict.wrong} people's effects out of order, "
        f"{verdict.lost} lost"
    )
    return [
        Row(
            7,
            f"{chats} chats at once, {UPDATES} updates each",
            figure,
            "≤ 15 s beyond Telegram's limit, 0 inversions",
            verdict.ok and beyond <= MOST_SECONDS,
        )
    ]


async def burst(options: Options, chats: int) -> Drained:
    """Everybody writes at once to a bot that is up; each person's ratings must count, and be answered, in order."""
    films = understood(options.home, FILMS)
    cast = people(chats)
    async with stage(options.home, cast=cast, latency=LATENCY) as made:
        party = Party.on(made, cast, films, seed=options.seed)
        await made.start()
        began = time.monotonic()
        for _ in range(UPDATES):
            for guest in party.guests.values():
                party.rate(guest)
        with contextlib.suppress(TimeoutError):
            await until(lambda: party.is_quiet, seconds=QUIET_SECONDS)
        seconds = time.monotonic() - began
        await made.terminate()
        verdict = await asyncio.to_thread(judge, made.database, party.guests.values())
    return Drained(verdict, UPDATES * chats, seconds)
