"""Which movies of the served catalogue the films of a file are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.exchange.merging import newer
from bot.exchange.records import Record
from recengine.catalog import Catalog, Movie
from recengine.titles import TitleIndex

MOST_LOOKUPS = 200
"""Titles that are looked up by likeness, which takes milliseconds each; further ones count as unknown."""

MOST_CANDIDATES = 4
_LIKELY = 70.0
_SURE = 97.0
_YEARS_APART = 1


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A film that may be one of several movies, likeliest first, or none."""

    record: Record
    candidates: tuple[Movie, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """The records of a file by how sure it is what they are; no movie comes twice among the sure ones.

    `unnamed` are those that tell nothing but an id which the catalogue does not know.
    """

    sure: tuple[tuple[Record, Movie], ...] = ()
    doubtful: tuple[Doubtful, ...] = ()
    unknown: tuple[Record, ...] = ()
    unnamed: int = 0


@dataclass(slots=True)
class Matcher:
    """Looks films up by ids, then by title and year, then by likeness.

    Parameters
    ----------
    titles
        The title index of the served catalogue.
    movielens
        Whether its item ids are those of MovieLens.
    """

    titles: TitleIndex
    movielens: bool = False
    _by_tmdb: dict[int, Movie] = field(init=False)
    _all_have_imdb: bool = field(init=False)
    _lookups: int = 0

    def __post_init__(self) -> None:
        self._all_have_imdb = all(movie.imdb_id is not None for movie in self._catalog)
        self._by_tmdb = {movie.tmdb_id: movie for movie in self._catalog if movie.tmdb_id is not None}

    @property
    def _catalog(self) -> Catalog:
        return self.titles.catalog

    def match(self, records: Iterable[Record]) -> Matching:
        """Sort the records by what is known of them."""
        sure: dict[int, tuple[Record, Movie]] = {}
        doubtful: list[Doubtful] = []
        unknown: list[Record] = []
        unnamed = 0
        for record in records:
            movie = self._known(record)
            candidates = () if movie or not record.title else self._alike(record)
            movie = movie or self._beyond_doubt(record, candidates)
            if movie is not None:
                known = sure.get(movie.item_id)
                sure[movie.item_id] = (newer(known[0], record) if known else record, movie)
            elif candidates:
                doubtful.append(Doubtful(record, tuple(each for each, _ in candidates)))
            elif record.title:
                unknown.append(record)
            else:
                unnamed += 1
        return Matching(tuple(sure.values()), tuple(doubtful), tuple(unknown), unnamed)

    def _known(self, record: Record) -> Movie | None:
        if record.item_id is not None and self.movielens and (by_id := self._catalog.get(record.item_id)):
            return by_id
        if record.title and (by_title := self._by_title(record)):
            return by_title
        return self._by_tmdb.get(record.tmdb_id) if record.tmdb_id is not None else None

    def _by_title(self, record: Record) -> Movie | None:
        """By IMDb's id, else by one of its titles and the year, which may differ by one."""
        titles = dict.fromkeys(title for title in (record.title, record.original) if title)
        found = (self._catalog.find(title, record.year, imdb_id=record.imdb_id) for title in titles)
        return next((movie for movie in found if movie is not None), None)

    def _alike(self, record: Record) -> Sequence[tuple[Movie, float]]:
        """Movies of about that title and year, likeliest first; not those that are surely another film."""
        if self._lookups >= MOST_LOOKUPS or self._would_be_known(record):
            return ()
        self._lookups += 1
        text = record.title if record.year is None else f"{record.title} ({record.year})"
        found = self.titles.search(text, limit=2 * MOST_CANDIDATES).matches
        likely = [(m.movie, m.score) for m in found if m.score >= _LIKELY and _may_be(record, m.movie)]
        return likely[:MOST_CANDIDATES]

    def _would_be_known(self, record: Record) -> bool:
        """Whether the catalogue knows every film by an id that the record has, so that it surely lacks this one."""
        return record.imdb_id is not None and self._all_have_imdb

    def _beyond_doubt(self, record: Record, candidates: Sequence[tuple[Movie, float]]) -> Movie | None:
        """The only candidate, of the same year, whose name differs by next to nothing."""
        if len(candidates) != 1 or record.year is None:
            return None
        movie, score = candidates[0]
        return movie if score >= _SURE and movie.year == record.year else None


def _may_be(record: Record, movie: Movie) -> bool:
    if record.imdb_id is not None and movie.imdb_id is not None:
        return False  # two films that IMDb tells apart
    if record.year is None or movie.year is None:
        return True
    return abs(record.year - movie.year) <= _YEARS_APART
