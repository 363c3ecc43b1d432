"""A film that an admin is about to add: what is known of it so far."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

PATIENCE = 5 * 60
"""Seconds in which the year or the genres are waited for; words that come later are about something else."""

MOST_GENRES = 10


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed and tapped of a film.

    Attributes
    ----------
    asked_at
        When more was asked for last, in seconds since 1970.
    """

    title: str
    year: int | None = None
    genres: tuple[str, ...] = ()
    asked_at: int = 0

    @property
    def label(self) -> str:
        """Title with its year."""
        return self.title if self.year is None else f"{self.title} ({self.year})"

    @property
    def complete(self) -> bool:
        """Whether nothing has to be asked any more."""
        return self.year is not None and bool(self.genres)

    def waits(self, now: int) -> bool:
        """Whether what is said next may be what is missing."""
        return not self.complete and 0 <= now - self.asked_at <= PATIENCE

    def toggled(self, genre: str) -> "Draft":
        """With a genre more, or less."""
        without = tuple(name for name in self.genres if name != genre)
        return replace(self, genres=without if genre in self.genres else (*self.genres, genre)[:MOST_GENRES])

    def to_json(self) -> dict[str, Any]:
        """Plain data; `draft_of` reads it back."""
        return {"title": self.title, "year": self.year, "genres": list(self.genres), "asked_at": self.asked_at}


def draft_of(data: object) -> Draft | None:
    """The draft of `to_json`; None where it is of another kind."""
    if not isinstance(data, Mapping) or not isinstance(data.get("title"), str):
        return None
    year, asked_at, genres = data.get("year"), data.get("asked_at"), data.get("genres")
    names = tuple(name for name in genres if isinstance(name, str)) if isinstance(genres, list) else ()
    return Draft(
        data["title"],
        year if type(year) is int else None,
        names[:MOST_GENRES],
        asked_at if type(asked_at) is int else 0,
    )
