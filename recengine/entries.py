"""Genres, words or people of films as arrays: each text once, and a number for each that a film has."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from recengine.arrays import Bools, Ints
from recengine.catalog import Catalog
from recengine.sparse import starts_of


@dataclass(frozen=True, slots=True)
class Entries:
    """Texts of the films of a catalogue, film by film, in the order in which each film has them.

    Attributes
    ----------
    names
        Every text once, in the order in which they first come up.
    films, texts
        Dense index of the film, and place in `names`, of each entry; int32, shape (entries,).
    """

    names: tuple[str, ...]
    films: NDArray[np.int32]
    texts: NDArray[np.int32]

    def by(self, key: Callable[[str], str]) -> "tuple[Entries, tuple[str, ...]]":
        """The same with keys in place of texts, of which a film has each once; and how the first film writes each."""
        place: dict[str, int] = {}
        key_of = np.fromiter((place.setdefault(key(n), len(place)) for n in self.names), np.int32, len(self.names))
        _, first = np.unique(key_of, return_index=True)
        entries = Entries(tuple(place), self.films, key_of[self.texts])
        return entries.once_a_film(), tuple(self.names[i] for i in first)

    def once_a_film(self) -> "Entries":
        """Without what a film has a second time."""
        _, first = np.unique(self.films.astype(np.int64) * len(self.names) + self.texts, return_index=True)
        kept = np.sort(first)
        return Entries(self.names, self.films[kept], self.texts[kept])

    def postings(self) -> tuple[Ints, NDArray[np.int32]]:
        """The films that have each text, ascending, one text after the other, and where those of each begin."""
        order = np.argsort(self.texts, kind="stable")
        return starts_of(np.bincount(self.texts, minlength=len(self.names))), self.films[order]

    def having(self, films: int) -> dict[str, Bools]:
        """Of each text which of so many films have it; for few texts."""
        masks = np.zeros((len(self.names), films), dtype=bool)
        masks[self.texts, self.films] = True
        return dict(zip(self.names, masks, strict=True))


def entries(catalog: Catalog, *fields: str) -> Entries:
    """All texts that the films have in some fields, those of one film field by field; to be had by `Catalog.once`.

    Parameters
    ----------
    fields
        Names of attributes of `Movie` that are tuples of texts.
    """
    own = [getattr(movie, field) for movie in catalog for field in fields]
    place: dict[str, int] = {}
    texts = [place.setdefault(text, len(place)) for text in chain.from_iterable(own)]
    films = np.repeat(np.arange(len(own), dtype=np.int32) // len(fields), [len(some) for some in own])
    return Entries(tuple(place), films, np.asarray(texts, dtype=np.int32))
