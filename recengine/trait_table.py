"""Which films of a catalogue have each trait, as arrays."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from recengine.arrays import Ints
from recengine.catalog import Catalog
from recengine.entries import Entries, entries
from recengine.likeness import years_of
from recengine.sparse import starts_of
from recengine.traits import trait_key


@dataclass(frozen=True, slots=True)
class TraitTable:
    """The traits of a catalogue.

    Attributes
    ----------
    names
        How the first film that has a trait writes it, by the trait's key.
    rows
        Number of each trait by its key.
    start, films
        Trait number i has the films `films[start[i]:start[i + 1]]`, dense indices, ascending.
    """

    names: Mapping[str, str]
    rows: Mapping[str, int]
    start: Ints
    films: NDArray[np.int32]

    def films_with(self, trait: str) -> NDArray[np.int32]:
        """Dense indices of the films that have a trait, in any spelling that folds to its key."""
        row = self.rows.get(trait_key(trait))
        return self.films[:0] if row is None else self.films[self.start[row] : self.start[row + 1]]


def trait_table(catalog: Catalog) -> TraitTable:
    """The table of a catalogue; see `recengine.traits.traits_of` for what is a trait."""
    names = catalog.once(_names)
    return TraitTable(names, {key: row for row, key in enumerate(names)}, **catalog.once(_postings))


def _names(catalog: Catalog) -> dict[str, str]:
    return catalog.once(_worked_out)[0]


def _postings(catalog: Catalog) -> dict[str, np.ndarray]:
    return catalog.once(_worked_out)[1]


def _worked_out(catalog: Catalog) -> tuple[dict[str, str], dict[str, np.ndarray]]:
    names, lengths, films = dict[str, str](), list[Ints](), list[NDArray[np.int32]]()
    for kind, own in _kinds(catalog):
        keyed, spelled = own.by(partial(_key, kind))
        start, having = keyed.postings()
        names |= zip(keyed.names, spelled, strict=True)
        lengths.append(np.diff(start))
        films.append(having)
    return names, {"start": starts_of(np.concatenate(lengths)), "films": np.concatenate(films)}


def _key(kind: str, name: str) -> str:
    return trait_key(f"{kind}:{name}")


def _kinds(catalog: Catalog) -> Iterator[tuple[str, Entries]]:
    yield "genre", catalog.once(entries, "genres")
    yield "decade", _decades(catalog)
    yield "word", catalog.once(entries, "words")
    yield "person", catalog.once(entries, "directors", "actors")


def _decades(catalog: Catalog) -> Entries:
    years = catalog.once(years_of)
    films = np.flatnonzero(~np.isnan(years)).astype(np.int32)
    each, decade = np.unique((years[films] // 10 * 10).astype(np.int64), return_inverse=True)
    return Entries(tuple(map(str, each.tolist())), films, decade.astype(np.int32))
