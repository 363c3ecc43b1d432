"""Films of a table beside each other and beside those that are known already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.added.film import AddedFilm
from bot.added.reading import Row, Table, Trouble
from bot.films import FilmBook
from recengine.catalog import Catalog
from recengine.datasets.title_parsing import parse_title
from recengine.text import title_key


@dataclass(frozen=True, slots=True)
class Sorted:
    """What becomes of the rows of a table.

    Attributes
    ----------
    new
        Films to be added, in their order.
    known
        Rows whose films are in the catalogue already.
    troubles
        Rows that cannot be taken, by their numbers.
    """

    new: tuple[AddedFilm, ...]
    known: tuple[Row, ...]
    troubles: tuple[Trouble, ...]


def whole(catalog: Catalog, added: Sequence[AddedFilm]) -> Catalog:
    """A catalogue with films that were added; those that it has by now stand in it once."""
    book = FilmBook(catalog)
    return Catalog([*catalog, *(film.movie for film in added if book.of_movie(film.movie) is None)])


def sort_rows(table: Table, catalog: Catalog) -> Sorted:
    """Tell new films from those that a catalogue has, and from those that a table has twice.

    A film is known by its outside id, else by title and year: an id that is another film's there is trouble.
    """
    book, first = FilmBook(catalog), _First()
    new: list[AddedFilm] = []
    known: list[Row] = []
    troubles = list(table.troubles)
    for row in table.rows:
        if (twin := first.of(row)) is not None:
            troubles.append(Trouble(row.number, f"«{row.film.movie.label}» stands in row {twin} already"))
        elif book.of_movie(row.film.movie) is not None:
            known.append(row)
        else:
            new.append(row.film)
    return Sorted(tuple(new), tuple(known), tuple(sorted(troubles, key=lambda trouble: trouble.number)))


def named(what: str, films: Sequence[AddedFilm]) -> list[AddedFilm]:
    """The films that somebody names by key, IMDb id, or title with or without the year."""
    text = what.strip()
    exact = [f for f in films if text.lower() in (f.key, f"tt{f.movie.imdb_id or 0:07d}")]
    if exact:
        return exact
    parsed = parse_title(text)
    same = [f for f in films if title_key(f.movie.title) == title_key(parsed.title)]
    return [f for f in same if parsed.year in (None, f.movie.year)]


class _First:
    """The row in which a film of a table stands first."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, object], int] = {}

    def of(self, row: Row) -> int | None:
        """The earlier row of the same film; None, and remembered, where there is none."""
        names = list(_names(row.film))
        earlier = next((self._rows[name] for name in names if name in self._rows), None)
        if earlier is None:
            self._rows |= dict.fromkeys(names, row.number)
        return earlier


def _names(film: AddedFilm) -> Iterable[tuple[str, object]]:
    yield "key", film.key
    if film.movie.imdb_id is not None:
        yield "imdb", film.movie.imdb_id
    if film.movie.tmdb_id is not None:
        yield "tmdb", film.movie.tmdb_id
