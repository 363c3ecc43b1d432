"""Traits: genres, decades, words and people that films share, and what a person set about them."""

from collections.abc import Iterator
from enum import StrEnum

from recengine.catalog import Movie
from recengine.text import fold

KINDS = ("genre", "decade", "word", "person")


class TraitSetting(StrEnum):
    """What suggestions should make of a trait.

    `UP` and `DOWN` come on top of what the ratings say. `MUTED` takes away what they say about this trait, for it or
    against it: there is as much of it among the best candidates as a stranger would get.
    """

    UP = "up"
    DOWN = "down"
    MUTED = "muted"


def trait_key(text: str) -> str:
    """A trait as arrays are looked up by it: «person:Tom Hanks» and «person:tom hanks» are one."""
    kind, _, name = text.partition(":")
    return f"{fold(kind)}:{fold(name)}"


def traits_of(movie: Movie) -> Iterator[tuple[str, str]]:
    """Every trait of a movie once, as its key and the name that people read."""
    named = [("genre", genre) for genre in movie.genres]
    named += [("decade", str(movie.decade))] if movie.decade is not None else []
    named += [("word", word) for word in movie.words]
    named += [("person", person) for person in (*movie.directors, *movie.actors)]
    seen: set[str] = set()
    for kind, name in named:
        key = trait_key(f"{kind}:{name}")
        if key not in seen:
            seen.add(key)
            yield key, name
