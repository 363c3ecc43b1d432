"""Row 3: SIGTERM and Ctrl-C at random moments while many people write, and in the midst of harder things."""

import asyncio
import contextlib
import logging
import os
import random
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.reliability.films import understood
from benchmarks.reliability.party import Party
from benchmarks.reliability.rows import Options, Row
from benchmarks.reliability.stage import Stage, people, stage, until
from benchmarks.reliability.verdict import judge
from bot.sandbox import acting
from bot.sandbox.model import Person

STOPS, PEOPLE, FILMS = 21, 60, 80
RATE = 30.0
"""Updates a second."""

LATENCY, HUNG = 0.06, 3_600.0
MOST_SECONDS = 10.0
BACKLOG = 600
"""Updates that wait at once, where many do."""

ROWS = 40_000
"""Of the long file: films that nobody knows, which are looked up by their spelling."""

QUIET_SECONDS = 240.0

CASES = ("plain", "hung Telegram", "a retraining", "a long import", "twice", "a hung start", "a backlog")
"""What is under way when the signal comes; «twice»: it comes a second time; «plain»: nothing but updates."""


@dataclass
class Stops:
    """Exit codes and seconds of all stops, by case."""

    codes: list[int] = field(default_factory=list)
    seconds: list[tuple[float, str]] = field(default_factory=list)
    trainers_left: int = 0

    @property
    def ok(self) -> bool:
        """Whether each one ended with 0 and in time, and left no trainer behind."""
        return not any(self.codes) and max(self.seconds)[0] <= MOST_SECONDS and not self.trainers_left


async def measure(options: Options) -> list[Row]:
    """Stop, start again, and count."""
    return [await stops(options, CASES, options.sized(STOPS, least=len(CASES)))]


async def stops(options: Options, cases: Sequence[str], count: int, *, backlog: int = BACKLOG) -> Row:
    """So many stops, the cases in turn."""
    films = understood(options.home, FILMS)
    cast = people(PEOPLE + 2)
    chance = random.Random(options.seed)
    found = Stops()
    logging.getLogger("uvicorn.error").disabled = True  # calls that hang to the end are cancelled, aloud
    async with stage(options.home, cast=cast, latency=LATENCY) as made:
        party = Party.on(made, cast[2:], films, seed=options.seed)
        writing = asyncio.create_task(_write(party))
        for number in range(count):
            await _stop(made, party, cast, cases[number % len(cases)], found, chance, backlog)
        writing.cancel()
        await made.start()
        with contextlib.suppress(TimeoutError):
            await until(lambda: party.is_quiet, seconds=QUIET_SECONDS)
        await made.terminate()
        verdict = await asyncio.to_thread(judge, made.database, party.guests.values())
        longest, case = max(found.seconds)
        figure = (
            f"exit codes {sorted(set(found.codes))}, longest {longest:.1f} s ({case}), {verdict.lost} of "
            f"{party.sent} lost, {verdict.double_effects} double effects, {verdict.inversions} replies out of order, "
            f"{verdict.wrong} people with wrong ratings, {verdict.left} left over, {found.trainers_left} trainers "
            "left, "
            f"{verdict.duplicates} duplicate replies (at most {verdict.most_duplicates} a stop and chat), "
            f"{party.unanswered_taps} of {party.answered_taps + party.unanswered_taps} taps unanswered"
        )
    what = f"{count} SIGTERM or Ctrl-C at {RATE:g} updates/s ({', '.join(cases)})"
    return Row(3, what, figure, "exit 0 within 10 s, 0 lost", verdict.ok and found.ok)


async def _write(party: Party) -> None:
    """Write at `RATE` for as long as a bot is up."""
    while True:
        if party.stage.process is not None:
            await party.act()
        await asyncio.sleep(1 / RATE)


async def _stop(
    made: Stage,
    party: Party,
    cast: Sequence[Person],
    case: str,
    found: Stops,
    chance: random.Random,
    backlog: int,
) -> None:
    """Bring a bot into this case and stop it there."""
    if case == "a hung start":
        made.sandbox.latency = HUNG
        process = await made.launch()
        wal = made.database.with_name(made.database.name + "-wal")
        await until(wal.exists)  # past the imports, before which there is nothing to end
        await asyncio.sleep(chance.uniform(0.0, 1.0))
    else:
        process = await made.start()
        await asyncio.sleep(chance.uniform(0.2, 1.5))
    await _prepare(made, party, cast, case, backlog)
    children = _children(process.pid)
    began = time.monotonic()
    process.send_signal(chance.choice((signal.SIGTERM, signal.SIGINT)))
    if case == "twice":
        await asyncio.sleep(chance.uniform(0.0, 0.2))
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
    found.codes.append(await process.wait())
    found.seconds.append((time.monotonic() - began, case))
    made.process = None
    party.kills += 1  # a reply that was on its way may come again, once a stop
    made.sandbox.latency = LATENCY
    found.trainers_left += sum(_is_alive(child) for child in children)


async def _prepare(made: Stage, party: Party, cast: Sequence[Person], case: str, backlog: int) -> None:
    admin, importer = ((person, made.sandbox.chats[person.id]) for person in cast[:2])
    if case == "hung Telegram":
        made.sandbox.latency = HUNG
        await asyncio.sleep(0.3)
    elif case == "a retraining":
        acting.say(made.sandbox, admin[1], admin[0], "/retrain")
        await asyncio.sleep(1.0)
    elif case == "a long import":
        content = "\n".join(["Date,Name,Year,Letterboxd URI,Rating", *map(_line, range(ROWS))]).encode()
        acting.upload(
            made.sandbox, importer[1], importer[0], content=content, name="ratings.csv", mime_type="text/csv"
        )
        await asyncio.sleep(0.5)
    elif case == "a backlog":
        for number in range(backlog):
            party.rate(list(party.guests.values())[number % len(party.guests)])
            party.sent += 1
        await until(lambda: len(made.sandbox.updates) < backlog // 2)


def _line(number: int) -> str:
    return f"2020-01-01,Nobody Knows The Film Number {number * 7919 % 99991},{1950 + number % 70},,4"


def _children(pid: int) -> list[int]:
    """Processes that a process has started, where the system tells."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(word) for word in listed.read_text().split()] if listed.exists() else []


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
