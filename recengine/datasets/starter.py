"""The starter catalogue: films that people everywhere know, bundled, with simulated raters."""

import csv
import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, TextIO

import numpy as np

from recengine.arrays import Ints
from recengine.catalog import Catalog, Movie
from recengine.dataset import Dataset, clean_ratings
from recengine.datasets.community import simulate_community
from recengine.errors import DatasetError

STARTER: Final = "starter"

COLUMNS: Final = (
    "title",
    "year",
    "minutes",
    "genres",
    "directors",
    "actors",
    "countries",
    "words",
    "alt_titles",
    "fame",
    "esteem",
)


@dataclass(frozen=True)
class StarterFilms:
    """The films, and two judgements from 1 to 5 aligned with them that only the simulation uses."""

    catalog: Catalog
    fame: Ints
    esteem: Ints


def load_starter(*, seed: int = 0) -> Dataset:
    """The starter catalogue with the ratings of a simulated community.

    Parameters
    ----------
    seed
        Draws the community; the same seed gives the same ratings.
    """
    films = starter_films()
    ratings = simulate_community(films.catalog, fame=films.fame, esteem=films.esteem, seed=seed)
    note = (
        f"{len(films.catalog)} films of the bundled starter catalogue with a simulated community of raters. "
        "Nobody gave these ratings: they only let you try the bot. For those of real people, connect to the "
        "network or set MATINEE_DATASET."
    )
    ratings = clean_ratings(ratings, films.catalog, name=STARTER)
    return Dataset(name=STARTER, ratings=ratings, catalog=films.catalog, simulated=True, note=note)


def starter_catalog() -> Catalog:
    """The films alone, without any ratings."""
    return starter_films().catalog


@cache
def starter_films() -> StarterFilms:
    """The films as bundled; read once a process, as nothing in them can change."""
    text = (files("recengine") / "data" / "starter_films.csv").read_text("utf-8")
    return read_films(io.StringIO(text, newline=""))


def read_films(text: TextIO) -> StarterFilms:
    """Films of a CSV with the columns of `COLUMNS`; the id of a film is its row number, from 1.

    Raises
    ------
    DatasetError
        Where the columns differ or a cell is not what it should be.
    """
    header, *rows = list(csv.reader(text)) or [[]]
    if tuple(header) != COLUMNS:
        raise DatasetError("the starter catalogue has other columns than expected")
    try:
        movies = [_movie(number, row) for number, row in enumerate(rows, 1)]
        judgements = np.array([(int(row[-2]), int(row[-1])) for row in rows], dtype=np.int64).reshape(-1, 2)
    except (ValueError, IndexError) as error:
        raise DatasetError(f"the starter catalogue is damaged: {error}") from error
    return StarterFilms(Catalog(movies), judgements[:, 0], judgements[:, 1])


def _movie(number: int, row: list[str]) -> Movie:
    cells = dict(zip(COLUMNS, row, strict=True))
    return Movie(
        item_id=number,
        title=cells["title"],
        year=int(cells["year"]),
        genres=_many(cells["genres"]),
        directors=_many(cells["directors"]),
        actors=_many(cells["actors"]),
        countries=_many(cells["countries"]),
        words=_many(cells["words"]),
        alt_titles=_many(cells["alt_titles"]),
        minutes=int(cells["minutes"]) if cells["minutes"] else None,
    )


def _many(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)
