"""Press every button that comes into view, at random, over HTTP, and tell what was pressed and what was wrong.

python -m benchmarks.crawl [--home DIR] [--taps 5000] [--people 2] [--seed 0]

The home is that of a bot with a published model; nothing is written to it. Exit code 1 where anything was wrong.
"""

import argparse
import asyncio
import logging
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.crawl.walking import Complaints, Walk, Walker
from bot.bootstrap import parts
from bot.sandbox import create_app, serve
from bot.settings import Settings, load_settings
from bot.telegram.gate import ENDLESS
from bot.telegram.pace import UNHURRIED
from recengine.errors import MatineeError

TOKEN = "1:crawling"
PEOPLE = (1001, 1002, 1003, 1004)


async def crawl(settings: Settings, *, taps: int, people: int, seed: int) -> tuple[list[Walk], list[str]]:
    """Walks of several people at once, and what the bot complained about meanwhile."""
    complaints = Complaints()
    logging.getLogger().addHandler(complaints)
    with tempfile.TemporaryDirectory() as folder:
        async with (
            serve(create_app(token=TOKEN, answer_seconds=20.0)) as url,
            parts(settings, database=Path(folder) / "crawl.sqlite3", admins=frozenset()) as made,
            made.bot(token=TOKEN, api_url=url, limits=UNHURRIED, patience=ENDLESS),
        ):
            each = -(-taps // people)
            walkers = [Walker(url, person, seed=seed + person) for person in PEOPLE[:people]]
            walks = await asyncio.gather(*(walker.go(each) for walker in walkers))
    return list(walks), complaints.heard


def show(walks: list[Walk], complaints: list[str], *, seconds: float) -> int:
    """Print what was pressed by kind; the number of faults."""
    pressed: Counter[str] = sum((walk.pressed for walk in walks), Counter())
    said: Counter[str] = sum((walk.said for walk in walks), Counter())
    for kind, count in pressed.most_common():
        print(f"{count:6}  {kind}")
    print(f"{pressed.total()} taps of {len(pressed)} kinds, {said.total()} texts and commands, {seconds:.0f} s")
    faults = [fault for walk in walks for fault in walk.faults] + [f"logged: {line}" for line in complaints]
    for fault, count in Counter(faults).most_common():
        print(f"FAULT ({count}x) {fault}")
    print(f"{len(faults)} faults")
    return len(faults)


def main() -> None:
    """Crawl and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, help="MATINEE_HOME unless told otherwise")
    parser.add_argument("--taps", type=int, default=5000)
    parser.add_argument("--people", type=int, default=2, choices=range(1, len(PEOPLE) + 1))
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    started = time.monotonic()
    try:
        settings = load_settings()
        if arguments.home is not None:
            settings = settings.model_copy(update={"matinee_home": arguments.home})
        walked = crawl(settings, taps=arguments.taps, people=arguments.people, seed=arguments.seed)
        walks, complaints = asyncio.run(walked)
    except MatineeError as error:
        sys.exit(f"benchmarks.crawl: {error}")
    sys.exit(1 if show(walks, complaints, seconds=time.monotonic() - started) else 0)


if __name__ == "__main__":
    main()
