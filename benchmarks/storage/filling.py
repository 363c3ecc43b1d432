"""A database as a bot of some years leaves it: people with ratings, marks, suggestions, stations and all."""

import random
from collections.abc import Iterator, Sequence

from bot.films import Film, film_key
from bot.stations import KeptStation
from bot.storage.base import Storage
from bot.storage.imports import Changes, Incoming
from bot.storage.kept import Mark, Outcome

RATINGS_EACH, FILMS = 100, 5_000
_TYPED = 5
"""So many of each person's ratings are given one by one; the others come with a file."""


def films() -> list[Film]:
    """Films with titles of all kinds of letters."""
    names = [f"Élan {n}: 映画 «The {n}th»" for n in range(FILMS)]
    return [Film(film_key(t, 1930 + n % 90), t, 1930 + n % 90, n + 1, n + 2) for n, t in enumerate(names)]


async def fill(storage: Storage, *, ratings: int, seed: int = 0) -> int:
    """Write so many ratings; returns the number of people who gave them."""
    drawn, known = random.Random(seed), films()
    people = max(1, ratings // RATINGS_EACH)
    for number in range(1, people + 1):
        await _live(storage, number, drawn.sample(known, RATINGS_EACH), drawn)
    return people


async def _live(storage: Storage, user_id: int, seen: Sequence[Film], drawn: random.Random) -> None:
    async with storage.transaction() as turn:
        await turn.save_state(user_id, {"said": "hello", "n": user_id}, language=drawn.choice(("en", "es")))
        await turn.apply_import(user_id, f"t{user_id}", Changes(tuple(_incoming(seen[_TYPED:], drawn))))
    for film in seen[:_TYPED]:
        async with storage.transaction() as turn:
            await turn.add_suggestion(user_id, film, "v1", match=round(drawn.uniform(1, 99), 1))
            await turn.add_rating(user_id, film, drawn.randint(1, 10) / 2)
            await turn.settle_suggestion(user_id, film, Outcome.LIKED)
    async with storage.transaction() as turn:
        await turn.add_mark(user_id, seen[0], Mark.SAVED)
        await turn.add_rating(user_id, seen[0], 0.5)
        await turn.keep_station(user_id, KeptStation(f"{user_id:08x}", seen[0].title, (seen[0],)))
        await turn.enqueue(user_id, {"text": "hello"})
    async with storage.transaction() as turn:
        await turn.undo_last(user_id)


def _incoming(seen: Sequence[Film], drawn: random.Random) -> Iterator[Incoming]:
    return (Incoming(film, drawn.randint(1, 10) / 2, at=drawn.randint(1, 10**9)) for film in seen)
