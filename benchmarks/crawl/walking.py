"""One person at the sandbox who presses whatever is there, what was pressed least first, and checks each answer."""

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.dialogue.commands import MENU
from bot.dialogue.language import phrase

COMMANDS = tuple(f"/{command.value}" for command in MENU)

TEXTS = (
    "something funny",
    "90s",
    "no horror",
    "forget the 90s",
    "more like this but newer",
    "loved it",
    "seen it",
    "why",
    "what is it about",
    "undo",
    "start over",
    "thanks",
    "🎬🎬",
    "qwertyuiop",
    "<b>x</b> & '); --",
)

IN_VIEW = 4
"""Buttons of so many latest messages are pressed."""

TALK = 0.12
"""Chance of a text or a command in place of a tap."""

PATIENCE = 10.0
"""Seconds that a tap or a text may take to show an effect."""

LONGEST, MOST_BUTTONS = 600, 8

Message = dict[str, Any]


@dataclass
class Walk:
    """What was pressed, by kind, and what was wrong."""

    pressed: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def taps(self) -> int:
        """How many buttons were pressed."""
        return sum(self.pressed.values())


class Complaints(logging.Handler):
    """Collects warnings and errors of the bot."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        self.heard.append(f"{record.name}: {record.getMessage()}")


class Walker:
    """One person's random walk.

    Parameters
    ----------
    url
        Address of a sandbox with a bot.
    person
        Id of the person, whose private chat it is.
    seed
        Walks of one seed press the same where the bot answers the same.
    texts
        What is said besides commands.
    """

    def __init__(self, url: str, person: int, *, seed: int, texts: Sequence[str] = TEXTS) -> None:
        self.walk = Walk()
        self._person = person
        self._chance = random.Random(seed)
        self._checked: dict[int, Message] = {}
        self._things = [*COMMANDS, *texts]
        self._http = httpx.AsyncClient(base_url=url, timeout=30.0, trust_env=False)

    async def go(self, taps: int) -> Walk:
        """Press so many buttons, with texts and commands between them."""
        async with self._http:
            await self._say("/start")
            while self.walk.taps < taps:
                offered = self._offered(await self._look())
                if not offered or self._chance.random() < TALK:
                    await self._say(self._rarest(self._things, self.walk.said))
                else:
                    await self._press(*offered[self._choice([kind_of(b["data"]) for _, b in offered])])
        return self.walk

    def _offered(self, messages: list[Message]) -> list[tuple[Message, Message]]:
        """Message and button, for the buttons in view."""
        latest = [message for message in messages if message["from"]["is_bot"]][-IN_VIEW:]
        rows = [(message, row) for message in latest for row in message["buttons"]]
        return [(message, button) for message, row in rows for button in row if button["data"] is not None]

    def _choice(self, kinds: list[str]) -> int:
        """Index of a button: kinds that were pressed less are likelier by far."""
        weights = [1 / (1 + self.walk.pressed[kind]) ** 2 / kinds.count(kind) for kind in kinds]
        return self._chance.choices(range(len(kinds)), weights)[0]

    def _rarest(self, things: Sequence[str], counts: Counter[str]) -> str:
        least = min(counts[thing] for thing in things)
        return self._chance.choice([thing for thing in things if counts[thing] == least])

    async def _press(self, message: Message, button: Message) -> None:
        data = button["data"]
        before = await self._look()
        if message not in before:
            return  # a late edit changed it meanwhile: nobody sees this button any more
        body = {"person": self._person, "message_id": message["message_id"], "data": data}
        answer = (await self._http.post(self._address("taps"), json=body)).json()
        self.walk.pressed[kind_of(data)] += 1
        where = f"«{button['text']}» ({data}) under «{message['text'][:60]}»"
        if not answer.get("answered"):
            self.walk.faults.append(f"{where} was not answered: {answer}")
        if not answer.get("text") and not await self._changed(before):
            self.walk.faults.append(f"{where} did nothing")

    async def _say(self, text: str) -> None:
        self.walk.said[text] += 1
        body = {"person": self._person, "text": text}
        (await self._http.post(self._address("messages"), json=body)).raise_for_status()
        before = await self._look()
        if before and before[-1]["from"]["is_bot"]:
            return  # the answer was there already
        if not await self._changed(before):
            self.walk.faults.append(f"{text!r} was not answered")

    async def _changed(self, before: list[Message]) -> bool:
        """Wait until the chat looks otherwise."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while await self._look() == before:
            if asyncio.get_running_loop().time() > deadline:
                return False
            await asyncio.sleep(0.01)
        return True

    async def _look(self) -> list[Message]:
        """What the chat shows; what is new in it is checked."""
        response = await self._http.get(self._address("messages"), params={"person": self._person})
        messages: list[Message] = response.json()["messages"]
        for message in messages:
            if message["from"]["is_bot"] and self._checked.get(message["message_id"]) != message:
                self._checked[message["message_id"]] = message
                self.walk.faults += faults_of(message)
        return messages

    def _address(self, what: str) -> str:
        return f"/api/chats/{self._person}/{what}"


def kind_of(data: str) -> str:
    """What a button asks for, whatever it is about."""
    return data.split(":")[0].split("~")[0]


def faults_of(message: Message) -> list[str]:
    """What a message of the bot should not be: long, crowded, ambiguous, a dead end, an apology."""
    labels = [button["text"] for row in message["buttons"] for button in row]
    text = message["text"] or message.get("caption") or ""
    wrong = {
        "is too long": len(text) >= LONGEST,
        "has too many buttons": len(labels) > MOST_BUTTONS,
        "has two buttons of one name": len(set(labels)) < len(labels),
        "leads nowhere": not labels and message["kind"] == "text",
        "apologises": text == phrase("trouble").plain,
    }
    return [f"«{text[:80]}» {what}: {labels}" for what, true in wrong.items() if true]
