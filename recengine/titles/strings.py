"""Texts and what belongs to them as plain arrays: no object for each, whole in memory or mapped from a file."""

import zlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Arrays = Mapping[str, Array]
Places = NDArray[np.int32]
"""Where things are in other arrays; 32 bits reach for two thousand million."""

_FEW = 16  # checksums that are found sooner one by one


def encoded(text: str) -> bytes:
    """The bytes of any text, even of one with half a character."""
    return text.encode("utf-8", "surrogatepass")


def view(array: Array) -> "memoryview[int]":
    """Whole numbers of an array one at a time, which is several times faster than from the array itself."""
    found: Any = array
    return memoryview(found)


def checksum(text: str) -> int:
    """What a text is looked up by, the same in every process."""
    return zlib.crc32(encoded(text))


def offsets(lengths: Iterable[int] | NDArray[np.integer]) -> Places:
    """Where each of some runs begins, and where the last one ends, shape (n + 1,)."""
    counts = lengths if isinstance(lengths, np.ndarray) else np.fromiter(lengths, np.int64)
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int32)


def ragged(starts: NDArray[np.integer], lengths: NDArray[np.integer]) -> NDArray[np.int64]:
    """The places of runs of these lengths, one run after the other: 5, 6, 20 for runs of 2 at 5 and of 1 at 20."""
    ends = np.cumsum(lengths)
    places: NDArray[np.int64] = np.arange(ends[-1] if len(ends) else 0) + np.repeat(
        starts - (ends - lengths), lengths
    )
    return places


@dataclass(frozen=True, slots=True)
class Lookup:
    """Owners by a checksum of their text. Different texts may share one, so whoever asks compares the texts.

    Attributes
    ----------
    checksums
        Shape (n,), rising.
    owners
        Shape (n,), whose text each is of; rising where checksums are equal.
    """

    checksums: NDArray[np.uint32]
    owners: Places

    @classmethod
    def of(cls, checksums: NDArray[np.uint32], owners: Places | None = None) -> "Lookup":
        """A lookup of checksums in any order; their owners are their places unless told."""
        order = np.argsort(checksums, kind="stable").astype(np.int32)
        return cls(checksums[order], order if owners is None else owners[order])

    def find(self, wanted: int) -> list[int]:
        """Owners of one checksum."""
        sums = view(self.checksums)
        first = last = bisect_left(sums, wanted)
        while last < len(sums) and sums[last] == wanted:
            last += 1
        return self.owners[first:last].tolist() if last > first else []

    def find_any(self, wanted: Sequence[int] | NDArray[np.uint32]) -> list[int]:
        """Owners of any of some checksums, each as often as it is found."""
        if len(wanted) <= _FEW:
            return [owner for one in {*map(int, wanted)} for owner in self.find(one)]
        sums = np.unique(np.asarray(wanted, dtype=np.uint32))
        firsts, lasts = (np.searchsorted(self.checksums, sums, side) for side in ("left", "right"))
        found: list[int] = self.owners[ragged(firsts, lasts - firsts)].tolist()
        return found

    def arrays(self, name: str) -> dict[str, Array]:
        """Its arrays, named after what it is for."""
        return {f"{name}.checksums": self.checksums, f"{name}.owners": self.owners}

    @classmethod
    def from_arrays(cls, arrays: Arrays, name: str, *, owners: int) -> "Lookup":
        """The lookup of `arrays`; `owners`: how many there are.

        Raises
        ------
        ValueError
            Where they are no such arrays.
        """
        sums = checked(arrays, f"{name}.checksums", np.uint32)
        return cls(sums, checked(arrays, f"{name}.owners", np.int32, length=len(sums), below=owners))


class Strings:
    """Different texts, each known by its place among them.

    Parameters
    ----------
    letters
        The bytes of all texts in a row.
    starts
        Shape (n + 1,): where each begins, and where the last one ends.
    lookup
        Their places by checksum.
    """

    def __init__(self, letters: NDArray[np.uint8], starts: Places, lookup: Lookup) -> None:
        self.letters, self.starts, self.lookup = letters, starts, lookup
        self._letters, self._starts = view(letters), view(starts)

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Strings":
        """Texts of which no two are the same."""
        coded = [encoded(text) for text in texts]
        sums = np.fromiter(map(zlib.crc32, coded), np.uint32, len(coded))
        return cls(np.frombuffer(b"".join(coded), np.uint8), offsets(map(len, coded)), Lookup.of(sums))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, place: int) -> str:
        return str(self._letters[self._starts[place] : self._starts[place + 1]], "utf-8", "surrogatepass")

    def coded(self, place: int) -> "memoryview[int]":
        """The bytes of a text."""
        return self._letters[self._starts[place] : self._starts[place + 1]]

    def find(self, text: str) -> int:
        """The place of a text; -1 where it is not among them."""
        coded = encoded(text)
        for place in self.lookup.find(zlib.crc32(coded)):
            if self._letters[self._starts[place] : self._starts[place + 1]] == coded:
                return place
        return -1

    def arrays(self, name: str) -> dict[str, Array]:
        """Its arrays, named after what it is for."""
        return {f"{name}.letters": self.letters, f"{name}.starts": self.starts, **self.lookup.arrays(name)}

    @classmethod
    def from_arrays(cls, arrays: Arrays, name: str) -> "Strings":
        """The texts of `arrays`.

        Raises
        ------
        ValueError
            Where they are no such arrays.
        """
        letters = checked(arrays, f"{name}.letters", np.uint8)
        starts = checked_starts(arrays, f"{name}.starts", end=len(letters))
        return cls(letters, starts, Lookup.from_arrays(arrays, name, owners=len(starts) - 1))


def checked(
    arrays: Arrays, name: str, kind: type[np.generic], *, length: int | None = None, below: int | None = None
) -> Array:
    """One of some arrays, with one dimension.

    Parameters
    ----------
    length
        How long it has to be.
    below
        Its numbers have to be places among so many.

    Raises
    ------
    ValueError
        Where it is missing or something else.
    """
    found = np.asarray(arrays.get(name, np.empty((0, 0))))
    if found.ndim != 1 or found.dtype != kind or (length is not None and len(found) != length):
        raise ValueError(f"these arrays are no title index: {name}")
    if below is not None and len(found) and not 0 <= int(found.min()) <= int(found.max()) < below:
        raise ValueError(f"these arrays are no title index: {name}")
    return found


def checked_starts(arrays: Arrays, name: str, *, end: int, length: int | None = None) -> Places:
    """One of some arrays, which says where runs begin that end at `end`; see `checked`."""
    starts = checked(arrays, name, np.int32, length=length)
    if not len(starts) or starts[0] != 0 or starts[-1] != end or (np.diff(starts) < 0).any():
        raise ValueError(f"these arrays are no title index: {name}")
    return starts
