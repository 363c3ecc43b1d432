"""What a new version changes for somebody: films that stand higher or lower in their list."""

from dataclasses import dataclass

import numpy as np

from bot.dialogue.events import Place, Said, Sender
from bot.dialogue.training_screens import Move
from bot.films import film_key
from bot.serving import Served
from bot.storage.kept import Facts
from bot.turns.known import Known
from recengine.arrays import Floats
from recengine.catalog import Movie
from recengine.query import Constraints

REACH = 10
"""Only films among so many are told of: nobody sees what happens further down."""

LEAST = 2
"""Places that make a difference."""

RISES, FALLS = 2, 1
"""So many films are told of."""


@dataclass(frozen=True, slots=True)
class _List:
    """Somebody's list by the scores alone; what they rated, saw or hid is not in it and scores minus infinity."""

    served: Served
    scores: Floats

    @classmethod
    def of(cls, served: Served, facts: Facts) -> "_List":
        somebody = Known(Said(Sender(facts.user_id), Place(facts.user_id), ""), facts, served, now=0)
        query = somebody.asking(Constraints())
        recommender = served.recommender
        scores = np.array(recommender.scores(query))
        scores[recommender.catalog.indices_of({*query.exclude, *query.history})] = -np.inf
        return cls(served, scores)

    def first(self) -> list[Movie]:
        best = np.argsort(-self.scores, kind="stable")[:REACH]
        return [self.served.recommender.catalog.at(int(at)) for at in best if np.isfinite(self.scores[at])]

    def place(self, movie: Movie) -> int | None:
        """From 1; None for a film that is not in the list. Another version may have another catalogue."""
        own = self.served.films.by_key(film_key(movie.title, movie.year))
        if own is None:
            return None
        score = self.scores[self.served.recommender.catalog.index_of(own.item_id)]
        return int((self.scores > score).sum()) + 1 if np.isfinite(score) else None


def moves(before: Served, after: Served, facts: Facts) -> list[Move]:
    """The films that have risen and fallen most, the furthest first.

    Parameters
    ----------
    facts
        Of whom it is about.
    """
    old, new = _List.of(before, facts), _List.of(after, facts)
    risen = [move for movie in new.first() if (move := _move(movie, old, new)) and move.before - move.after >= LEAST]
    fallen = [move for movie in old.first() if (move := _move(movie, old, new)) and move.after - move.before >= LEAST]
    risen.sort(key=lambda move: move.after - move.before)
    fallen.sort(key=lambda move: move.before - move.after)
    return [*risen[:RISES], *fallen[:FALLS]]


def _move(movie: Movie, old: _List, new: _List) -> Move | None:
    before, after = old.place(movie), new.place(movie)
    return None if before is None or after is None else Move(movie.label, before, after)
