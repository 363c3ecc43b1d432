"""Films whose names the bot surely understands, so that what must come of a message about them is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.dialogue.understanding import Intent
from bot.dialogue.understanding.heard import hear
from bot.films import film_of
from bot.serving import Served
from recengine.catalog import Movie
from recengine.persistence import ModelStore

PHRASES: Mapping[str, float] = {"loved {}": 5.0, "{} 4": 4.0, "{} 2": 2.0, "{} 3/5": 3.0}
"""Ratings in words and the stars that they give."""

LONGEST = 36
"""Letters of a label that no reply shortens."""


@dataclass(frozen=True, slots=True)
class Named:
    """A film by the key that the database has and the label that replies show."""

    key: str
    label: str


def understood(home: Path, count: int) -> list[Named]:
    """Up to so many films of a home's model that each of `PHRASES` surely rates, most rated ones first.

    Raises
    ------
    ValueError
        Where there are none.
    """
    served = Served.of(ModelStore(home / "models").load())
    ratings = served.recommender.statistics.ratings
    movies = list(served.recommender.catalog)
    by_fame = [movies[row] for row in sorted(range(len(movies)), key=lambda row: -float(ratings[row]))]
    found: list[Named] = []
    for movie in by_fame:
        if len(found) == count:
            break
        if _is_clear(served, movie):
            found.append(Named(film_of(movie).key, movie.label))
    if not found:
        raise ValueError("no film of this model is understood for sure")
    return found


def _is_clear(served: Served, movie: Movie) -> bool:
    if len(movie.label) > LONGEST or not movie.label.replace(" ", "").replace("(", "").replace(")", "").isalnum():
        return False
    return all(_rates(served, movie, phrase, stars) for phrase, stars in PHRASES.items()) and _is_sure(
        served, movie, movie.label
    )


def _rates(served: Served, movie: Movie, phrase: str, stars: float) -> bool:
    heard = hear(served.understanding, phrase.format(movie.label))
    if heard.meaning.intent is not Intent.RATE or len(heard.verdicts) != 1:
        return False
    verdict = heard.verdicts[0]
    return verdict.item_id == movie.item_id and verdict.stars == stars and _is_sure(served, movie, verdict.name)


def _is_sure(served: Served, movie: Movie, name: str) -> bool:
    """As `bot.turns.verdicts.is_sure`, which wants a turn."""
    search = served.titles.search(name, limit=2)
    return search.confident and search.matches[0].movie.item_id == movie.item_id
