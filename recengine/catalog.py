"""The movies of a data set: what they are, and how ids become dense indices and back."""

import sys
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from recengine.arrays import Ints
from recengine.derived import kept, restored
from recengine.errors import UnknownMovie
from recengine.text import keyword_key, title_key

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Movie:
    """One movie as a catalogue knows it.

    `words` are its tags, moods and themes, most telling first. `more_words`, rarer ones and other spellings, can be
    asked for as well, but are too doubtful to learn from: no model looks at them.
    """

    item_id: int
    title: str
    year: int | None = None
    genres: tuple[str, ...] = ()
    directors: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    alt_titles: tuple[str, ...] = ()
    minutes: int | None = None
    imdb_id: int | None = None
    tmdb_id: int | None = None
    more_words: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Title with its year, as shown to people: «Heat (1995)»."""
        return self.title if self.year is None else f"{self.title} ({self.year})"

    @property
    def keywords(self) -> frozenset[str]:
        """Keys of the words and people that a keyword can ask for, see `keyword_key`."""
        return frozenset(map(keyword_key, (*self.words, *self.more_words, *self.directors, *self.actors)))

    @property
    def decade(self) -> int | None:
        """First year of the movie's decade, e.g. 1990."""
        return None if self.year is None else self.year // 10 * 10

    def to_json(self) -> dict[str, Any]:
        """Plain data without the empty fields; `from_json` reads it back."""
        pairs = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: list(v) if isinstance(v, tuple) else v for name, v in pairs if v not in (None, ())}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Movie":
        """The movie of `to_json`.

        Raises
        ------
        TypeError
            Where `data` has a field that no movie has, or lacks id or title, or a list holds what is no text.
        """
        # Films share genres, words and people: each is held once, however many films have it.
        values: dict[str, Any] = {n: tuple(map(sys.intern, v)) if isinstance(v, list) else v for n, v in data.items()}
        return cls(**values)


class Catalog:
    """An ordered set of movies with unique ids.

    The position of a movie in the catalogue is its dense index: `item_ids[index]` is its id, and every array
    of scores in this library is aligned with `item_ids`.
    """

    def __init__(self, movies: Iterable[Movie]) -> None:
        self._movies: tuple[Movie, ...] = tuple(movies)
        self.item_ids: Ints = np.fromiter((m.item_id for m in self._movies), np.int64, len(self._movies))
        self._index: dict[int, int] = {m.item_id: i for i, m in enumerate(self._movies)}
        if len(self._index) != len(self._movies):
            raise ValueError("two movies of one catalogue share an id")
        self._once: dict[tuple[Hashable, ...], Any] = {}
        self._kept: Mapping[str, np.ndarray] = {}

    def once(self, derive: Callable[..., T], *arguments: Hashable) -> T:
        """`derive(self, *arguments)`, worked out once a catalogue: all models of the same films share it.

        What it returns is never changed and does not hold on to the catalogue.
        """
        key = (derive, *arguments)
        if key not in self._once:
            try:
                self._once[key] = restored(self._kept, _name(key))
            except KeyError:
                self._once[key] = derive(self, *arguments)
        found: T = self._once[key]
        return found

    def keep(self) -> dict[str, np.ndarray]:
        """What `once` has worked out so far, as arrays; see `recengine.derived`."""
        return kept({_name(key): value for key, value in self._once.items()})

    def restore(self, arrays: Mapping[str, np.ndarray]) -> None:
        """Take over what `keep` returned for the same movies; `once` looks there first."""
        self._kept = arrays

    def __len__(self) -> int:
        return len(self._movies)

    def __iter__(self) -> Iterator[Movie]:
        return iter(self._movies)

    def __contains__(self, item_id: object) -> bool:
        return item_id in self._index

    def __getitem__(self, item_id: int) -> Movie:
        return self._movies[self.index_of(item_id)]

    def get(self, item_id: int) -> Movie | None:
        """The movie of this id, or None."""
        index = self._index.get(item_id)
        return None if index is None else self._movies[index]

    def at(self, index: int) -> Movie:
        """The movie at a dense index."""
        return self._movies[index]

    def index_of(self, item_id: int) -> int:
        """The dense index of an id.

        Raises
        ------
        UnknownMovie
            Where no movie has this id.
        """
        try:
            return self._index[item_id]
        except KeyError:
            raise UnknownMovie(f"no movie with id {item_id} in this catalogue") from None

    def indices_of(self, item_ids: Iterable[int]) -> Ints:
        """Dense indices of the ids that are known, in order; unknown ids are left out."""
        known = [self._index[i] for i in item_ids if i in self._index]
        return np.asarray(known, dtype=np.int64)

    def prepare(self) -> None:
        """Work out every table that would otherwise be made when it is first asked for."""
        _ = self.genres, self._by_imdb, self._by_title
        self.having_keyword("")

    @cached_property
    def genres(self) -> tuple[str, ...]:
        """Every genre that a movie has, sorted."""
        return tuple(self.once(_genres))

    def having_keyword(self, key: str) -> Ints:
        """Dense indices of the movies with a word or person of this key, see `keyword_key`."""
        return np.asarray(self.once(_places_of_keywords).get(key, ()), dtype=np.int64)

    def find(self, title: str, year: int | None, *, imdb_id: int | None = None) -> Movie | None:
        """The same film in this catalogue, whatever data set its title came from.

        An outside id decides; else the folded title and the year, which may differ by one (data sets
        disagree on festival and release years) where only one film answers.
        """
        if imdb_id is not None and (index := self._by_imdb.get(imdb_id)) is not None:
            return self._movies[index]
        same_title = [self._movies[i] for i in self._by_title.get(title_key(title), ())]
        if imdb_id is not None:
            same_title = [m for m in same_title if m.imdb_id is None]
        if year is None:
            return same_title[0] if len(same_title) == 1 else None
        exact = [m for m in same_title if m.year == year]
        near = [m for m in same_title if m.year is None or abs(m.year - year) <= 1]
        return exact[0] if exact else near[0] if len(near) == 1 else None

    @cached_property
    def _by_imdb(self) -> dict[int, int]:
        return {m.imdb_id: i for i, m in enumerate(self._movies) if m.imdb_id is not None}

    @property
    def _by_title(self) -> dict[str, list[int]]:
        return self.once(_places_of_titles)


def _name(key: tuple[Any, ...]) -> str:
    derive, *arguments = key
    return ":".join((derive.__module__, derive.__qualname__, *map(str, arguments)))


def _genres(catalog: Catalog) -> list[str]:
    return sorted({genre for movie in catalog for genre in movie.genres})


def _places_of_keywords(catalog: Catalog) -> dict[str, list[int]]:
    table: dict[str, list[int]] = {}
    for index, movie in enumerate(catalog):
        for key in sorted(movie.keywords):
            table.setdefault(key, []).append(index)
    return table


def _places_of_titles(catalog: Catalog) -> dict[str, list[int]]:
    table: dict[str, list[int]] = {}
    for index, movie in enumerate(catalog):
        table.setdefault(title_key(movie.title), []).append(index)
    for index, movie in enumerate(catalog):  # after every main title, which goes before a nickname
        for key in dict.fromkeys(title_key(t) for t in movie.alt_titles):
            if index not in table.setdefault(key, []):
                table[key].append(index)
    return table


def enrich(catalog: Catalog, source: Catalog) -> Catalog:
    """`catalog` with people, words, running times and alternative titles of the same films in `source`.

    What the catalogue already says is kept and comes first; ids, titles, years and genres do not change.
    A film of `source` goes to the movie of its own year; only where there is none, to one a year away.
    """
    pairs = [(movie, _twin(movie, source)) for movie in catalog]
    taken = {twin.item_id for movie, twin in pairs if twin is not None and twin.year == movie.year}
    return Catalog(
        _enriched(movie, None if twin and twin.year != movie.year and twin.item_id in taken else twin)
        for movie, twin in pairs
    )


def _twin(movie: Movie, source: Catalog) -> Movie | None:
    if twin := source.find(movie.title, movie.year):
        return twin
    others = (source.find(title, movie.year) for title in movie.alt_titles if movie.year is not None)
    return next((twin for twin in others if twin is not None and twin.year == movie.year), None)


def _enriched(movie: Movie, twin: Movie | None) -> Movie:
    if twin is None:
        return movie
    return replace(
        movie,
        directors=movie.directors or twin.directors,
        actors=movie.actors or twin.actors,
        countries=movie.countries or twin.countries,
        words=_joined(twin.words, movie.words),
        alt_titles=_joined(movie.alt_titles, (twin.title, *twin.alt_titles), but=movie.title),
        minutes=movie.minutes or twin.minutes,
    )


def _joined(first: Sequence[str], then: Sequence[str], *, but: str = "") -> tuple[str, ...]:
    return tuple(text for text in dict.fromkeys((*first, *then)) if text != but)
