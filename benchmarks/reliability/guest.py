"""A person on the stage who knows what must come of all they did: a dictionary model of one person."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.reliability.films import Named
from bot.sandbox.model import Chat, Person

Entry = tuple[str, str, float | None, float | None]
"""A line of the journal: verb, film key, value before, value after."""

Due = tuple[str, ...]
"""Words that a reply holds, all of them."""


@dataclass
class Guest:
    """What one person did, what must stand because of it, and which replies came.

    Attributes
    ----------
    ratings
        Stars by film key, as they must stand.
    journal
        What must have been written down, in order.
    due
        What must be replied, in order; `answered` of these have come.
    duplicates
        Replies that came again right after themselves, by how many times the bot had been killed by then.
    out_of_order
        Replies that came before others that were due, or that nothing had asked for.
    """

    person: Person
    chat: Chat
    ratings: dict[str, float] = field(default_factory=dict)
    journal: list[Entry] = field(default_factory=list)
    due: list[Due] = field(default_factory=list)
    answered: int = 0
    duplicates: dict[int, int] = field(default_factory=dict)
    out_of_order: list[str] = field(default_factory=list)
    _open: list[tuple[Named, float | None, float]] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        """Replies that are due and have not come."""
        return len(self.due) - self.answered

    @property
    def can_undo(self) -> bool:
        """Whether something is left to be taken back."""
        return bool(self._open)

    def rates(self, film: Named, stars: float, *due: str) -> None:
        """A film gets stars, and this must be replied."""
        before = self.ratings.get(film.key)
        self.due.append(due)
        if before == stars:
            return
        self.ratings[film.key] = stars
        self.journal.append(("rate", film.key, before, stars))
        self._open.append((film, before, stars))

    def undoes(self) -> Named:
        """The last rating is taken back; returns its film."""
        film, before, after = self._open.pop()
        self.journal.append(("undo", film.key, after, before))
        if before is None:
            del self.ratings[film.key]
        else:
            self.ratings[film.key] = before
        self.due.append(("Taken back", film.label))
        return film

    def asks(self, *due: str) -> None:
        """Something that changes nothing, and what must be replied."""
        self.due.append(due)

    def hears(self, text: str, *, kills: int = 0) -> None:
        """A reply comes: the next one that is due, the last one again, or one that should not come now."""
        if self.waiting and _is(text, self.due[self.answered]):
            self.answered += 1
        elif self.answered and _is(text, self.due[self.answered - 1]):
            self.duplicates[kills] = self.duplicates.get(kills, 0) + 1
        else:
            self.out_of_order.append(text)


def _is(text: str, due: Due) -> bool:
    return all(words in text for words in due)


def missing(entries: Sequence[Entry], among: Sequence[Entry]) -> int:
    """How many entries are not among others, each counted as often as it stands."""
    rest = list(among)
    lost = 0
    for entry in entries:
        if entry in rest:
            rest.remove(entry)
        else:
            lost += 1
    return lost
