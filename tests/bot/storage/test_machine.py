"""Random turns, undos, deletions and reopenings against a dictionary."""

import asyncio
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.films import Film
from bot.storage.base import Storage, Transaction
from bot.storage.kept import Mark
from tests.bot.storage.contract import ALIEN, AMELIE, ANN, BOB, HEAT, FakeClock, make_postgres, make_sqlite

USERS = st.sampled_from([ANN, BOB])
FILMS = st.sampled_from([HEAT, ALIEN, AMELIE])
MARKS = st.sampled_from([Mark.SEEN, Mark.SAVED])
STARS = st.sampled_from([0.5, 3.0, 5.0])


Subject = tuple[str, Mark | None]
"""A film's rating, or a mark of it."""

Change = tuple[Subject, float | None]
"""What a subject becomes: stars, or 1 under a mark, and None without."""


@dataclass
class Person:
    """What one person did and did not take back, action by action; what is true follows from replaying it."""

    actions: list[list[Change]] = field(default_factory=list)

    @property
    def now(self) -> dict[Subject, float]:
        """What is true: all that stands, replayed."""
        replayed = {subject: value for action in self.actions for subject, value in action}
        return {subject: value for subject, value in replayed.items() if value is not None}

    def do(self, *changes: Change) -> None:
        """One turn; what changes nothing is not done."""
        now: dict[Subject, float | None] = dict(self.now)
        action = []
        for subject, value in changes:
            if now.get(subject) != value:
                action.append((subject, value))
                now[subject] = value
        if action:
            self.actions.append(action)

    def undo(self) -> bool:
        """One step back; False at the beginning."""
        return bool(self.actions and self.actions.pop())

    def revertible(self, place: int) -> bool:
        """Whether nothing later is about the same."""
        later = {subject for action in self.actions[place + 1 :] for subject, _ in action}
        return not later & {subject for subject, _ in self.actions[place]}


class StorageMachine(RuleBasedStateMachine):
    """Each rule is one turn."""

    make = staticmethod(make_sqlite)

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = FakeClock()
        self.people = {ANN: Person(), BOB: Person()}
        self.storage = self.opened()

    def opened(self) -> Storage:
        storage = self.make(Path(self.folder.name), self.clock)
        self.runner.run(storage.open())
        return storage

    @rule(user=USERS, film=FILMS, stars=STARS)
    def rate(self, user: int, film: Film, stars: float) -> None:
        self.people[user].do(((film.key, None), stars))

        async def turn() -> None:
            async with self.storage.transaction() as turn:
                await turn.add_rating(user, film, stars)

        self.runner.run(turn())

    @rule(user=USERS, film=FILMS)
    def unrate(self, user: int, film: Film) -> None:
        self.people[user].do(((film.key, None), None))

        async def turn() -> None:
            async with self.storage.transaction() as turn:
                await turn.remove_rating(user, film)

        self.runner.run(turn())

    @rule(user=USERS, film=FILMS, mark=MARKS, puts=st.booleans())
    def mark(self, user: int, film: Film, mark: Mark, puts: bool) -> None:
        self.people[user].do(((film.key, mark), 1.0 if puts else None))

        async def turn() -> None:
            async with self.storage.transaction() as turn:
                await (turn.add_mark if puts else turn.remove_mark)(user, film, mark)

        self.runner.run(turn())

    @rule(user=USERS, film=FILMS, stars=STARS)
    def rate_what_was_saved(self, user: int, film: Film, stars: float) -> None:
        self.people[user].do(((film.key, Mark.SAVED), None), ((film.key, None), stars))

        async def turn() -> None:
            async with self.storage.transaction() as turn:
                await turn.remove_mark(user, film, Mark.SAVED)
                await turn.add_rating(user, film, stars)

        self.runner.run(turn())

    @rule(user=USERS, choice=st.integers(0, 9))
    def undo_one_of_several(self, user: int, choice: int) -> None:
        """Any action of the list, newest first; only what nothing later stands on is taken back."""
        person = self.people[user]
        if not person.actions:
            return
        place = len(person.actions) - 1 - choice % len(person.actions)

        async def turn(action_id: int) -> bool:
            async with self.storage.transaction() as turn:
                return await turn.undo(user, action_id) is not None

        action_id = self.runner.run(self.storage.actions(user))[-1 - place].action_id
        allowed = person.revertible(place)
        assert self.runner.run(turn(action_id)) is allowed
        if allowed:
            del person.actions[place]
            assert self.runner.run(turn(action_id)) is False

    @rule(user=USERS, times=st.integers(1, 3))
    def undo(self, user: int, times: int) -> None:
        async def turn() -> list[bool]:
            async with self.storage.transaction() as turn:
                return [await turn.undo_last(user) is not None for _ in range(times)]

        assert self.runner.run(turn()) == [self.people[user].undo() for _ in range(times)]

    @rule(user=USERS)
    def fail(self, user: int) -> None:
        async def everything(turn: Transaction) -> None:
            await turn.add_rating(user, HEAT, 1.5)
            await turn.add_mark(user, ALIEN, Mark.HIDDEN)
            await turn.undo_last(user)
            await turn.delete_user(user)
            raise LookupError

        async def turn() -> None:
            async with self.storage.transaction() as turn:
                await everything(turn)

        try:
            self.runner.run(turn())
        except LookupError:
            return
        raise AssertionError("the turn was meant to fail")

    @rule(user=USERS)
    def delete(self, user: int) -> None:
        self.people[user] = Person()

        async def turn() -> None:
            async with self.storage.transaction() as turn:
                await turn.delete_user(user)

        self.runner.run(turn())

    @rule()
    def reopen(self) -> None:
        self.runner.run(self.storage.close())
        self.storage = self.opened()

    @invariant()
    def tells_what_was_told(self) -> None:
        for user, person in self.people.items():
            facts = self.runner.run(self.storage.facts(user))
            ratings: dict[Subject, float] = {(rated.film.key, None): rated.stars for rated in facts.ratings}
            marks = {(film.key, mark): 1.0 for mark, films in facts.marks.items() for film in films}
            assert ratings | marks == person.now

    @invariant()
    def lists_what_can_be_undone(self) -> None:
        for user, person in self.people.items():
            listed = self.runner.run(self.storage.actions(user))[::-1]
            expected = [person.revertible(place) for place in range(len(person.actions))]
            assert [action.revertible for action in listed] == expected

    def teardown(self) -> None:
        self.runner.run(self.storage.close())
        self.runner.close()
        self.folder.cleanup()


TestStorageMachine = StorageMachine.TestCase
TestStorageMachine.settings = settings(max_examples=15, stateful_step_count=25, deadline=None, derandomize=True)


class PostgresMachine(StorageMachine):
    """The same on PostgreSQL."""

    make = staticmethod(make_postgres)


TestPostgresMachine = PostgresMachine.TestCase
TestPostgresMachine.settings = settings(max_examples=4, stateful_step_count=25, deadline=None, derandomize=True)
