"""The files of Matinee's own export as they come: tables one by one, and the whole of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from bot.exchange import packing, unpacking
from bot.exchange.opening import Part
from bot.exchange.records import Problem, Record, Unreadable
from bot.exchange.tables import Budget, Row, columns
from bot.storage.belongings import Belongings, OwnMark
from bot.storage.kept import Mark

_OF_ROW: dict[str, Callable[[Row], Any]] = {
    packing.RATINGS: unpacking.rating,
    packing.MARKS: unpacking.mark,
    packing.SUGGESTIONS: unpacking.suggestion,
    packing.JOURNAL: unpacking.step,
}


@dataclass(slots=True)
class OwnFiles:
    """What was there so far."""

    settings: Belongings | None = None
    tables: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    def take(self, part: Part, budget: Budget) -> bool:
        """Read a part if it is one of these files; whether it was.

        Raises
        ------
        Unreadable
            Where it is one of them and damaged, or comes a second time.
        """
        if unpacking.is_settings(part.data):
            self.settings = unpacking.read_settings(part.data)
            return True
        names = columns(part.data)
        table = next((name for name, known in packing.COLUMNS.items() if names == known), None)
        if table is None:
            return False
        if table in self.tables:
            raise Unreadable(Problem.DAMAGED)
        self.tables[table] = unpacking.read_table(part.data, budget, _OF_ROW[table])
        return True

    def whole(self) -> Belongings | None:
        """Everything of a person if no file is missing, else None.

        Raises
        ------
        Unreadable
            Where the files do not belong together.
        """
        if self.settings is None or self.tables.keys() != _OF_ROW.keys():
            return None
        belongings = replace(
            self.settings,
            ratings=self.tables[packing.RATINGS],
            marks=self.tables[packing.MARKS],
            suggestions=self.tables[packing.SUGGESTIONS],
            journal=self.tables[packing.JOURNAL],
        )
        unpacking.check(belongings)
        return belongings

    def records(self) -> Iterator[Record]:
        """Ratings and marks as any other site's file would tell them."""
        for rated in self.tables.get(packing.RATINGS, ()):
            film = rated.film
            yield Record(
                film.title,
                film.year,
                imdb_id=film.imdb_id,
                tmdb_id=film.tmdb_id,
                stars=rated.stars,
                seen=True,
                at=rated.rated_at,
            )
        yield from map(_marked, self.tables.get(packing.MARKS, ()))


def _marked(mark: OwnMark) -> Record:
    film = mark.film
    return Record(
        film.title,
        film.year,
        imdb_id=film.imdb_id,
        tmdb_id=film.tmdb_id,
        seen=mark.mark is Mark.SEEN,
        saved=mark.mark is Mark.SAVED,
        hidden=mark.mark is Mark.HIDDEN,
        at=mark.marked_at,
    )
