"""What a message means, as plain data."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from recengine.critiques import Direction
from recengine.query import Constraints


class Intent(StrEnum):
    """What somebody wants with a message."""

    RECOMMEND = "recommend"
    SIMILAR = "similar"
    RATE = "rate"
    CRITIQUE = "critique"
    INFO = "info"
    WHY = "why"
    SEEN = "seen"
    UNDO = "undo"
    PROFILE = "profile"
    HELP = "help"
    GREETING = "greeting"
    THANKS = "thanks"
    UNKNOWN = "unknown"


NO_WISHES = Constraints()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a message means.

    Attributes
    ----------
    intent
        What it is for.
    titles
        Ids of the films that it names, in order.
    rating
        Stars, 0.5 to 5, that it gives.
    constraints
        What it asks suggestions to be, and not to be.
    critique
        Where it wants suggestions to go from those shown.
    dropped
        Names of the fields of `Constraints` whose earlier wishes it takes back.
    title_names
        The words that name each title, aligned with `titles`.
    ratings
        Stars that each title gets, aligned with `titles`; they differ from `rating` where a message judges films
        differently («loved Heat, hated Alien»), whose strongest opinion `rating` then is.
    """

    intent: Intent
    titles: tuple[int, ...] = ()
    rating: float | None = None
    constraints: Constraints = NO_WISHES
    critique: Direction | None = None
    dropped: tuple[str, ...] = ()
    title_names: tuple[str, ...] = ()
    ratings: tuple[float | None, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain data, as `matinee understand` prints it; a critique stands among the keywords."""
        wishes = self.constraints
        going = (self.critique.value,) if self.intent is Intent.CRITIQUE and self.critique is not None else ()
        return {
            "intent": self.intent.value,
            "titles": list(self.titles),
            "rating": self.rating,
            "genres": list(wishes.genres),
            "exclude_genres": list(wishes.exclude_genres),
            "years": None if wishes.years is None else list(wishes.years),
            "keywords": [*going, *wishes.keywords],
            "exclude_keywords": list(wishes.exclude_keywords),
            "popularity": None if wishes.popularity is None else wishes.popularity.value,
        }
