"""The latest ratings of the bot's own people, put aside to measure two versions on what neither learned from.

What is put aside at one training is not what the training before learned from: as the latest few ratings of a person,
each was either given since or put aside then, too. Whoever is served is served by all their ratings, these included;
only the model learns from them once newer ones have come.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, log2

from bot.films import Film, FilmBook
from bot.storage.kept import UserRating
from recengine.columns import LIKE
from recengine.evaluation.left_out import stable_hash

LEAST_RATINGS = 10
"""Of people with fewer ratings nothing is put aside."""

PART, MOST = 4, 5
"""One rating in so many is put aside, the latest ones, and at most so many of a person."""

MOST_PEOPLE = 300
"""Of more people than that not all are measured."""


@dataclass(frozen=True, slots=True)
class Latest:
    """One person's ratings: those that may be learned from, and the latest ones.

    Attributes
    ----------
    earlier
        Film and stars, in the order in which they were given.
    aside
        The ratings put aside.
    """

    earlier: tuple[tuple[Film, float], ...]
    aside: tuple[UserRating, ...]

    def given(self, book: FilmBook) -> dict[int, float]:
        """The earlier ratings by the ids of a catalogue."""
        found = ((book.movie(film), stars) for film, stars in self.earlier)
        return {movie.item_id: stars for movie, stars in found if movie is not None}

    def liked(self, *, since: int | None = None) -> list[Film]:
        """What a model should find: films put aside that are liked, of all or of those rated after a time."""
        return [one.film for one in self.aside if one.stars >= LIKE and (since is None or one.rated_at > since)]


@dataclass(frozen=True, slots=True)
class Split:
    """All ratings of the bot's people, taken apart."""

    learned: tuple[UserRating, ...]
    people: tuple[Latest, ...]


def put_aside(own: Sequence[UserRating], known: Collection[str]) -> Split:
    """Take the latest ratings of people with enough of them apart.

    Parameters
    ----------
    own
        Each person's ratings in the order in which they were given.
    known
        Keys of films that the data set itself knows well. No rating of another is put aside: what is new would not be
        learned from those who saw it first.
    """
    by_person: Mapping[int, list[UserRating]] = defaultdict(list)
    for rating in own:
        by_person[rating.user_id].append(rating)
    measured = set(_measured(by_person))
    people, learned = [], []
    for user_id, ratings in by_person.items():
        ratings = sorted(ratings, key=lambda rating: (rating.rated_at, rating.film.key))
        fit = [rating for rating in ratings if rating.film.key in known] if user_id in measured else []
        aside = tuple(fit[-_how_many(len(fit)) :]) if _how_many(len(fit)) else ()
        left = [rating for rating in ratings if rating not in aside]
        learned += left
        if aside:
            people.append(Latest(tuple((rating.film, rating.stars) for rating in left), aside))
    return Split(tuple(learned), tuple(people))


def _how_many(ratings: int) -> int:
    """Of how many ratings how many are put aside; it never grows by more than the number of ratings does."""
    return max(0, min(ratings // PART, ratings - LEAST_RATINGS + 1, MOST))


def _measured(user_ids: Collection[int]) -> Iterable[int]:
    """All people; of too many every second, fourth ... by a hash, so that more people never bring in one left out."""
    share = 0.5 ** max(0, ceil(log2(max(len(user_ids), 1) / MOST_PEOPLE)))
    return [user_id for user_id in user_ids if stable_hash(user_id) < share]
