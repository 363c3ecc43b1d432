"""All names as plain arrays: their words, movies and weights, and names by their letters and by their first word."""

import zlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from recengine.titles.names import Name
from recengine.titles.strings import (
    Array,
    Arrays,
    Lookup,
    Places,
    Strings,
    checked,
    checked_starts,
    encoded,
    offsets,
    view,
)

_NONE: Places = np.empty(0, np.int32)


class NameTable:
    """Names by their place.

    Attributes
    ----------
    words
        Every word of a name, the one that most movies have first.
    counts
        Shape (n_words,): how many movies have each.
    tokens, starts
        Places of the words of all names in a row, and shape (n_names + 1,), where each name begins.
    movies, weights
        Shape (n_names,): see `Name`.
    """

    def __init__(
        self,
        words: Strings,
        counts: Places,
        tokens: Places,
        starts: Places,
        movies: Places,
        weights: NDArray[np.float64],
        by_key: Lookup,
        by_first: Places,
        first_starts: Places,
    ) -> None:
        self.words, self.counts = words, counts
        self.tokens, self.starts = tokens, starts
        self.movies, self.weights = movies, weights
        self._by_key, self._by_first, self._first_starts = by_key, by_first, first_starts
        self._tokens, self._starts, self._movies = view(tokens), view(starts), view(movies)

    @classmethod
    def of(cls, names: Sequence[Name]) -> "NameTable":
        """A table of names, in their order."""
        places: dict[str, int] = {}
        made = np.fromiter((places.setdefault(w, len(places)) for n in names for w in n.tokens), np.int32)
        starts = offsets(len(name.tokens) for name in names)
        movies = np.fromiter((name.movie for name in names), np.int32, len(names))
        words, counts, moved = _commonest_first(list(places), made, np.repeat(movies, np.diff(starts)))
        tokens = moved[made]
        sums = np.fromiter((_checksum(name.tokens) for name in names), np.uint32, len(names))
        weights = np.fromiter((name.weight for name in names), np.float64, len(names))
        firsts = tokens[starts[:-1]]
        by_first = np.argsort(firsts, kind="stable").astype(np.int32)
        first_starts = offsets(np.bincount(firsts, minlength=len(words)))
        return cls(
            Strings.of(words), counts, tokens, starts, movies, weights, Lookup.of(sums), by_first, first_starts
        )

    def __len__(self) -> int:
        return len(self.movies)

    def name(self, place: int) -> Name:
        """A name as a whole."""
        words = self._tokens[self._starts[place] : self._starts[place + 1]]
        return Name(tuple(map(self.words.__getitem__, words)), self._movies[place], float(self.weights[place]))

    def named(self, key: str) -> list[int]:
        """Names of exactly these letters."""
        coded = encoded(key)
        return [place for place in self._by_key.find(zlib.crc32(coded)) if self._key(place) == coded]

    def within(self, phrases: Iterable[Sequence[str]], *, longest: int) -> list[int]:
        """Names whose letters are those of a run of at most `longest` words of any of some phrases."""
        runs: dict[bytes, int] = {}
        for words in phrases:
            coded = [encoded(word) for word in words]
            for start in range(len(coded)):
                run, total = b"", 0
                for word in coded[start : start + longest]:
                    run += word
                    runs[run] = total = zlib.crc32(word, total)
        found = self._by_key.find_any([*runs.values()])
        return [place for place in found if self._key(place) in runs]

    def _key(self, place: int) -> bytes:
        words = self._tokens[self._starts[place] : self._starts[place + 1]]
        return b"".join(map(self.words.coded, words))

    def beginning(self, word: str) -> Places:
        """Names of which this is the first word, in order."""
        place = self.words.find(word)
        return self._by_first[self._first_starts[place] : self._first_starts[place + 1]] if place >= 0 else _NONE

    def opening(self, words: Sequence[str]) -> Places:
        """Names of more words that begin with these ones."""
        found = self.beginning(words[0])
        found = found[self.starts[found + 1] - self.starts[found] > len(words)]
        for offset, word in enumerate(words[1:], 1):
            found = found[self.tokens[self.starts[found] + offset] == self.words.find(word)]
        return found

    def arrays(self) -> dict[str, Array]:
        """What `from_arrays` makes the same table of."""
        return {
            **self.words.arrays("words"),
            "words.counts": self.counts,
            "names.tokens": self.tokens,
            "names.starts": self.starts,
            "names.movies": self.movies,
            "names.weights": self.weights,
            "names.by_first": self._by_first,
            "names.first_starts": self._first_starts,
            **self._by_key.arrays("names"),
        }

    @classmethod
    def from_arrays(cls, arrays: Arrays, *, movies: int) -> "NameTable":
        """The table of `arrays`.

        Parameters
        ----------
        movies
            How many movies its catalogue has.

        Raises
        ------
        ValueError
            Where they are no such arrays.
        """
        words = Strings.from_arrays(arrays, "words")
        counts = checked(arrays, "words.counts", np.int32, length=len(words))
        tokens = checked(arrays, "names.tokens", np.int32, below=len(words))
        starts = checked_starts(arrays, "names.starts", end=len(tokens))
        names = len(starts) - 1
        by_first = checked(arrays, "names.by_first", np.int32, length=names, below=names)
        return cls(
            words,
            counts,
            tokens,
            starts,
            checked(arrays, "names.movies", np.int32, length=names, below=movies),
            checked(arrays, "names.weights", np.float64, length=names),
            Lookup.from_arrays(arrays, "names", owners=names),
            by_first,
            checked_starts(arrays, "names.first_starts", end=names, length=len(words) + 1),
        )


def _checksum(words: Iterable[str]) -> int:
    total = 0
    for word in words:
        total = zlib.crc32(encoded(word), total)
    return total


def _commonest_first(
    words: Sequence[str], tokens: Places, movies: Places
) -> tuple[list[str], Places, NDArray[np.int32]]:
    """The words in order, how many movies have each, and the place that each moves to."""
    pairs = np.unique(tokens.astype(np.int64) * (int(movies.max(initial=0)) + 1) + movies)
    counts = np.bincount(pairs // (int(movies.max(initial=0)) + 1), minlength=len(words)).tolist()
    order = sorted(range(len(words)), key=lambda place: (-counts[place], words[place]))
    moved = np.empty(len(words), np.int32)
    moved[order] = np.arange(len(words), dtype=np.int32)
    return [words[place] for place in order], np.array([counts[place] for place in order], np.int32), moved
