"""A long evening of four people, step by step: whatever the bot can be told, and the same each time."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.reliability.films import Named
from benchmarks.reliability.party import Ear
from benchmarks.reliability.stage import Stage
from bot.sandbox import acting
from bot.sandbox.model import GROUP_ID, Chat, Message, Person


@dataclass
class Evening:
    """Four people on a stage; after each step everything has come to rest.

    Attributes
    ----------
    settle
        Waits until the bot has nothing left to do.
    said
        What the bot said, by chat, in order.
    """

    stage: Stage
    people: Sequence[Person]
    films: Sequence[Named]
    settle: Callable[[], Awaitable[None]]
    said: dict[int, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.stage.sandbox.hub = Ear(
            lambda chat_id, message: self.said.setdefault(chat_id, []).append(message["text"])
        )

    async def pass_by(self) -> None:
        """All of it."""
        for step in (self._rate, self._tap, self._edit, self._save, self._undo, self._import, self._night):
            await step()
            await self.settle()

    def _hear(self, chat_id: int, message: dict[str, Any]) -> None:
        self.said.setdefault(chat_id, []).append(message["text"])

    async def _rate(self) -> None:
        for number, person in enumerate(self.people):
            for place, phrase in enumerate(("loved {}", "{} 2", "{} 4")):
                self._say(person, phrase.format(self.films[(5 * number + place) % len(self.films)].label))
        await self.settle()

    async def _tap(self) -> None:
        for number, person in enumerate(self.people):
            self._say(person, self.films[(5 * number + 3) % len(self.films)].label)
        await self.settle()
        await self._everybody_taps("rate:")
        for person in self.people:
            self._say(person, "/recommend")
        await self.settle()
        await self._everybody_taps("like:")
        await self._everybody_taps("dislike:")

    async def _edit(self) -> None:
        """An edited message that was a rating changes nothing, an edited command runs again but for /undo."""
        for person in self.people:
            chat = self._chat(person)
            own = [message for message in chat.messages.values() if message.sender.id == person.id]
            acting.edit_own(self.stage.sandbox, chat, person, own[0].message_id, f"{self.films[-1].label} 2")
            acting.edit_own(self.stage.sandbox, chat, person, own[-1].message_id, "/ratings")
            acting.edit_own(self.stage.sandbox, chat, person, own[-2].message_id, "/undo")

    async def _save(self) -> None:
        """A button that turns something on, and off when it is tapped again."""
        for person in self.people:
            self._say(person, "/recommend")
        await self.settle()
        await self._everybody_taps("save:")
        await self._everybody_taps("next:")

    async def _undo(self) -> None:
        for person in self.people:
            self._say(person, "/undo")
        await self.settle()
        for person in self.people:
            self._say(person, "something funny from the 90s")

    async def _import(self) -> None:
        rows = [_row(film, 1 + place % 5) for place, film in enumerate(self.films[-4:])]
        content = "\n".join(["Date,Name,Year,Letterboxd URI,Rating", *rows]).encode()
        person = self.people[0]
        acting.upload(
            self.stage.sandbox, self._chat(person), person, content=content, name="ratings.csv", mime_type="text/csv"
        )
        await self.settle()
        await self._taps(person, self._chat(person), "takeover:")

    async def _night(self) -> None:
        """A movie night, from its first card to the winner of its poll."""
        group = self.stage.sandbox.chats[GROUP_ID]
        acting.say(self.stage.sandbox, group, self.people[0], "/movienight")
        await self.settle()
        for person in self.people:
            await self._taps(person, group, "night:join")
        await self._taps(self.people[0], group, "night:propose")
        poll = next((message for message in reversed(group.messages.values()) if message.content.poll), None)
        if poll is None:
            raise ValueError("there is no poll in the group")
        for person in self.people:
            acting.vote(self.stage.sandbox, group, person, poll.message_id, [1])

    async def _everybody_taps(self, prefix: str) -> None:
        await asyncio.gather(*(self._tap_first(person, self._chat(person), prefix) for person in self.people))
        await self.settle()

    async def _taps(self, person: Person, chat: Chat, prefix: str) -> None:
        await self._tap_first(person, chat, prefix)
        await self.settle()

    async def _tap_first(self, person: Person, chat: Chat, prefix: str) -> None:
        """Tap the first such button of the latest message that has one."""
        for message in reversed(chat.messages.values()):
            data = _button(message, prefix)
            if data is not None:
                await acting.tap(self.stage.sandbox, chat, person, message.message_id, data)
                return
        raise ValueError(f"{person.first_name} sees no button {prefix}")

    def _say(self, person: Person, text: str) -> None:
        acting.say(self.stage.sandbox, self._chat(person), person, text)

    def _chat(self, person: Person) -> Chat:
        return self.stage.sandbox.chats[person.id]


def _button(message: Message, prefix: str) -> str | None:
    found = (str(button.get("callback_data", "")) for row in message.content.keyboard for button in row)
    return next((data for data in found if data.startswith(prefix)), None)


def _row(film: Named, stars: int) -> str:
    title, _, year = film.label.rpartition(" (")
    return f"2020-01-01,{title},{year.rstrip(')')},,{stars}"


async def rest(holds: Callable[[], bool]) -> None:
    """Wait until something held at a few looks in a row."""
    calm = 0
    async with asyncio.timeout(60.0):
        while calm < 3:
            await asyncio.sleep(0.01)
            calm = calm + 1 if holds() else 0
