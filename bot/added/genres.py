"""Genres as people write them, as the genres of a catalogue."""

import difflib
from collections.abc import Iterable
from typing import Final

from bot.dialogue.language import speaking
from bot.dialogue.traits import genre_name
from bot.dialogue.understanding.lexicon import GENRES
from bot.locales import LANGUAGES
from recengine.text import fold

USUAL: Final = tuple(sorted({genre for genres in GENRES for genre in genres}))
"""The genres of MovieLens."""

NEAR: Final = 0.6


class Genres:
    """The genres of a catalogue by all the names that they go by.

    Parameters
    ----------
    known
        Those of the catalogue; the usual ones can be named as well.
    """

    def __init__(self, known: Iterable[str] = ()) -> None:
        self.names = tuple(dict.fromkeys([*sorted(known), *USUAL]))
        self._known: dict[str, tuple[str, ...]] = {}
        for language in LANGUAGES:
            with speaking(language):
                self._known |= {fold(genre_name(genre)): (genre,) for genre in self.names}
        self._known |= _everyday() | {fold(genre): (genre,) for genre in self.names}

    def named(self, text: str) -> tuple[str, ...]:
        """The genres that a word or a few mean, «romcom» two; empty where they mean none."""
        return self._known.get(fold(text), ())

    def nearest(self, text: str) -> str | None:
        """The genre that may be meant by what is none, or None."""
        close = difflib.get_close_matches(fold(text)[:40], self._known, n=1, cutoff=NEAR)
        return self._known[close[0]][0] if close else None


def _everyday() -> dict[str, tuple[str, ...]]:
    return {fold(phrase): genres for genres, phrases in GENRES.items() for phrase in phrases.split("|")}
