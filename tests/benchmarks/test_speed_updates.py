"""People who measure a bot's speed: each does one thing at a time, and waits until all of its answer is there."""

import asyncio
from functools import partial

import pytest

from benchmarks.reliability.stage import people
from benchmarks.speed.stand_in import Street
from benchmarks.speed.updates import _check, _in_turns
from bot.dialogue.taps import Tap, tap_data
from bot.sandbox.model import Content, Message
from bot.sandbox.state import Sandbox

KEY = "a" * 13
CARD = ({"text": "Next", "callback_data": tap_data(Tap.NEXT, KEY)},)


class Bot:
    """Answers whatever it gets with a card, but for those whom it does not hear."""

    def __init__(self, sandbox: Sandbox, *, deaf_to: int = 0) -> None:
        self._sandbox, self._deaf_to = sandbox, deaf_to
        self.heard: list[str] = []

    async def run(self) -> None:
        offset = 0
        while True:
            for update in await self._sandbox.updates.poll(offset, 100, 5):
                offset = update["update_id"] + 1
                self._answer(update)

    def _answer(self, update: dict[str, dict[str, dict[str, int]]]) -> None:
        kind = "message" if "message" in update else "callback_query"
        self.heard.append(kind)
        asked, sandbox = update[kind], self._sandbox
        person = asked["from"]["id"]
        if person == self._deaf_to:
            return
        shown = Content(text=f"A film {len(self.heard)}", keyboard=(CARD,))
        if kind == "message":
            sandbox.post(sandbox.chats[person], sandbox.bot, shown)
            return
        sandbox.queries.answer(str(asked["id"]), {})
        under: Message = sandbox.chats[person].messages[asked["message"]["message_id"]]
        sandbox.edit(sandbox.chats[person], under, shown)


async def test_half_of_a_burst_are_taps_on_the_card_that_is_there() -> None:
    cast = people(4)
    sandbox = Sandbox(cast)
    street, bot = Street(sandbox, cast), Bot(sandbox)
    running = asyncio.create_task(bot.run())
    first = await street.burst("texts", 4)
    second = await street.burst("turns", 4)
    running.cancel()
    assert (first["answered"], first["cards"], second["answered"], second["cards"]) == (4, 4, 4, 4)
    assert sorted(bot.heard) == ["callback_query"] * 2 + ["message"] * 6
    assert 0 < second["seconds"] < 60


async def test_arrivals_tell_how_long_each_waited() -> None:
    cast = people(2)
    sandbox = Sandbox(cast)
    street, bot = Street(sandbox, cast), Bot(sandbox)
    running = asyncio.create_task(bot.run())
    told = await street.arrivals("texts", rate=200, seconds=0.05)
    running.cancel()
    assert (told["updates"], told["answered"]) == (10, 10)
    assert all(0 < wait < 60 for wait in told["waits"])


async def test_what_is_not_answered_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.speed.stand_in.PATIENCE", 0.2)
    cast = people(2)
    sandbox = Sandbox(cast)
    street, bot = Street(sandbox, cast), Bot(sandbox, deaf_to=cast[0].id)
    running = asyncio.create_task(bot.run())
    told = await street.burst("texts", 2)
    running.cancel()
    assert (told["answered"], told["cards"]) == (1, 1)
    with pytest.raises(RuntimeError, match="not every update"):
        _check(told, 2, 2)


def test_ways_are_measured_there_and_back() -> None:
    done: list[str] = []

    def way(name: str) -> float:
        done.append(name)
        return 1.0

    found = _in_turns({name: partial(way, name) for name in "abc"}, 2)
    assert "".join(done) == "abccba"
    assert found == {"a": (1.0, 1.0), "b": (1.0, 1.0), "c": (1.0, 1.0)}
