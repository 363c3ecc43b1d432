"""Row 9: model files damaged in every way, and trainers killed at random moments, while a bot serves."""

import logging
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.reliability.rows import Options, Row
from benchmarks.reliability.trainers import Deaths, kill_publishers, kill_trainings
from benchmarks.reliability.words import complaints
from bot.serving import Serving
from recengine.persistence import ARRAYS, CATALOG, MANIFEST, POINTER, ModelStore

MUTATIONS, ASKED, PUBLISHERS, TRAININGS = 200, 12, 40, 6
FILES = (ARRAYS, CATALOG, MANIFEST, POINTER)

Damage = Callable[[bytes, random.Random], bytes]


def _flipped(content: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 1, 8))):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged) if damaged != content else _flipped(content, chance)


def _zeroed(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content))
    damaged = content[:start] + bytes(len(content[start : start + 512])) + content[start + 512 :]
    return damaged if damaged != content else _flipped(content, chance)


WAYS: Mapping[str, Damage] = {
    "bits flipped": _flipped,
    "cut short": lambda content, chance: content[: chance.randrange(len(content))],
    "grown": lambda content, chance: content + bytes(chance.randrange(1, 600)),
    "zeroed": _zeroed,
}


@dataclass
class Refusals:
    """What came of damaged files: those that were served all the same, and refusals that were not one plain line."""

    tried: int = 0
    served: list[str] = field(default_factory=list)
    unplain: list[str] = field(default_factory=list)


class _Heard(logging.Handler):
    """Keeps what a logger says."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextmanager
def _hearing() -> Iterator[list[str]]:
    logger, heard = logging.getLogger("bot.serving"), _Heard()
    logger.addHandler(heard)
    try:
        yield heard.lines
    finally:
        logger.removeHandler(heard)


async def mutate(store: ModelStore, serving: Serving, count: int, chance: random.Random) -> Refusals:
    """Damage one file of a new version at a time, and have the bot look at it."""
    found, serves = Refusals(), serving.current.version
    victim = store.root / "victim"
    shutil.copytree(store.root / serves, victim)
    for number in range(count):
        name, (how, damage) = FILES[number % len(FILES)], chance.choice(list(WAYS.items()))
        # What was refused under one name is not looked at again; no name is one bit away from another.
        victim = victim.rename(store.root / f"victim-{chance.getrandbits(64):016x}")
        store.point_to(victim.name)
        path = store.root / name if name == POINTER else victim / name
        whole = path.read_bytes()
        path.write_bytes(damage(whole, chance))
        with _hearing() as lines:
            swapped = await serving.refresh()
        path.write_bytes(whole)
        found.tried += 1
        if swapped or serving.current.version != serves:
            found.served.append(f"{name} {how}")
            return found
        if len(lines) != 1 or "\n" in lines[0] or len(lines[0]) > 500:
            found.unplain.append(f"{name} {how}: {lines}")
    store.point_to(victim.rename(store.root / "unharmed").name)
    if not await serving.refresh():
        found.unplain.append("the version is refused without damage, too")
    return found


async def measure(options: Options) -> list[Row]:
    """Damage, then kill."""
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory(prefix="matinee-damage-") as folder:
        home = Path(folder)
        shutil.copytree(options.home / "models", home / "models")
        store = ModelStore(home / "models")
        serving = Serving(store)
        await serving.load()
        refusals = await mutate(store, serving, options.sized(MUTATIONS, least=8), chance)
        lines = await complaints(home, options.sized(ASKED, least=1), chance)
        deaths = Deaths()
        await kill_publishers(store, serving, options.sized(PUBLISHERS, least=2), chance, deaths)
        await kill_trainings(store, serving, int(TRAININGS * options.scale), chance, deaths)
    for line in [*refusals.served, *refusals.unplain, *lines.unplain, *deaths.wrong][:40]:
        print(f"  {line}")
    return [_row(refusals, lines.asked, lines.unplain, deaths)]


def _row(refusals: Refusals, asked: int, unplain: list[str], deaths: Deaths) -> Row:
    served, rough = len(refusals.served), len(refusals.unplain) + len(unplain)
    return Row(
        9,
        f"{refusals.tried} mutations of a version's files, {asked} commands on damaged models, {deaths.publishers} "
        f"kills of a publisher and {deaths.trainings} of trainings, {deaths.halves} of which left something behind",
        f"{served} damaged files served, {rough} refusals other than one plain line, {len(deaths.wrong)} times "
        f"anything but a whole version served, {deaths.litter} leftovers after the next publishing",
        "0 served, 0 other than one line, 0 half versions, 0 leftovers",
        served == rough == len(deaths.wrong) == deaths.litter == 0,
    )
