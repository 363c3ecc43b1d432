"""What a station is to be around, understood from what somebody types: films, or words that films have."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.dialogue.station_moods import everyday
from bot.turns.turn import Turn
from recengine.catalog import Movie
from recengine.text import fold
from recengine.tuning import IDLE, tune

MOST_FILMS = 5
"""A station is around so many films at most."""

WHICH = 5
"""So many films are offered where a title is not clear."""

NAMED = 95.0
"""A title that fits so well is meant, even where its words could be meant too."""

MEANT = 75.0
"""Titles that fit less well give way to words that are understood in part, or with their spelling mended."""

_BETWEEN = re.compile(r"\s*(?:[,;+&/]|\sand\s|\sy\s)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Seed:
    """What was understood.

    Attributes
    ----------
    films, words
        What the station is to be around: movies, and traits by their keys.
    unknown
        What was not understood beside it.
    which
        Movies that may be meant, where that is not clear; then there is nothing else.
    sure
        Whether all of it was understood letter by letter, or as a title that is clear.
    """

    films: tuple[Movie, ...] = ()
    words: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    which: tuple[Movie, ...] = ()
    sure: bool = False

    def __bool__(self) -> bool:
        return bool(self.films or self.words)


def understand(turn: Turn, text: str) -> Seed:
    """What a text says: as a whole if it is clear, else film by film."""
    whole = _piece(turn, text)
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    if len(parts) < 2 or whole.sure:
        return whole
    pieces = [_piece(turn, part) for part in parts[: 2 * MOST_FILMS]]
    return _together(parts, pieces) if any(piece.films for piece in pieces) else whole


def _together(parts: list[str], pieces: list[Seed]) -> Seed:
    films = dict.fromkeys(movie for piece in pieces for movie in piece.films)
    traits = dict.fromkeys(key for piece in pieces for key in piece.words)
    missed = [part for part, piece in zip(parts, pieces, strict=False) if not piece]
    unknown = dict.fromkeys((*missed, *(word for piece in pieces if piece for word in piece.unknown)))
    return Seed(tuple(films)[:MOST_FILMS], tuple(traits), tuple(unknown))


def _piece(turn: Turn, text: str) -> Seed:
    """One film, or words. A title that is clear comes first, unless it is a genre's name."""
    found = turn.served.titles.search(text, limit=WHICH)
    best = found.matches[0].score if found.matches else 0.0
    said = _words(text, turn.served.recommender.trait_names)
    clear = said.sure and (best < NAMED or all(key.startswith("genre:") for key in said.words))
    if found.confident and not clear:
        return Seed(films=(found.matches[0].movie,), sure=True)
    if said and (said.sure or best < MEANT):
        return said
    return Seed(which=tuple(match.movie for match in found.matches), unknown=said.unknown)


def _words(text: str, names: Mapping[str, str]) -> Seed:
    """The traits that a text names; sure where each of its words is one of theirs."""
    known, left = everyday(text, names)
    tuned = tune(left, names)
    keys = tuple(dict.fromkeys((*known, *tuned.words)))
    return Seed(words=keys, unknown=tuned.unknown, sure=bool(keys) and _literally(left, tuned.words))


def _literally(text: str, keys: Iterable[str]) -> bool:
    spoken = {word for key in keys for word in key.partition(":")[2].split()}
    return {*fold(text).split()} - IDLE <= spoken
