"""What a title index is made of: built from a catalogue, or of arrays that were kept."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recengine.catalog import Catalog, Movie
from recengine.titles.alikeness import Sounds, sounds_of
from recengine.titles.grams import TrigramIndex, symbols
from recengine.titles.names import all_names, initials
from recengine.titles.spacing import solid
from recengine.titles.spelling import Speller
from recengine.titles.strings import Array, Arrays, Lookup, checked, encoded, ragged
from recengine.titles.table import NameTable

FORMAT = 1
"""Of the arrays; those of another one are refused."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that follows from the titles of a catalogue alone.

    Attributes
    ----------
    table
        All names.
    speller
        Slips in their words.
    sounds
        How these words sound.
    grams
        Trigrams of their letters.
    initials
        Movies by first letters of their titles.
    solid
        Movies by their titles' letters without spaces.
    """

    table: NameTable
    speller: Speller
    sounds: Sounds
    grams: TrigramIndex
    initials: Lookup
    solid: Lookup

    @classmethod
    def of(cls, catalog: Catalog) -> "Parts":
        """Built anew."""
        table = NameTable.of(all_names(catalog))
        return cls(
            table,
            Speller.over(table.words),
            sounds_of(table.words[place] for place in range(len(table.words))),
            TrigramIndex.of(*_letters(table)),
            _lookup((key, place) for place, movie in enumerate(catalog) for key in initials(movie)),
            _lookup((key, place) for place, movie in enumerate(catalog) for key in map(solid, titles(movie)) if key),
        )

    def arrays(self, catalog: Catalog) -> dict[str, Array]:
        """What `from_arrays` makes the same of."""
        return {
            "titles": _signature(catalog),
            **self.table.arrays(),
            **self.speller.rests.arrays("slips"),
            "words.sounds": self.sounds,
            **self.grams.arrays(),
            **self.initials.arrays("initials"),
            **self.solid.arrays("solid"),
        }

    @classmethod
    def from_arrays(cls, catalog: Catalog, arrays: Arrays) -> "Parts":
        """The parts that `arrays` were made of.

        Raises
        ------
        ValueError
            Where they were made of other titles or by another version, or are damaged.
        """
        if not np.array_equal(checked(arrays, "titles", np.int64), _signature(catalog)):
            raise ValueError("these arrays are a title index of other films")
        table = NameTable.from_arrays(arrays, movies=len(catalog))
        return cls(
            table,
            Speller(table.words, Lookup.from_arrays(arrays, "slips", owners=len(table.words))),
            checked(arrays, "words.sounds", np.uint32, length=len(table.words)),
            TrigramIndex.from_arrays(arrays, keys=len(table)),
            Lookup.from_arrays(arrays, "initials", owners=len(catalog)),
            Lookup.from_arrays(arrays, "solid", owners=len(catalog)),
        )


def titles(movie: Movie) -> tuple[str, ...]:
    """All titles of a movie, as they are written."""
    return (movie.title, *movie.alt_titles)


def _signature(catalog: Catalog) -> NDArray[np.int64]:
    """The version of the arrays and what tells one list of titles and years from another."""
    others = (f"{place}\n{title}" for place, movie in enumerate(catalog) for title in movie.alt_titles)
    years = np.fromiter((movie.year or 0 for movie in catalog), np.int32, len(catalog))
    total = zlib.crc32(years.tobytes())
    for some in ([movie.title for movie in catalog], others):
        total = zlib.crc32(encoded("\n".join(some)), total)
    return np.array([FORMAT, len(catalog), total], np.int64)


def _lookup(owned: Iterable[tuple[str, int]]) -> Lookup:
    pairs = [(zlib.crc32(encoded(key)), owner) for key, owner in owned]
    sums, owners = np.array(pairs, np.uint32).reshape(-1, 2).T
    return Lookup.of(sums, owners.astype(np.int32))


def _letters(table: NameTable) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The letters of all names in a row as symbols, and how many each has."""
    words = [table.words[place] for place in range(len(table.words))]
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    starts = np.cumsum(lengths) - lengths
    letters = symbols("".join(words))[ragged(starts[table.tokens], lengths[table.tokens])]
    return letters, np.add.reduceat(lengths[table.tokens], table.starts[:-1]) if len(table) else lengths[:0]
