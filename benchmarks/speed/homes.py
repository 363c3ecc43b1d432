"""Homes of bots with a model, trained once and kept."""

from enum import Enum
from pathlib import Path

from benchmarks.data import DEFAULT_DATASET
from benchmarks.speed.stage import SIZES, Stage
from bot.derived import mark
from bot.preparing import prepare_model
from bot.settings import Settings
from recengine.persistence import ModelStore


class Films(Enum):
    """What a model was trained on: MovieLens, or generated data of few films or of many."""

    MOVIELENS = "movielens"
    FEW = "few"
    MANY = "many"


SIZES_OF = {Films.FEW: (100_000, SIZES["few films"], 1_000), Films.MANY: (1_000_000, SIZES["films"], None)}
"""Ratings, films and people of generated data; None for as many people as MovieLens would have."""


def data_of(stage: Stage, films: Films) -> str:
    """Name or path of the data set."""
    if films is Films.MOVIELENS:
        return DEFAULT_DATASET
    ratings, movies, people = SIZES_OF[films]
    return str(stage.folder(ratings, movies=movies, people=people))


def home_of(stage: Stage, films: Films) -> Path:
    """A home with the default model of that data, as `matinee train` leaves it; made where there is none yet.

    It is one of this code: of a version of other code, what is kept beside it would have to be worked out again.
    """
    home = stage.cache / f"home-{films.value}-{mark()[:8]}"
    if ModelStore(home / "models").current() is None:
        prepare_model(Settings(matinee_home=home, matinee_dataset=data_of(stage, films)))
    return home
