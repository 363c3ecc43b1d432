"""How long the sums of `/stats` take, and whether the event loop notices: `python -m benchmarks.statistics`.

A database of made-up people and suggestions is written first; `--rows` says how many.
"""

import argparse
import asyncio
import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.films import film_key
from bot.lag import LagGauge, measured
from bot.stats.tally import WEEK
from bot.storage.migrate import prepare, shipped_migrations
from bot.storage.sqlite import SqliteStorage
from bot.turns.stats_words import MOST_PERIODS

FILMS, WEEKS, VERSIONS = 9_000, 52, 8
A_PERSON = 125
"""Suggestions shown to one, on average."""

START = 1_700_000_000
VERDICTS = ("liked", "disliked", "seen", "saved", "passed", "hidden", None)
SHARES = (20, 8, 10, 12, 30, 3, 17)
STARS = {"liked": 4.5, "disliked": 1.5}


def main() -> None:
    """Write the database, sum it up, print how long that took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="suggestions in the database")
    rows: int = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "matinee.sqlite3"
        prepare(path, shipped_migrations())
        _fill(path, rows)
        asyncio.run(_sum_up(path, rows))


def _fill(path: Path, rows: int) -> None:
    chance, people = random.Random(1), max(1, rows // A_PERSON)
    keys = [film_key(f"Film {number}", 2000) for number in range(FILMS)]
    shown = list(_shown(chance, keys, people, rows))
    rated = {(who, film): (STARS[verdict], at + 20) for who, film, _, at, verdict, _ in shown if verdict in STARS}
    with closing(sqlite3.connect(path)) as database:
        database.executemany("INSERT INTO films (key, title) VALUES (?, ?)", [(key, key) for key in keys])
        known = [(who, "en", "{}", START) for who in {row[0] for row in shown}]
        database.executemany("INSERT INTO users (user_id, language, state, known_since) VALUES (?, ?, ?, ?)", known)
        database.executemany(
            "INSERT INTO suggestions (user_id, film_key, model_version, at, outcome, predicted_match) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            shown,
        )
        ratings = [(who, film, *given, 0) for (who, film), given in rated.items()]
        database.executemany(
            "INSERT INTO ratings (user_id, film_key, stars, rated_at, entry_id) VALUES (?, ?, ?, ?, ?)", ratings
        )
        database.commit()


Shown = tuple[int, str, str, int, str | None, float | None]


def _shown(chance: random.Random, keys: list[str], people: int, rows: int) -> Iterator[Shown]:
    """Suggestions in the order of time; some people and films come up far more often than others."""
    for place in range(rows):
        at = START + place * WEEKS * WEEK // rows
        who, film = int(people * chance.random() ** 2) + 10_000_000, keys[int(FILMS * chance.random() ** 3)]
        (verdict,) = chance.choices(VERDICTS, SHARES)
        match = chance.uniform(20, 95) if chance.random() < 0.8 else None
        yield who, film, f"version-{place * VERSIONS // rows}", at, verdict, match


async def _sum_up(path: Path, rows: int) -> None:
    now = START + WEEKS * WEEK - 1
    storage = SqliteStorage(path)
    await storage.open()
    try:
        for weeks in (4, 12, None):
            async with measured(LagGauge()) as lag:
                began = time.perf_counter()
                tally = await storage.tally(now, weeks, most=MOST_PERIODS)
                took = time.perf_counter() - began
            told = "all" if weeks is None else f"{weeks} weeks"
            print(
                f"{rows:,} suggestions, {told}: {tally.whole.shown:,} of {tally.whole.people:,} people summed up in "
                f"{1000 * took:,.0f} ms; the event loop was never more than {1000 * lag.worst:.0f} ms late"
            )
    finally:
        await storage.close()


if __name__ == "__main__":
    main()
