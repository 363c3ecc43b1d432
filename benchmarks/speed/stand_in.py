"""The stand-in for Telegram in a process of its own, and people at it who write and tap as they are told.

python -m benchmarks.speed.stand_in COUNT

What they are to do comes as one JSON object a line on stdin, and what came of it goes as one to stdout.
"""

import asyncio
import json
import sys
from collections.abc import Mapping
from typing import Any

from benchmarks.reliability.crowd import Crowd
from benchmarks.reliability.loading import Driver, Sight
from benchmarks.reliability.stage import TOKEN, people
from bot.dialogue.taps import Tap, parse_tap
from bot.sandbox import Person, acting, create_app, serve
from bot.sandbox.model import Chat
from bot.sandbox.state import Sandbox

WISHES = ("something funny", "90s sci-fi", "a good thriller", "no horror", "something from the 80s")
"""Texts that are understood, scored and answered with a card."""

PATIENCE = 30.0
"""Seconds after which what is not answered counts as lost."""


class Street:
    """People who each do one thing at a time, and how long each of them waits.

    Attributes
    ----------
    shown
        When each chat last saw something new of the bot, by its id.
    """

    def __init__(self, sandbox: Sandbox, cast: list[Person]) -> None:
        self._sandbox = sandbox
        self._cast = cast
        self._asked: dict[int, asyncio.Future[float]] = {}
        self._acts = 0

    async def introduce(self, titles: list[str]) -> Mapping[str, Any]:
        """Have everybody name some films and see a first card."""
        driver = Driver(self._sandbox, Crowd(titles, seed=0), self._cast, seed=0)
        waits = await driver.introduce()
        return {"faults": waits.faults.total(), "without_card": sum(_next(self._chat(p)) is None for p in self._cast)}

    async def burst(self, kind: str, updates: int) -> Mapping[str, Any]:
        """So many updates at once, one a person; the seconds until the last of them is answered."""
        self._sandbox.hub = Sight(self._noticed)
        loop = asyncio.get_running_loop()
        begun, waiting = loop.time(), [self._act(person, kind) for person in self._cast[:updates]]
        answers = await self._ended(waiting)
        return {"seconds": max(answers, default=begun) - begun, "answered": len(answers), **self._cards()}

    async def arrivals(self, kind: str, rate: float, seconds: float) -> Mapping[str, Any]:
        """So many updates a second, whether the bot keeps up or not; how long each waited for its answer."""
        self._sandbox.hub = Sight(self._noticed)
        loop, count = asyncio.get_running_loop(), int(rate * seconds)
        begun, waiting, entered = loop.time(), [], []
        for number in range(count):
            await asyncio.sleep(begun + number / rate - loop.time())
            person = self._cast[number % len(self._cast)]
            entered.append(loop.time())
            waiting.append(asyncio.ensure_future(self._act(person, kind)))
        answers = await asyncio.gather(*waiting, return_exceptions=True)
        waits = [at - since for at, since in zip(answers, entered, strict=True) if isinstance(at, float)]
        return {"waits": waits, "answered": len(waits), "updates": count, **self._cards()}

    async def _ended(self, waiting: list[Any]) -> list[float]:
        done = await asyncio.gather(*waiting, return_exceptions=True)
        return [at for at in done if isinstance(at, float)]

    async def _act(self, person: Person, kind: str) -> float:
        """Do the next thing; the time at which all of its answer was there."""
        chat = self._chat(person)
        number, self._acts = self._acts, self._acts + 1
        card = _next(chat) if kind == "taps" or (kind == "turns" and number % 2) else None
        seen: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._asked[chat.id] = seen
        async with asyncio.timeout(PATIENCE):
            if card is None:
                acting.say(self._sandbox, chat, person, WISHES[number % len(WISHES)])
                return await seen
            answer = await acting.tap(self._sandbox, chat, person, *card)
            assert answer["answered"]
            return max(await seen, asyncio.get_running_loop().time())

    def _noticed(self, chat_id: int) -> None:
        waiting = self._asked.get(chat_id)
        if waiting is not None and not waiting.done():
            waiting.set_result(asyncio.get_running_loop().time())

    def _chat(self, person: Person) -> Chat:
        return self._sandbox.chats[person.id]

    def _cards(self) -> Mapping[str, Any]:
        return {"cards": sum(_next(self._chat(person)) is not None for person in self._cast)}


def _next(chat: Chat) -> tuple[int, str] | None:
    """The button «next» of the card that is the latest message of the bot, or None where that is no card."""
    for message in reversed(chat.messages.values()):
        if message.sender.is_bot:
            for button in (button for row in message.content.keyboard for button in row):
                data = str(button.get("callback_data", ""))
                parsed = parse_tap(data)
                if parsed is not None and parsed.tap is Tap.NEXT:
                    return message.message_id, data
            return None
    return None


async def main(count: int) -> None:
    """Serve, and do as told until stdin ends."""
    cast = people(count)
    app = create_app(token=TOKEN, people=cast, answer_seconds=PATIENCE)
    street = Street(app.state.sandbox, cast)
    commands = asyncio.StreamReader(limit=1 << 24)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(commands), sys.stdin)
    async with serve(app) as url:
        _tell({"url": url})
        while line := await commands.readline():
            told = json.loads(line)
            _tell(await getattr(street, told.pop("do"))(**told))


def _tell(what: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
