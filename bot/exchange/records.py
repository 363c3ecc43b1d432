"""What a file that a person sends says of films, whichever site it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.storage.belongings import Belongings


class Source(StrEnum):
    """Whose export a file is."""

    LETTERBOXD = "letterboxd"
    IMDB = "imdb"
    TRAKT = "trakt"
    MOVIELENS = "movielens"
    MATINEE = "matinee"


class Skip(StrEnum):
    """Why a row of a readable file was left out."""

    NO_FILM = "no-film"  # a series, an episode, a game
    UNREADABLE = "unreadable"  # a row without a title or an id
    SILENT = "silent"  # neither rated nor seen nor saved


class Problem(StrEnum):
    """Why a file cannot be taken; each is one plain message."""

    EMPTY = "empty"
    PICTURE = "picture"
    DOCUMENT = "document"
    SPREADSHEET = "spreadsheet"
    LOCKED = "locked"
    TOO_LARGE = "too-large"
    TOO_MANY_ROWS = "too-many-rows"
    DAMAGED = "damaged"
    MANY_PEOPLE = "many-people"
    UNCLEAR_LIST = "unclear-list"
    NO_RATINGS = "no-ratings"
    UNKNOWN = "unknown"


class Unreadable(Exception):
    """A file that cannot be taken."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Record:
    """One film of a file, and what the person said of it.

    Attributes
    ----------
    title, year, original
        As the site writes them; `original` is the title in the film's own language, or empty.
    imdb_id, tmdb_id, item_id
        Ids of the sites of those names, and of MovieLens, where the file tells them.
    stars
        0.5 to 5, or None where the film was not rated.
    seen, saved, hidden
        What else was said.
    hearted
        Whether the stars stand for a heart without any.
    at
        When, in seconds since 1970, or None where the file does not tell.
    """

    title: str
    year: int | None = None
    original: str = ""
    imdb_id: int | None = None
    tmdb_id: int | None = None
    item_id: int | None = None
    stars: float | None = None
    seen: bool = False
    saved: bool = False
    hidden: bool = False
    hearted: bool = False
    at: int | None = None

    @property
    def silent(self) -> bool:
        """Whether nothing at all was said."""
        return self.stars is None and not (self.seen or self.saved or self.hidden)


@dataclass(frozen=True, slots=True)
class Found:
    """What a file says: each film once, and how many rows were left out, by reason.

    `belongings` is there where the file is everything that another Matinee kept of the person.
    """

    source: Source
    records: tuple[Record, ...]
    skipped: Mapping[Skip, int] = field(default_factory=dict)
    belongings: Belongings | None = None
