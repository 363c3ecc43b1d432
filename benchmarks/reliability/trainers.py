"""Processes that publish model versions, killed with kill -9 at random moments."""

import asyncio
import os
import random
import shutil
import sys
import time
from dataclasses import dataclass, field

from bot.serving import Serving
from recengine.errors import ModelError
from recengine.persistence import ModelStore

PUBLISHER = """
import sys
from pathlib import Path
from recengine.persistence import ModelStore
store = ModelStore(Path(sys.argv[1]))
recommender = store.load(sys.argv[2]).recommender
print("ready", flush=True)
while True:
    store.publish(
        recommender.model,
        catalog=recommender.catalog,
        statistics=recommender.statistics,
        stars=recommender.stars,
        elicitation=recommender.elicitation,
    )
    print("published", flush=True)
"""
KEPT = 3
"""Versions that are left on the disk between two kills."""


@dataclass
class Deaths:
    """What came of killed trainers.

    Attributes
    ----------
    halves
        Kills that left a version or a pointer in the making.
    wrong
        Times when what the store or the bot served was not a whole version.
    litter
        Leftovers that are still there after the next publishing.
    """

    publishers: int = 0
    trainings: int = 0
    halves: int = 0
    wrong: list[str] = field(default_factory=list)
    litter: int = 0


async def kill_publishers(
    store: ModelStore, serving: Serving, count: int, chance: random.Random, deaths: Deaths
) -> None:
    """Kill a process that publishes one version after the other, so many times."""
    source, took = serving.current.version, 1.0
    for _ in range(count):
        process = await _started(store, sys.executable, "-c", PUBLISHER, str(store.root), source)
        assert process.stdout is not None
        await process.stdout.readline()
        if deaths.publishers == 0:
            started = time.monotonic()
            await process.stdout.readline()
            took = time.monotonic() - started
        await asyncio.sleep(chance.uniform(0, 1.5 * took))
        await _killed(process)
        deaths.publishers += 1
        await _look(store, serving, deaths)
        _tidy(store, keep={source, serving.current.version})
    await _sweeping(store, serving, deaths)


async def kill_trainings(
    store: ModelStore, serving: Serving, count: int, chance: random.Random, deaths: Deaths
) -> None:
    """Kill `matinee train` at random moments, so many times."""
    command = (sys.executable, "-m", "bot", "train", "--dataset", "starter", "--out", str(store.root))
    if not count:
        return
    started = time.monotonic()
    await (await _started(store, *command)).communicate()
    took = time.monotonic() - started
    for _ in range(count):
        process = await _started(store, *command)
        await asyncio.sleep(chance.uniform(0.2, 1.0) * took)
        await _killed(process)
        deaths.trainings += 1
        await _look(store, serving, deaths)
    await _sweeping(store, serving, deaths)


async def _started(store: ModelStore, *command: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, "MATINEE_HOME": str(store.root.parent), "DATABASE_URL": ""},
    )


async def _killed(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()
    await process.wait()


async def _look(store: ModelStore, serving: Serving, deaths: Deaths) -> None:
    """After a kill every version in the store is whole, and the bot serves the one that the store points to."""
    deaths.halves += bool(list(store.root.glob(".*")))
    try:
        current = store.load().version
        for version in store.versions():
            store.load(version)
    except ModelError as error:
        deaths.wrong.append(str(error))
        return
    await serving.refresh()
    if serving.current.version != current:
        deaths.wrong.append(f"{serving.current.version} is served, not {current}")


def _tidy(store: ModelStore, *, keep: set[str]) -> None:
    """Leave few versions on the disk."""
    for version in store.versions()[:-KEPT]:
        if version not in keep:
            shutil.rmtree(store.root / version)


async def _sweeping(store: ModelStore, serving: Serving, deaths: Deaths) -> None:
    """Publish once more, undisturbed."""
    recommender = store.load().recommender
    await asyncio.to_thread(
        store.publish,
        recommender.model,
        catalog=recommender.catalog,
        statistics=recommender.statistics,
        stars=recommender.stars,
        elicitation=recommender.elicitation,
    )
    deaths.litter += len(list(store.root.glob(".*")))
    await _look(store, serving, deaths)
