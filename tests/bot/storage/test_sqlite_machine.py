"""Random turns, undos, deletions and reopenings against a dictionary."""

import asyncio
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.films import Film
from bot.storage.base import Mark, Storage, Transaction
from tests.bot.storage.contract import ALIEN, AMELIE, ANN, BOB, HEAT, FakeClock, make_sqlite

USERS = st.sampled_from([ANN, BOB])
FILMS = st.sampled_from([HEAT, ALIEN, AMELIE])
MARKS = st.sampled_from([Mark.SEEN, Mark.SAVED])
STARS = st.sampled_from([0.5, 3.0, 5.0])


@dataclass
class Person:
    """What is true of one person: film key -> stars, pairs of film key and mark; and what was true before."""

    ratings: dict[str, float] = field(default_factory=dict)
    marks: set[tuple[str, Mark]] = field(default_factory=set)
    past: list[tuple[dict[str, float], set[tuple[str, Mark]]]] = field(default_factory=list)

    def become(self, ratings: dict[str, float], marks: set[tuple[str, Mark]]) -> None:
        """Change to this, if it is a change."""
        if (ratings, marks) != (self.ratings, self.marks):
            self.past.append((self.ratings, self.marks))
            self.ratings, self.marks = ratings, marks

    def undo(self) -> bool:
        """One step back; False at the beginning."""
        if self.past:
            self.ratings, self.marks = self.past.pop()
            return True
        return False


class StorageMachine(RuleBasedStateMachine):
    """Each rule is one turn."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = FakeClock()
        self.people = {ANN: Person(), BOB: Person()}
        self.storage = self.opened()

    def opened(self) -> Storage:
        storage = make_sqlite(Path(self.folder.name), self.clock)
        self.runner.run(storage.open())
        return storage

    @rule(user=USERS, film=FILMS, stars=STARS)
    def rate(self, user: int, film: Film, stars: float) -> None:
        person = self.people[user]
        person.become(person.ratings | {film.key: stars}, person.marks)

        async def turn() -> None:
            async with self.storage.transaction() as turn:
                await turn.add_rating(user, film, stars)

        self.runner.run(turn())

    @rule(user=USERS, film=FILMS)
    def unrate(self, user: int, film: Film) -> None:
        person = self.people[user]
        left = {key: stars for key, stars in person.ratings.items() if key != film.key}
        person.become(left, person.marks)

        async def turn() -> None:
            async with self.storage.transaction() as turn:
                await turn.remove_rating(user, film)

        self.runner.run(turn())

    @rule(user=USERS, film=FILMS, mark=MARKS, puts=st.booleans())
    def mark(self, user: int, film: Film, mark: Mark, puts: bool) -> None:
        person, pair = self.people[user], {(film.key, mark)}
        person.become(person.ratings, person.marks | pair if puts else person.marks - pair)

        async def turn() -> None:
            async with self.storage.transaction() as turn:
                await (turn.add_mark if puts else turn.remove_mark)(user, film, mark)

        self.runner.run(turn())

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
            assert {rated.film.key: rated.stars for rated in facts.ratings} == person.ratings
            assert {(film.key, mark) for mark, films in facts.marks.items() for film in films} == person.marks

    def teardown(self) -> None:
        self.runner.run(self.storage.close())
        self.runner.close()
        self.folder.cleanup()


TestStorageMachine = StorageMachine.TestCase
TestStorageMachine.settings = settings(max_examples=15, stateful_step_count=25, deadline=None, derandomize=True)
