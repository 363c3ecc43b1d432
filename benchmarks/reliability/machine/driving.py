"""Steps: something happens to the bot, the model is changed as it has to be, and both are compared."""

import asyncio
import itertools
import json
import sys
from collections import Counter
from collections.abc import Callable, Coroutine
from copy import deepcopy
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from hypothesis import note

from benchmarks.reliability.machine import looking, telegram
from benchmarks.reliability.machine.around import Around, Wanted
from benchmarks.reliability.machine.files import Sent, exported
from benchmarks.reliability.machine.home import Home
from benchmarks.reliability.machine.memory import Person, Waiting
from benchmarks.reliability.machine.taps import tapped
from benchmarks.reliability.machine.world import KEYS, MOVIES
from bot.conversation import Outcome
from bot.dialogue.screens import Button
from bot.dialogue.state import DialogueState
from bot.dialogue.taps import Tap, parse_tap

T = TypeVar("T")
Act = Callable[[Person, Around], Wanted]

ANN, BOB, CAT = 7_100_000_001, 7_200_000_002, 7_300_000_003
PEOPLE = (ANN, BOB, CAT)
STEPS_BACK = 8
"""So many of the latest messages are tapped."""

BY_LABEL = {movie.label: KEYS[movie.item_id] for movie in MOVIES}


class Fate(StrEnum):
    """What becomes of an update besides being handled."""

    USUAL = "usual"
    TWICE = "delivered twice"
    DIED = "the process died before the commit"
    DIED_AFTER = "the process died after the commit"


@dataclass
class Tally:
    """How much was done in all runs, and of what kinds."""

    runs: int = 0
    steps: int = 0
    updates: int = 0
    planned: int = 0
    kinds: Counter[str] = field(default_factory=Counter)

    def reset(self, planned: int) -> None:
        """Count anew, and tell of it, as long as runs are planned."""
        self.runs, self.steps, self.updates, self.planned = 0, 0, 0, planned
        self.kinds.clear()

    def begin(self) -> None:
        """A run begins."""
        self.runs += 1
        if self.planned and self.runs % 25 == 0:
            print(f"  run {self.runs} of {self.planned}, {self.steps} steps", file=sys.stderr, flush=True)

    def count(self, kind: str) -> None:
        """One step of a kind."""
        self.steps += 1
        self.kinds[kind] += 1


@dataclass
class Driver:
    """One run: a bot at home, the people who use it, and the model of what they said.

    Attributes
    ----------
    now
        Seconds since 1970; the bot's clock shows it.
    """

    home: Home
    runner: asyncio.Runner
    tally: Tally
    people: dict[int, Person] = field(default_factory=lambda: {user: Person() for user in PEOPLE})
    now: int = 1_700_000_000
    updates: Any = field(default_factory=lambda: itertools.count(1))
    exports: list[Sent] = field(default_factory=list)

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run something of the bot to its end."""
        return self.runner.run(coroutine)

    # What people do

    def say(self, user: int, text: str, act: Act, fate: Fate = Fate.USUAL) -> Outcome:
        """A message, and what it has to change; words that are a station's new name change nothing."""
        update = telegram.said(next(self.updates), user, text)
        is_command = text.startswith("/")

        def acted(person: Person, around: Around) -> Wanted:
            return act(person, around) if is_command or not around.naming else Wanted()

        return self._take(user, update, acted, fate)

    def correct(self, user: int, text: str, fate: Fate = Fate.USUAL) -> Outcome:
        """A message is edited and reads so now: nothing is rated, marked or taken back by it, nor needs an answer."""
        update = telegram.said(next(self.updates), user, text, edited=True)
        wanted = Wanted(station=text.startswith("/station "))
        return self._take(user, update, lambda person, around: wanted, fate, answers=False)

    def tap(self, user: int, button: Button, message: int, fate: Fate = Fate.USUAL) -> Outcome:
        """A tap on a button of a message."""
        update = telegram.tapped(next(self.updates), user, message, button.data)
        chosen = BY_LABEL.get(button.label)
        return self._take(
            user, update, lambda person, around: tapped(person, button.data, around), fate, chosen=chosen
        )

    def tap_anywhere(self, user: int, data: str) -> Outcome:
        """A tap on a card that inline mode put into some chat."""
        update = telegram.tapped_anywhere(next(self.updates), user, data)
        return self._take(user, update, lambda person, around: tapped(person, data, around, anywhere=True))

    def send(self, user: int, sent: Sent, fate: Fate = Fate.USUAL) -> Outcome:
        """A file; nothing is taken over before a tap."""
        file_id = self.home.files.add(sent.data)
        update = telegram.sent_file(next(self.updates), user, file_id, sent.name, len(sent.data))
        return self._take(user, update, lambda person, around: _waits(person, sent, around), fate)

    def export(self, user: int) -> Sent | None:
        """Everything of a person, which a fresh bot takes over as it was; None where there is nothing."""
        before = deepcopy(self.people[user])
        outcome = self.say(user, "/export", lambda person, around: Wanted())
        document = self.home.chat(user).latest[-1].document
        assert outcome.messages
        if document is None:
            assert not before.journal
            return None
        sent = exported(document.content, before)
        self.exports.append(sent)
        return sent

    def buttons(self, user: int) -> dict[str, list[tuple[int, Button]]]:
        """The buttons of the latest messages by what they ask for, with their messages."""
        found: dict[str, list[tuple[int, Button]]] = {}
        messages = self.home.chat(user).messages
        for number in sorted(messages)[-STEPS_BACK:]:
            for button in (button for row in messages[number].rows for button in row):
                found.setdefault(button.data.partition(":")[0], []).append((number, button))
        return found

    def button(self, user: int, tap: Tap) -> tuple[Button, int] | None:
        """The latest button of a kind."""
        found = self.buttons(user).get(tap.value)
        return (found[-1][1], found[-1][0]) if found else None

    # A step

    def _take(
        self,
        user: int,
        update: dict[str, Any],
        act: Act,
        fate: Fate = Fate.USUAL,
        *,
        chosen: str | None = None,
        answers: bool = True,
    ) -> Outcome:
        self.now += 1
        self.tally.updates += 1
        note(f"{self.now}: {shortly(update)}")
        around = self.around(user, chosen)
        person = self.people[user]
        others = [other for other in PEOPLE if other != user]
        before = looking.kept_of(self.home, others, self.now)
        wanted = act(person, around)
        outcome = self.run(self._handled(update, fate))
        self.check_outbox([message.outbox_id for message in outcome.messages])
        looking.check_delivered(self.home, update["update_id"], user, outcome, answers=answers)
        if "document" in update.get("message", {}):
            self._note_token(user)
        self.compare(user, wanted)
        assert looking.kept_of(self.home, others, self.now) == before, "something of other people changed"
        return outcome

    async def _handled(self, update: dict[str, Any], fate: Fate) -> Outcome:
        assert await self.home.receive(update)
        if fate is Fate.DIED:
            return await self.home.die_over(update)
        outcome = await self.home.handle(update)
        if fate is Fate.DIED_AFTER:
            await self.home.restart()
        if fate is not Fate.USUAL:
            assert not await self.home.receive(update)
        assert not await self.home.storage.pending()
        return outcome

    def check_outbox(self, expected: list[int]) -> None:
        """The outbox holds what the turns said and nothing else; it is brought to the chats."""
        unsent = [row[0] for row in self.home.rows("SELECT outbox_id FROM outbox ORDER BY outbox_id")]
        assert unsent == sorted(expected), (unsent, expected)
        arrived = self.run(self.home.post())
        for user in PEOPLE:
            screens = tuple(screen for chat_id, screen in arrived if chat_id == user)
            if screens:
                self.home.chat(user).latest = screens
            for screen in screens:
                looking.check_screen(screen)

    def compare(self, user: int, wanted: Wanted) -> None:
        if wanted.erased:
            self.people[user] = Person()
            looking.check_gone(self.home, user)
        person = self.people[user]
        looking.check_suggestions(self.home, user, person, wanted)
        looking.check_memory(self.home, user, person, self.now)
        self.run(looking.check_facts(self.home, user, person))

    def around(self, user: int, chosen: str | None = None) -> Around:
        rows = self.home.rows("SELECT state FROM users WHERE user_id = ?", user)
        state = DialogueState.from_json(json.loads(rows[0][0]) if rows else {})
        stations = self.home.rows("SELECT code, token FROM stations WHERE user_id = ? AND removed = 0", user)
        tokens = self.home.rows("SELECT token FROM stations WHERE user_id = ? AND token IS NOT NULL", user)
        ids = self.home.rows("SELECT entry_id FROM journal WHERE user_id = ? ORDER BY entry_id", user)
        codes = {code for code, _ in stations}
        return Around(
            self.now,
            state.thread(user).film,
            state.tuned.asked(self.now) in codes,
            codes,
            {token for (token,) in tokens},
            tuple(row[0] for row in ids),
            chosen,
        )

    def _note_token(self, user: int) -> None:
        waiting, add = self.people[user].waiting, self.button(user, Tap.TAKEOVER)
        if waiting is not None and waiting.token == "":
            assert add is not None
            tap = parse_tap(add[0].data)
            assert tap is not None
            waiting.token = tap.argument(0)


def _waits(person: Person, sent: Sent, around: Around) -> Wanted:
    if sent.films or sent.whole is not None:
        person.waiting = Waiting("", list(sent.films), list(sent.questions), around.now, sent.whole)
    return Wanted()


def shortly(update: dict[str, Any]) -> str:
    body = update.get("message") or update.get("edited_message") or update["callback_query"]
    return f"{body['from']['id']} {body.get('text') or body.get('data') or body['document']['file_name']}"
