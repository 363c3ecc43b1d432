"""A film that was added, and one that is wanted, as storage keeps them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from bot.films import FilmBook, film_key
from recengine.catalog import Catalog, Movie
from recengine.text import fold

FIRST_ID = 2_000_000_000
"""Item ids of added films start here: no data set comes near, and none is used twice."""

MOST_ADDED = 20_000
"""So many films can be added in all; who has more has a data set."""

MOST_WANTED = 500
"""So many titles that were asked for are kept; the one asked for least goes first, of those the oldest."""

LONGEST_WANTED = 80


@dataclass(frozen=True, slots=True)
class AddedFilm:
    """A film by what is known of it.

    Attributes
    ----------
    movie
        Its item id is given by storage once it is added; before, it is 0.
    added_at
        In seconds since 1970; 0 before.
    """

    movie: Movie
    added_at: int = 0

    @property
    def key(self) -> str:
        """The film key, see `bot.films`."""
        return film_key(self.movie.title, self.movie.year)

    @property
    def content(self) -> dict[str, Any]:
        """What is known of it as plain data, without its id."""
        return {name: value for name, value in self.movie.to_json().items() if name != "item_id"}

    @classmethod
    def of(cls, number: int, content: dict[str, Any], added_at: int) -> "AddedFilm":
        """The film of that `content`, the `number`-th that was added, from 1."""
        return cls(Movie.from_json({**content, "item_id": FIRST_ID + number}), added_at)


@dataclass(frozen=True, slots=True)
class WantedFilm:
    """A title that was asked for and is not in the catalogue; nothing tells who asked.

    Attributes
    ----------
    key
        The folded title: what is asked for once more is the same title.
    title
        As it was typed last, on one line.
    times
        How often it was asked for; of one person once a day.
    last_at
        When last, in seconds since 1970.
    """

    key: str
    title: str
    times: int
    last_at: int


def wanted_key(title: str) -> str:
    """What two ways to type a title have in common; empty where there is no letter and no digit."""
    return fold(title)[:LONGEST_WANTED].strip()


def is_added(movie: Movie) -> bool:
    """Whether a movie of a served catalogue is one that was added."""
    return movie.item_id > FIRST_ID


def missing(films: Iterable[AddedFilm], catalog: Catalog) -> list[Movie]:
    """Movies of those added films that a catalogue does not have, spelled as it spells, each once.

    A film that a data set brings by itself is that movie, found by key, outside id, or title and year.
    """
    book = FilmBook(catalog)
    spelling = Spelling(catalog)
    found: dict[str, Movie] = {}
    for film in films:
        if book.of_movie(film.movie) is None:
            found.setdefault(film.key, spelling.of(film.movie))
    return list(found.values())


class Spelling:
    """How a catalogue spells genres, words and people; what differs by case or hyphens alone is the same."""

    def __init__(self, catalog: Catalog) -> None:
        self._known: dict[str, str] = {}
        for movie in catalog:
            for name in (*movie.genres, *movie.words, *movie.directors, *movie.actors):
                self._known.setdefault(fold(name), name)

    def of(self, movie: Movie) -> Movie:
        """The movie in that spelling."""
        return replace(
            movie,
            genres=self._spelled(movie.genres),
            words=self._spelled(movie.words),
            directors=self._spelled(movie.directors),
            actors=self._spelled(movie.actors),
        )

    def _spelled(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._known.get(fold(name), name) for name in names))
