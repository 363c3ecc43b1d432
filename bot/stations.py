"""Stations as they are kept: what they are around and what was played, by film keys, whatever the data set."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.films import Film

MOST_STATIONS = 20
"""So many a person can have."""

LONGEST_NAME = 40


PLAYED_KEPT = 1000
"""So many played films are remembered, the latest ones."""


@dataclass(frozen=True, slots=True)
class KeptStation:
    """A person's station.

    Attributes
    ----------
    code
        Eight letters and digits that stand for it on buttons; no two of one person are alike.
    films, words
        What it is around: films, and traits by their keys, see `recengine.tuning`.
    played
        Keys of the films that were played, the latest last. What was judged on it is not kept apart: it is the
        person's ratings of these films, so that a rating that is changed or taken back steers no more.
    removed
        Whether it was removed; the last one that was can be brought back.
    """

    code: str
    name: str
    films: tuple[Film, ...] = ()
    words: tuple[str, ...] = ()
    played: tuple[str, ...] = ()
    removed: bool = False

    def playing(self, key: str) -> "KeptStation":
        """The station once a film is played, or was seen to have been."""
        others = [played for played in self.played if played != key]
        return replace(self, played=(*others, key)[-PLAYED_KEPT:])

    def is_around(self, films: Sequence[Film], words: Sequence[str]) -> bool:
        """Whether it is around just these, in whatever order."""
        keys = ({film.key for film in own} for own in (self.films, films))
        return next(keys) == next(keys) and {*self.words} == {*words}


def free_name(name: str, taken: Collection[str]) -> str:
    """A name that is not among those taken, whatever their case: the one wanted, else with a number behind it."""
    folded = {other.casefold() for other in taken}
    numbered = (f"{name[: LONGEST_NAME - 3].rstrip()} {number}" for number in range(2, 2 * MOST_STATIONS))
    return next(free for free in (name, *numbered) if free.casefold() not in folded)


def station_code(made_at: int, name: str) -> str:
    """The code of a station made now, at so many seconds since 1970."""
    return hashlib.blake2b(f"{made_at}|{name}".encode(errors="replace"), digest_size=4).hexdigest()


def clean_name(text: str) -> str:
    """A name as it is kept: in one line, of printable letters, not too long; empty where nothing is left."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    name = " ".join(printable.split())
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"
