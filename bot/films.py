"""Films by a key of their own: what people said about a film outlives the data set it came from."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from recengine.catalog import Catalog, Movie
from recengine.text import title_key

_KEY_BYTES = 8

KEYS_KEPT = 4096
"""So many films' keys are kept; a turn asks for those of a few films again and again."""


@dataclass(frozen=True, slots=True)
class Film:
    """A film as storage keeps it: a key, what names it, and ids that the outside world knows it by."""

    key: str
    title: str
    year: int | None = None
    imdb_id: int | None = None
    tmdb_id: int | None = None

    @property
    def label(self) -> str:
        """Title with its year: «Heat (1995)»."""
        return self.title if self.year is None else f"{self.title} ({self.year})"


@lru_cache(maxsize=KEYS_KEPT)
def film_key(title: str, year: int | None) -> str:
    """Thirteen letters and digits that follow from the folded title and the year, whatever the data set."""
    text = f"{title_key(title)}|{'' if year is None else year}"
    digest = hashlib.blake2b(text.encode(), digest_size=_KEY_BYTES).digest()
    return base64.b32encode(digest).decode().rstrip("=").lower()


def film_of(movie: Movie) -> Film:
    """The film that a catalogue's movie is."""
    return Film(film_key(movie.title, movie.year), movie.title, movie.year, movie.imdb_id, movie.tmdb_id)


class FilmBook:
    """Films <-> the movies of the catalogue that is served now."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._places = catalog.once(_places_of_keys)

    def movie(self, film: Film) -> Movie | None:
        """The movie that a stored film is in this catalogue, or None where the catalogue lacks it."""
        by_key = self.by_key(film.key)
        if by_key is not None:
            return by_key
        return self._catalog.find(film.title, film.year, imdb_id=film.imdb_id)

    def of_movie(self, movie: Movie) -> Movie | None:
        """The movie of this catalogue that another catalogue's movie is, or None; its other titles count as well."""
        known = self.movie(film_of(movie))
        if known is None and movie.year is not None:
            others = (self.by_key(film_key(title, movie.year)) for title in movie.alt_titles)
            known = next((other for other in others if other is not None), None)
        return known

    def by_key(self, key: str) -> Movie | None:
        """The movie with this film key in this catalogue, or None."""
        place = self._places.get(key)
        return None if place is None else self._catalog.at(place)

    def movies(self, films: Iterable[Film]) -> dict[str, Movie]:
        """Film key -> movie, for those films that the catalogue has."""
        found = ((film.key, self.movie(film)) for film in films)
        return {key: movie for key, movie in found if movie is not None}


def _places_of_keys(catalog: Catalog) -> dict[str, int]:
    """Dense index of the first movie with each key."""
    table: dict[str, int] = {}
    for place, movie in enumerate(catalog):
        table.setdefault(film_key(movie.title, movie.year), place)
    return table
