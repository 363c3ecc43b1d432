"""What a person's file brings, before and while it is taken over."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.films import Film
from bot.stations import KeptStation
from bot.storage.kept import Mark

WAITS_SECONDS = 24 * 3600
"""So long a file waits for a person's word before it is forgotten."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One film of a file: its stars, or the mark that it comes under; `at` is when that was said, if known."""

    film: Film
    stars: float | None = None
    mark: Mark | None = None
    at: int | None = None

    def to_json(self) -> list[Any]:
        """Plain data; `from_json` reads it back."""
        mark = None if self.mark is None else self.mark.value
        return [*film_to_json(self.film), self.stars, mark, self.at]

    @classmethod
    def from_json(cls, data: list[Any]) -> "Incoming":
        """The film of `to_json`."""
        *film, stars, mark, at = data
        return cls(Film(*film), stars, None if mark is None else Mark(mark), at)


@dataclass(frozen=True, slots=True)
class Question:
    """A film of a file, by its place there, that may be one of several; likeliest first."""

    place: int
    candidates: tuple[Film, ...]

    def to_json(self) -> list[Any]:
        """Plain data; `from_json` reads it back."""
        return [self.place, [film_to_json(film) for film in self.candidates]]

    @classmethod
    def from_json(cls, data: list[Any]) -> "Question":
        """The question of `to_json`."""
        place, candidates = data
        return cls(place, tuple(Film(*film) for film in candidates))


@dataclass(frozen=True, slots=True)
class WaitingImport:
    """A file that was read and waits for a person's word.

    Attributes
    ----------
    token
        Names it in buttons, and what it brought in the journal.
    source
        Whose export it is.
    films
        What it says.
    questions
        Films of it that may be several, still to be asked about.
    counts
        How many films are sure, unknown and so on, as they were found.
    archive
        The file itself where it is everything that another Matinee kept, else None.
    """

    token: str
    source: str
    films: tuple[Incoming, ...]
    questions: tuple[Question, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    archive: bytes | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain data but for token and archive; `from_json` reads it back."""
        return {
            "source": self.source,
            "films": [film.to_json() for film in self.films],
            "questions": [question.to_json() for question in self.questions],
            "counts": dict(self.counts),
        }

    @classmethod
    def from_json(cls, token: str, data: Mapping[str, Any], archive: bytes | None) -> "WaitingImport":
        """The import of `to_json`."""
        return cls(
            token,
            data["source"],
            tuple(Incoming.from_json(film) for film in data["films"]),
            tuple(Question.from_json(question) for question in data["questions"]),
            data["counts"],
            archive,
        )


@dataclass(frozen=True, slots=True)
class Changes:
    """What taking a file over changes, decided by what the person said before.

    `added` are ratings and marks, each film once a rating and once a mark at most; `unmarked` films leave a mark.
    `stations` come after those that are kept, oldest first.
    """

    added: tuple[Incoming, ...] = ()
    unmarked: tuple[tuple[Film, Mark], ...] = ()
    stations: tuple[KeptStation, ...] = ()


def film_to_json(film: Film) -> list[Any]:
    """Plain data; `Film(*data)` reads it back."""
    return [film.key, film.title, film.year, film.imdb_id, film.tmdb_id]
