"""A process that serves: from its start to its first reply, and the memory that it takes."""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.reliability.crowd import Crowd, cast, titles_of
from benchmarks.reliability.loading import Driver, Load, Sight
from benchmarks.reliability.stage import Stage as Play
from benchmarks.reliability.stage import stage as play
from benchmarks.speed.homes import Films, home_of
from benchmarks.speed.measuring import Pairs
from benchmarks.speed.rows import Goal, Row
from benchmarks.speed.stage import Stage
from bot.sandbox.acting import say
from recengine.persistence import ModelStore

START, MEMORY = "start", "memory"
MOST_TIME, MOST_MEMORY = 4.0, 2.5
ROUNDS, MEMORY_ROUNDS = 9, 3
PEOPLE, RATE, SECONDS = 30, 20.0, 20.0
"""Who talks with the bot before its memory is measured, how many turns a second they make, and for how long."""

IMPORTS = "import telegram.ext, numpy"
OTHER = f'python -c "{IMPORTS}"'
PATIENCE = 120.0
FIRST: Mapping[str, str] = {"/start": "/start", "a wish in words": "90s sci-fi please"}
"""What waits at Telegram when the process starts."""


def start(stage: Stage) -> Iterator[Row]:
    """Seconds from the start of a process to the first reply to an update that waits for it."""
    home = home_of(stage, Films.FEW if stage.quick else Films.MOVIELENS)
    with tempfile.TemporaryDirectory(prefix="matinee-bytecode-") as folder:
        for name, text in FIRST.items():
            found = asyncio.run(_starts(home, text, stage.rounds(ROUNDS), _cached(folder)))
            row = Row.of(
                START,
                f"from process start to the first reply, to {name}",
                OTHER,
                found,
                goal=Goal.at_most(MOST_TIME),
                unit="s",
                note="bytecode kept, as after the first start",
            )
            yield row if name == next(iter(FIRST)) else row.telling()


def memory(stage: Stage) -> Iterator[Row]:
    """Megabytes of a process that serves, after some hundred turns."""
    home, found = home_of(stage, Films.FEW if stage.quick else Films.MOVIELENS), []
    seconds = 2.0 if stage.quick else SECONDS
    with tempfile.TemporaryDirectory(prefix="matinee-bytecode-") as folder:
        for _ in range(1 if stage.quick else MEMORY_ROUNDS):
            ours = asyncio.run(_after_turns(home, seconds, _cached(folder)))
            found.append((ours, _of_imports(_cached(folder))))
    for place, name in enumerate(("RSS", "PSS")):
        pairs = Pairs(tuple(ours[place] for ours, _ in found), tuple(other[place] for _, other in found))
        told = f"memory that serves ({name}), after {seconds * RATE:.0f} turns of {PEOPLE} people"
        row = Row.of(MEMORY, told, OTHER, pairs, goal=Goal.at_most(MOST_MEMORY), unit="MB")
        yield row if name == "RSS" else row.telling()


async def _starts(home: Path, text: str, rounds: int, environment: Mapping[str, str]) -> Pairs:
    ours: list[float] = []
    other: list[float] = []
    async with play(home, environment=environment) as made:
        for number in range(rounds + 1):  # the first one compiles, and makes the copy of the model
            other.append(_imports(environment))
            ours.append(await _until_reply(made, text))
            if number == 0:
                ours.clear(), other.clear()
    return Pairs(tuple(ours), tuple(other))


async def _until_reply(made: Play, text: str) -> float:
    for file in made.home.glob(f"{made.database.name}*"):
        file.unlink()
    person = next(iter(made.sandbox.people.values()))
    say(made.sandbox, made.sandbox.chats[person.id], person, text)
    replied: asyncio.Future[float] = asyncio.get_running_loop().create_future()
    made.sandbox.hub = Sight(lambda _: None if replied.done() else replied.set_result(time.perf_counter()))
    started = time.perf_counter()
    await made.launch()
    try:
        return await asyncio.wait_for(replied, PATIENCE) - started
    finally:
        await made.terminate()


def _imports(environment: Mapping[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", IMPORTS], check=True, env={**os.environ, **environment})
    return time.perf_counter() - started


async def _after_turns(home: Path, seconds: float, environment: Mapping[str, str]) -> tuple[float, float]:
    people = cast(PEOPLE)
    async with play(home, cast=people, environment=environment) as made:
        driver = Driver(made.sandbox, Crowd(titles_of(ModelStore(home / "models")), seed=0), people, seed=0)
        await made.start()
        await driver.introduce()
        waits = await driver.run(Load(RATE, seconds))
        if faults := driver.introduced.faults.total() + waits.faults.total():
            raise RuntimeError(f"{faults} turns went wrong")
        return _megabytes(await asyncio.to_thread(Path(f"/proc/{made.pid}/smaps_rollup").read_text))


def _of_imports(environment: Mapping[str, str]) -> tuple[float, float]:
    program = f"{IMPORTS}; print(open('/proc/self/smaps_rollup').read())"
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, env={**os.environ, **environment}
    )
    return _megabytes(done.stdout)


def _megabytes(told: str) -> tuple[float, float]:
    """RSS and PSS of what Linux tells of a process's memory."""
    sizes = {line.split()[0]: int(line.split()[1]) * 1024 / 1e6 for line in told.splitlines() if line.endswith(" kB")}
    return sizes["Rss:"], sizes["Pss:"]


def _cached(folder: str) -> dict[str, str]:
    """An environment that keeps bytecode, whatever that of the benchmark does."""
    return {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": folder}
