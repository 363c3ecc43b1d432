"""Many people who write and tap at once, and whose replies and effects are counted."""

import asyncio
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from benchmarks.reliability.films import PHRASES, Named
from benchmarks.reliability.guest import Guest
from benchmarks.reliability.stage import Stage
from bot.sandbox import acting
from bot.sandbox.events import Hub
from bot.sandbox.model import Person
from recengine.columns import MAX_STARS

MOST_WAITING = 4
"""Updates that one person sends without waiting for replies."""


class Ear(Hub):
    """The hub of a sandbox that also tells the driver what the bot said."""

    def __init__(self, heard: Callable[[int, dict[str, Any]], None]) -> None:
        super().__init__()
        self._heard = heard

    def publish(self, person_ids: Iterable[int], event: dict[str, Any]) -> None:
        """See `Hub.publish`."""
        super().publish(person_ids, event)
        if event["type"] in ("message", "edited") and event["message"]["from"]["is_bot"]:
            self._heard(event["chat_id"], event["message"])


@dataclass
class Party:
    """People on a stage, by the id of their private chat.

    Attributes
    ----------
    sent
        Updates so far.
    kills
        How often the bot was killed so far, for counting duplicates by it.
    said
        Set whenever the bot said something; whoever waits for that clears it.
    taps
        Taps whose answer is waited for, and those that were answered or not.
    """

    stage: Stage
    films: Sequence[Named]
    guests: dict[int, Guest]
    chance: random.Random
    sent: int = 0
    kills: int = 0
    said: asyncio.Event = field(default_factory=asyncio.Event)
    answered_taps: int = 0
    unanswered_taps: int = 0
    _screens: dict[int, tuple[int, Named, list[str]]] = field(default_factory=dict)
    _taps: set[asyncio.Task[dict[str, Any]]] = field(default_factory=set)

    @classmethod
    def on(cls, stage: Stage, people: Sequence[Person], films: Sequence[Named], *, seed: int) -> Self:
        """Guests who listen to the bot from now on."""
        guests = {person.id: Guest(person, stage.sandbox.chats[person.id]) for person in people}
        party = cls(stage, films, guests, random.Random(seed))
        stage.sandbox.hub = Ear(party._hear)
        return party

    @property
    def waiting(self) -> int:
        """Replies that are due and have not come."""
        return sum(guest.waiting for guest in self.guests.values())

    @property
    def is_quiet(self) -> bool:
        """Whether all replies came and all taps are through."""
        return not self.waiting and not self._taps

    async def keep_acting(self, updates: int, kills: int) -> None:
        """Spread the updates over all kills: no more than their share before each."""
        while self.sent < updates:
            share = updates * (self.kills + 1) / (kills + 1)
            if self.sent >= share or not await self.act():
                await asyncio.sleep(0.005)
            elif self.chance.random() < 0.5:
                await asyncio.sleep(0.01)

    async def act(self) -> bool:
        """Somebody who does not wait for too much does something; False where everybody waits."""
        free = [guest for guest in self.guests.values() if guest.waiting < MOST_WAITING]
        if not free:
            return False
        guest = self.chance.choice(free)
        deed = self.chance.choices(("rate", "open", "tap", "undo", "help"), (35, 25, 25, 10, 5))[0]
        if deed == "tap" and guest.person.id in self._screens:
            await self._tap(guest)
        elif deed == "undo" and guest.can_undo:
            self._undo(guest)
        elif deed == "open":
            self._open(guest)
        elif deed == "help":
            self.say(guest, "/help")
            guest.asks("Just type a film")
        else:
            self.rate(guest)
        self.sent += 1
        return True

    def rate(self, guest: Guest, film: Named | None = None, phrase: str | None = None) -> None:
        """A rating in words."""
        film = film or self._another(guest)
        phrase = phrase or self.chance.choice(list(PHRASES))
        stars = PHRASES[phrase]
        self.say(guest, phrase.format(film.label))
        guest.rates(film, stars, f"{film.label}, ★ {stars:g} noted")

    def say(self, guest: Guest, text: str) -> None:
        """Write to the bot."""
        acting.say(self.stage.sandbox, guest.chat, guest.person, text)

    def _undo(self, guest: Guest) -> None:
        self.say(guest, "/undo")
        guest.undoes()

    def _open(self, guest: Guest) -> None:
        """A title alone: a screen with rating buttons comes of it."""
        film = self._another(guest)
        self.say(guest, film.label)
        guest.asks(film.label, "it")

    async def _tap(self, guest: Guest) -> None:
        """One of the rating buttons that the bot sent last."""
        message_id, film, buttons = self._screens.pop(guest.person.id)
        data = self.chance.choice(buttons)
        tap = acting.tap(self.stage.sandbox, guest.chat, guest.person, message_id, data)
        task = asyncio.create_task(tap)
        self._taps.add(task)
        task.add_done_callback(lambda task: self._tapped(guest.person.id, task))
        stars = int(data.split(":")[2]) / 2
        assert stars <= MAX_STARS
        guest.rates(film, stars, f"{film.label}, noted")
        await asyncio.sleep(0)  # the tap is under way before anything else that this person does

    def _tapped(self, person_id: int, task: asyncio.Task[dict[str, Any]]) -> None:
        self._taps.discard(task)
        if not task.cancelled():
            self.answered_taps += task.result()["answered"]
            self.unanswered_taps += not task.result()["answered"]

    def _another(self, guest: Guest) -> Named:
        """A film that no reply on the way tells of, so that replies can be told apart."""
        near = {word for due in guest.due[-MOST_WAITING - 1 :] for word in due}
        return self.chance.choice([film for film in self.films if not any(film.label in word for word in near)])

    def _hear(self, chat_id: int, message: dict[str, Any]) -> None:
        guest = self.guests.get(chat_id)
        if guest is None:
            return
        guest.hears(message["text"], kills=self.kills)
        buttons = [b["data"] for row in message["buttons"] for b in row if (b["data"] or "").startswith("rate:")]
        film = next((film for film in self.films if buttons and film.key == buttons[0].split(":")[1]), None)
        if film is not None:
            self._screens[chat_id] = (message["message_id"], film, buttons)
        self.said.set()
