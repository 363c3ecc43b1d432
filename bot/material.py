"""What a training learns from: the data set and the bot's own ratings, less what versions are measured on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.films import FilmBook, film_key
from bot.gating.rival import LEFT_OUT, PEOPLE
from bot.latest import Latest, put_aside
from bot.storage.kept import UserRating

if TYPE_CHECKING:
    import numpy as np

    from recengine.dataset import Dataset

WELL_KNOWN = 10
"""A film with so many ratings in the data set is learned of without the bot's own people, too."""


@dataclass(frozen=True)
class Material:
    """What is learned from, and what is not.

    Attributes
    ----------
    dataset
        The data set as it is.
    learned
        The ratings to learn from, the bot's own people among them under ids below zero.
    left_out
        Ids of people of the data set who are not among them.
    aside
        The bot's own people whose latest ratings are not among them.
    own
        All ratings of the bot's own people.
    own_people, own_ratings
        How many of them are learned from.
    """

    dataset: "Dataset"
    learned: "Dataset"
    left_out: tuple[int, ...]
    aside: tuple[Latest, ...]
    own: Sequence[UserRating]
    own_people: int
    own_ratings: int

    def info(self) -> dict[str, Any]:
        """What a manifest tells of it; nobody of the bot's own people is to be found in it."""
        return {
            "dataset": self.dataset.name,
            "simulated": self.dataset.simulated,
            "note": self.dataset.note,
            "users": self.learned.size[0],
            "ratings": self.learned.size[1],
            "own_people": self.own_people,
            "own_ratings": self.own_ratings,
            "own_aside": sum(len(person.aside) for person in self.aside),
            LEFT_OUT: list(self.left_out),
            "data": self._fingerprints(),
        }

    def beside(self) -> dict[str, dict[str, "np.ndarray"]]:
        """What is kept beside a version: the ratings of the people of the data set who were left out."""
        from recengine.evaluation.left_out import kept

        return {PEOPLE: kept(self.dataset, self.left_out)}

    def _fingerprints(self) -> dict[str, str]:
        from recengine.fingerprints import catalog_fingerprint, fingerprint_of, ratings_fingerprint

        parts = {
            "ratings": ratings_fingerprint(self.dataset),
            "catalog": catalog_fingerprint(self.dataset.catalog),
            "own": fingerprint_of(_own_texts(self.own)),
        }
        return {"fingerprint": fingerprint_of(f"{name} {value}" for name, value in parts.items()), **parts}


def material_of(dataset: "Dataset", own: Sequence[UserRating], *, also: Collection[int] = ()) -> Material:
    """Take a data set and the bot's own ratings apart; `also` as for `leave_out`."""
    from recengine.evaluation.left_out import leave_out

    split = put_aside(own, _well_known(dataset)) if own else put_aside((), frozenset())
    left = leave_out(dataset, also=also)
    learned, people, ratings = with_own_ratings(left.train, split.learned)
    return Material(dataset, learned, left.user_ids, split.people, own, people, ratings)


def _well_known(dataset: "Dataset") -> frozenset[str]:
    from recengine.columns import Columns

    counts = dataset.ratings[Columns.ITEM].value_counts()
    movies = (dataset.catalog[int(item_id)] for item_id in counts[counts >= WELL_KNOWN].index)
    return frozenset(film_key(movie.title, movie.year) for movie in movies)


def _own_texts(own: Sequence[UserRating]) -> list[str]:
    """A text a person, in which who it is does not stand."""
    by_person: dict[int, list[str]] = {}
    for one in own:
        by_person.setdefault(one.user_id, []).append(f"{one.film.key} {one.stars} {one.rated_at}")
    return ["\n".join(sorted(lines)) for lines in by_person.values()]


def with_own_ratings(dataset: "Dataset", own: Sequence[UserRating]) -> tuple["Dataset", int, int]:
    """The data set with the ratings of the bot's users, who get new ids below zero: theirs never enter a model.

    Returns
    -------
    The data set, and how many people and ratings of the bot it has taken in.
    """
    import pandas as pd

    from recengine.columns import Columns
    from recengine.dataset import clean_ratings

    book = FilmBook(dataset.catalog)
    alias: dict[int, int] = {}
    rows = [
        (alias.setdefault(rating.user_id, -1 - len(alias)), movie.item_id, rating.stars, rating.rated_at)
        for rating in own
        if (movie := book.movie(rating.film)) is not None
    ]
    if not rows:
        return dataset, 0, 0
    added = pd.DataFrame(rows, columns=list(Columns.ALL))
    both = pd.concat([dataset.ratings, added], ignore_index=True)
    return dataset.with_ratings(clean_ratings(both, dataset.catalog, name=dataset.name)), len(alias), len(rows)
