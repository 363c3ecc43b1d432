"""What one person said, as a dictionary and a list: the model that the bot has to agree with."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field

from benchmarks.reliability.machine.entries import Entry, Showing, Subject
from bot.storage.kept import Mark, Outcome, Verb

NOT_SHOWN = (Outcome.HIDDEN, Outcome.SEEN)


def outcome_of(stars: float) -> Outcome:
    """What a rating says of a suggestion."""
    return Outcome.LIKED if stars >= 4 else Outcome.DISLIKED if stars <= 2.5 else Outcome.SEEN


@dataclass
class Waiting:
    """A file that waits for a word: (key, stars, mark, date) of each film, and the places still to be asked about."""

    token: str
    films: list[tuple[str, float | None, Mark | None, int | None]]
    questions: list[int]
    at: int
    whole: "Person | None" = None


@dataclass
class Person:
    """All that one person said.

    Attributes
    ----------
    journal
        Every change, and every taking back, oldest first.
    now
        The entry that set what is true of each subject.
    shown
        Suggestions, oldest first.
    """

    journal: list[Entry] = field(default_factory=list)
    now: dict[Subject, Entry] = field(default_factory=dict)
    shown: list[Showing] = field(default_factory=list)
    waiting: Waiting | None = None

    # What is true

    def stars(self, key: str) -> float | None:
        """Stars given to a film."""
        return self.value((key, None))

    def has(self, key: str, mark: Mark) -> bool:
        """Whether a film is under a mark."""
        return (key, mark) in self.now

    def value(self, subject: Subject) -> float | None:
        """Stars, or 1, or None."""
        entry = self.now.get(subject)
        return None if entry is None else entry.value

    def under(self, mark: Mark | None) -> set[str]:
        """Films under a mark, or rated."""
        return {key for key, of in self.now if of is mark}

    @property
    def passed(self) -> list[str]:
        """Films that were shown and may not come again while others are left, each once, oldest first."""
        return list(dict.fromkeys(each.key for each in self.shown if each.outcome not in NOT_SHOWN))

    @property
    def is_blank(self) -> bool:
        """Whether nothing is rated, marked or was shown."""
        return not (self.now or self.passed)

    def ordered(self, wanted: Callable[[Subject], bool] = lambda subject: True) -> list[Entry]:
        """What is true, in the order of the entries that set it."""
        place = {id(entry): number for number, entry in enumerate(self.journal)}
        return sorted((e for s, e in self.now.items() if wanted(s)), key=lambda entry: place[id(entry)])

    def actions(self) -> list[tuple[Entry, list[Entry], bool]]:
        """Actions that stand, latest first: the first entry, those that stand, whether nothing later stands on it."""
        grouped: dict[int, tuple[Entry, list[Entry]]] = {}
        for entry in self.journal:
            if entry.stands:
                first = entry.first or entry
                grouped.setdefault(id(first), (first, []))[1].append(entry)
        found, touched = [], set[Subject]()
        for first, entries in reversed(grouped.values()):
            subjects = {entry.subject for entry in entries}
            found.append((first, entries, not subjects & touched))
            touched |= subjects
        return found

    # What changes

    def act(self, changes: Iterable[tuple[Subject, float | None]], at: int) -> None:
        """One turn's changes; those that change nothing are not written down."""
        first: Entry | None = None
        for subject, value in changes:
            if self.value(subject) != value:
                entry = self._write(subject, value, at, first=first)
                first = first or entry

    def rate(self, key: str, stars: float, at: int) -> None:
        """A rated film is not waiting any more, and what was suggested is settled."""
        self.act([((key, Mark.SAVED), None), ((key, None), stars)], at)
        self.settle(key, outcome_of(stars))

    def settle(self, key: str, outcome: Outcome) -> None:
        """What became of the latest suggestion of a film."""
        for each in reversed(self.shown):
            if each.key == key:
                each.outcome = outcome
                return

    def undo(self, first: Entry, at: int) -> None:
        """Take one action back."""
        for entry in [e for e in reversed(self.journal) if e.stands and (e.first or e) is first]:
            entry.undone = True
            self._restore(entry)
            self.journal.append(Entry(Verb.UNDO, entry.subject, at, entry.value, entry.before, undoes=entry))

    def undo_import(self, token: str, at: int) -> None:
        """Take back all that came with a file; what was said of the same later stays."""
        taken = [entry for entry in reversed(self.journal) if entry.stands and entry.token == token]
        for entry in taken:
            entry.undone = True
        for entry in sorted(taken, key=lambda entry: entry.subject[1] is not None):  # ratings first
            waits_no_more = entry.subject[1] is Mark.SAVED and self.stars(entry.subject[0]) is not None
            if not self._overruled(entry) and not (waits_no_more and entry.verb is Verb.UNMARK):
                self._restore(entry)
        self.journal += [Entry(Verb.UNDO, e.subject, at, e.value, e.before, undoes=e) for e in taken]
        self.shown = [each for each in self.shown if each.token != token]

    def take_over(self, at: int) -> None:
        """Add what waits, film by film: the newer rating counts, and a mark only where it is news."""
        waiting, self.waiting = self.waiting, None
        assert waiting is not None
        ratings: dict[str, tuple[float, int | None]] = {}
        others: dict[tuple[str, Mark], int | None] = {}
        for key, stars, mark, told in waiting.films:
            said = None if told is None else min(told, at)
            if stars is not None and (key not in ratings or (ratings[key][1] or 0) <= (said or 0)):
                ratings[key] = (stars, said)
            elif mark is not None:
                others[key, mark] = said
        rated = {key: each for key, each in ratings.items() if self._is_newer(key, *each)}
        known = {*ratings, *self.under(None)}
        marked = {each: said for each, said in others.items() if self._is_news(*each, known)}
        changes: list[tuple[Subject, float | None, int | None]] = [
            ((key, Mark.SAVED), None, None) for key in rated if self.has(key, Mark.SAVED)
        ]
        changes += [((key, None), stars, said) for key, (stars, said) in rated.items()]
        changes += [((key, mark), 1.0, said) for (key, mark), said in marked.items()]
        first: Entry | None = None
        for subject, value, said in changes:
            entry = self._write(subject, value, at, first=first, token=waiting.token, dated=said)
            first = first or entry

    def come_back(self) -> None:
        """Take everything over as it was exported."""
        waiting, self.waiting = self.waiting, None
        assert waiting is not None
        assert waiting.whole is not None
        came = deepcopy(waiting.whole)
        for entry in came.journal:
            entry.token = waiting.token
        for showing in came.shown:
            showing.token = waiting.token
        self.journal += came.journal
        self.now |= came.now
        self.shown += came.shown

    def _is_newer(self, key: str, stars: float, said: int | None) -> bool:
        own = self.now.get((key, None))
        return own is None or (own.value != stars and own.said_at < (said or 0))

    def _is_news(self, key: str, mark: Mark, rated: set[str]) -> bool:
        if self.has(key, mark):
            return False
        if mark is Mark.SAVED and (self.has(key, Mark.SEEN) or self.has(key, Mark.HIDDEN)):
            return False
        return mark is Mark.HIDDEN or key not in rated

    def _write(
        self,
        subject: Subject,
        value: float | None,
        at: int,
        *,
        first: Entry | None,
        token: str | None = None,
        dated: int | None = None,
    ) -> Entry:
        before = self.now.get(subject)
        verbs = (Verb.UNRATE, Verb.RATE) if subject[1] is None else (Verb.UNMARK, Verb.MARK)
        entry = Entry(
            verbs[value is not None], subject, at, self.value(subject), value, before, first, dated=dated, token=token
        )
        self.journal.append(entry)
        if value is None:
            del self.now[subject]
        else:
            self.now[subject] = entry
        return entry

    def _restore(self, entry: Entry) -> None:
        """What was true before an entry, without what was taken back meanwhile."""
        before = entry.replaces
        while before is not None and before.undone:
            before = before.replaces
        self.now.pop(entry.subject, None)
        if before is not None:
            self.now[entry.subject] = before

    def _overruled(self, entry: Entry) -> bool:
        """Whether something later about the same stands."""
        later = self.journal[self.journal.index(entry) + 1 :]
        return any(other.stands and other.subject == entry.subject for other in later)
