"""A catalogue in which every word is hostile: titles, genres, people, words, other titles."""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from bot.training import train
from recengine.catalog import Catalog, Movie
from recengine.columns import Columns
from recengine.dataset import Dataset
from recengine.persistence import ModelStore

MOVIES, PEOPLE, RATED = 150, 90, 25
GENRES, NAMES, WORDS = 15, 80, 60
LONGEST_TITLE, LONGEST_GENRE, LONGEST_NAME, LONGEST_WORD = 200, 30, 60, 40
"""Characters; no data set has longer ones."""


def publish(home: Path, strings: Sequence[str], *, seed: int = 0) -> Dataset:
    """Train a model on such a catalogue and publish it in a home; the data set."""
    chance = random.Random(seed)
    pools = {
        "title": _cut(strings, LONGEST_TITLE),
        "genre": chance.sample(_cut(strings, LONGEST_GENRE), GENRES),
        "name": chance.sample(_cut(strings, LONGEST_NAME), NAMES),
        "word": chance.sample(_cut(strings, LONGEST_WORD), WORDS),
    }
    movies = [_movie(number, pools, chance) for number in range(1, MOVIES + 1)]
    rows = [
        (user, item, chance.choice((4.0, 5.0)) if item % 2 == user % 2 else chance.choice((1.0, 2.5, 3.0)), 0)
        for user in range(PEOPLE)
        for item in chance.sample(range(1, MOVIES + 1), RATED)
    ]
    dataset = Dataset("hostile", pd.DataFrame(rows, columns=list(Columns.ALL)), Catalog(movies))
    train(dataset, ModelStore(home / "models"), setting="hostile", model_name="item-item", measured=False)
    return dataset


def _movie(number: int, pools: Mapping[str, Sequence[str]], chance: random.Random) -> Movie:
    title, *others = chance.sample(pools["title"], 3)
    return Movie(
        number,
        title,
        chance.choice((None, 1950 + number % 70)),
        genres=tuple(chance.sample(pools["genre"], 2)),
        directors=tuple(chance.sample(pools["name"], 1)),
        actors=tuple(chance.sample(pools["name"], 3)),
        words=tuple(chance.sample(pools["word"], 4)),
        alt_titles=tuple(others),
        minutes=chance.choice((None, 95)),
    )


def _cut(strings: Sequence[str], longest: int) -> list[str]:
    """Different ones as a file in UTF-8 can hold them, none of them blank."""
    cut = (text.encode("utf-8", "ignore").decode()[:longest] for text in strings)
    return list(dict.fromkeys(text for text in cut if text.strip()))
