"""A file that a person sends: what kind it is, by what stands in it, and what it says."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.exchange import imdb, letterboxd, movielens, trakt
from bot.exchange.merging import Collected
from bot.exchange.opening import Part, parts
from bot.exchange.own import OwnFiles
from bot.exchange.records import Found, Problem, Record, Skip, Source, Unreadable
from bot.exchange.tables import Budget, columns

_LAST_WORD = 9
_ARRAYS = (b"[", b"\xef\xbb\xbf[")


def read_file(name: str, data: bytes) -> Found:
    """What a file says.

    Parameters
    ----------
    name
        As the person's device calls it. It decides only between tables with the same columns.
    data
        Its bytes, 20 MB at most.

    Raises
    ------
    Unreadable
        Where it is nothing that can be read, with the reason.
    """
    reader = _Reader()
    for part in parts(name, data):
        reader.take(part)
    return reader.found()


@dataclass(slots=True)
class _Reader:
    """Takes one part after the other, and forgets its bytes."""

    budget: Budget = field(default_factory=Budget)
    collected: Collected = field(default_factory=Collected)
    sources: Counter[Source] = field(default_factory=Counter)
    skipped: Counter[Skip] = field(default_factory=Counter)
    own: OwnFiles = field(default_factory=OwnFiles)
    unclear: bool = False

    def take(self, part: Part) -> None:
        """Read a part if it is of a known kind."""
        if part.data[:64].lstrip().startswith(_ARRAYS):
            self._add(Source.TRAKT, _LAST_WORD, _while_known(trakt.read(part, self.budget)))
        elif not letterboxd.is_leftover(part) and not self.own.take(part, self.budget):
            self._table(part, columns(part.data))

    def _table(self, part: Part, names: tuple[str, ...]) -> None:
        if imdb.is_imdb(names):
            self._add(Source.IMDB, _LAST_WORD, imdb.read(part.data, self.budget))
        elif movielens.is_site_export(names):
            self._add(Source.MOVIELENS, _LAST_WORD, movielens.read_site_export(part, names, self.budget))
        elif movielens.is_table(names):
            self._add(Source.MOVIELENS, _LAST_WORD, movielens.read_table(part.data, self.budget))
        elif letterboxd.is_table(names):
            kind = letterboxd.kind_of(part, names)
            self.unclear = self.unclear or kind is None
            if kind is not None:
                self._add(Source.LETTERBOXD, kind.value, letterboxd.read(part, kind, self.budget))

    def _add(self, source: Source, rank: int, said: Iterable[Record | Skip]) -> None:
        for each in said:
            self.sources[source] += 1
            if isinstance(each, Skip):
                self.skipped[each] += 1
                continue
            self.budget.spell(each.title)
            if not each.title and each.item_id is None:
                self.skipped[Skip.UNREADABLE] += 1
            elif each.silent:
                self.skipped[Skip.SILENT] += 1
            else:
                self.collected.add(each, rank)

    def found(self) -> Found:
        """What all parts said together.

        Raises
        ------
        Unreadable
            Where that is nothing.
        """
        belongings = self.own.whole()
        self._add(Source.MATINEE, _LAST_WORD, self.own.records())
        records = self.collected.records()
        if belongings is not None:
            return Found(Source.MATINEE, records, dict(self.skipped), belongings)
        if not records:
            raise Unreadable(self._why_nothing())
        return Found(self.sources.most_common(1)[0][0], records, dict(self.skipped))

    def _why_nothing(self) -> Problem:
        if self.unclear:
            return Problem.UNCLEAR_LIST
        return Problem.NO_RATINGS if self.sources else Problem.UNKNOWN


def _while_known(said: Iterator[Record | Skip]) -> Iterator[Record | Skip]:
    """What is read until something of another kind comes: an export holds other arrays, too."""
    try:
        yield from said
    except Unreadable as error:
        if error.problem is not Problem.UNKNOWN:
            raise
