"""What the bot expects of a film for a person, and how right such guesses have been."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.storage.kept import Guess
from recengine.arrays import History
from recengine.catalog import Movie
from recengine.columns import LIKE
from recengine.recommender import Recommender

ENOUGH_TO_PREDICT = 3
"""From so many ratings on stars and match are told; before, they would be everybody's mean."""

ENOUGH_GUESSES = 4
"""Of fewer guesses nothing is told."""

SURE = 50.0
"""A match of so many percent says that the person will like the film; a lower one, that they won't."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Predicted stars, and the chance of a like in percent."""

    stars: float
    match: float


def outlook(recommender: Recommender, history: History, movie: Movie) -> Outlook | None:
    """What is expected of a film from its other ratings; None while too little is known for saying so."""
    others = {item_id: stars for item_id, stars in history.items() if item_id != movie.item_id}
    if recommender.stars is None or len(others) < ENOUGH_TO_PREDICT:
        return None
    at = recommender.catalog.indices_of([movie.item_id])
    return Outlook(float(recommender.predicted_stars(others, at=at)[0]), float(recommender.match(others, at=at)[0]))


@dataclass(frozen=True, slots=True)
class Record:
    """So many of the latest guesses about a person were right."""

    right: int
    guesses: int


def record(guesses: Sequence[Guess]) -> Record | None:
    """How right the latest guesses were; None where there are too few to say.

    A guess says «you'll like it» from `SURE` percent on and «you won't» below. It is right where the film was given
    4 stars or more, or less. Being within a star would be right far more often and would tell a person less.
    """
    if len(guesses) < ENOUGH_GUESSES:
        return None
    return Record(sum(is_right(guess) for guess in guesses), len(guesses))


def is_right(guess: Guess) -> bool:
    """Whether a guess came true."""
    return (guess.match >= SURE) == (guess.stars >= LIKE)
