"""A world small enough to be watched to its end: fourteen films, two tastes, and a bot at home in it."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from bot.films import film_key
from bot.storage.kept import UserRating
from bot.training import train
from recengine.catalog import Catalog, Movie
from recengine.columns import Columns
from recengine.dataset import Dataset
from recengine.persistence import ModelStore

NAME = "ml-fourteen"
"""Named as MovieLens's sets are, so that files by its ids are read."""

MOVIES = (
    Movie(1, "Heat", 1995, ("Action", "Crime"), ("Michael Mann",), ("Al Pacino", "Robert De Niro")),
    Movie(2, "Alien", 1979, ("Horror", "Sci-Fi"), ("Ridley Scott",)),
    Movie(3, "The Matrix", 1999, ("Action", "Sci-Fi")),
    Movie(4, "Die Hard", 1988, ("Action", "Thriller")),
    Movie(5, "Predator", 1987, ("Action", "Sci-Fi")),
    Movie(6, "RoboCop", 1987, ("Action", "Crime")),
    Movie(7, "Titanic", 1997, ("Drama", "Romance")),
    Movie(8, "Amélie", 2001, ("Comedy", "Romance")),
    Movie(9, "Notting Hill", 1999, ("Comedy", "Romance")),
    Movie(10, "Casablanca", 1942, ("Drama", "Romance")),
    Movie(11, "Halloween", 1978, ("Horror",)),
    Movie(12, "Halloween", 2007, ("Horror",)),
    Movie(13, "Tootsie", 1982, ("Comedy",)),
    Movie(14, "Vertigo", 1958, ("Mystery", "Thriller"), ("Alfred Hitchcock",)),
)
KEYS: Mapping[int, str] = {movie.item_id: film_key(movie.title, movie.year) for movie in MOVIES}
"""Item ids -> the keys that storage keeps films by."""

CATALOGUE = frozenset(KEYS.values())
CLEAR = tuple(movie for movie in MOVIES if movie.title != "Halloween")
"""Movies whose bare titles mean no other."""

_THRILLS, _ROMANCES = range(1, 7), range(7, 11)


def dataset() -> Dataset:
    """Sixty people: half of them love thrills and half romances, and each has left out some."""
    rows: list[tuple[int, int, float, int]] = []
    for user in range(60):
        loved, loathed = (_THRILLS, _ROMANCES) if user % 2 else (_ROMANCES, _THRILLS)
        rows += [(user, item, 5.0 if (user + item) % 3 else 4.0, 0) for item in loved if user % 7 != item % 7]
        rows += [(user, item, 1.5, 0) for item in loathed if (user + item) % 4 == 0]
        rows += [(user, item, 3.0 + user % 2, 0) for item in (11, 12, 13, 14) if (user + item) % 5 == 1]
    return Dataset(NAME, pd.DataFrame(rows, columns=list(Columns.ALL)), Catalog(MOVIES))


def publish(folder: Path, own: tuple[UserRating, ...] = ()) -> str:
    """Train a fast model with the bot's own ratings and publish it; returns its version."""
    return train(dataset(), ModelStore(folder), own=own, model_name="item-item", measured=False).version
