"""A file looked at from end to end: read, and its films looked up in the catalogue that is served."""

from dataclasses import dataclass

from bot.exchange.matching import Matcher, Matching
from bot.exchange.reading import read_file
from bot.exchange.records import Found
from recengine.titles import TitleIndex

LARGEST_ARCHIVE = 5_000_000
"""Bytes of an export of Matinee that is kept until it is taken over as it is; a larger one is a list of films."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """What a file says, what its films are, and the file itself where it is a whole export of Matinee."""

    found: Found
    matching: Matching
    archive: bytes | None = None


def inspect(name: str, data: bytes, titles: TitleIndex, *, movielens: bool = False) -> Inspected:
    """Read a file and look its films up; takes up to seconds.

    Parameters
    ----------
    name, data
        The file.
    titles
        The title index of the served catalogue.
    movielens
        Whether the ids of that catalogue are those of MovieLens.

    Raises
    ------
    Unreadable
        Where the file is nothing that can be read.
    """
    found = read_file(name, data)
    matching = Matcher(titles, movielens=movielens).match(found.records)
    whole = found.belongings is not None and len(data) <= LARGEST_ARCHIVE
    return Inspected(found, matching, data if whole else None)
