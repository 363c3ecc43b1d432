"""The load driver, with a bot that is three lines long; then the real one, for a moment."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from benchmarks.reliability.crowd import Crowd, buttons, cast
from benchmarks.reliability.load import driven, row_of, trouble
from benchmarks.reliability.loading import Driver, Load, Waits, percentile
from benchmarks.reliability.rows import Options
from bot.sandbox.model import BOT, Content
from bot.sandbox.state import Sandbox

PEOPLE = cast(4)
KEYBOARD = (({"text": "👍", "callback_data": "like:abc"}, {"text": "✕", "callback_data": "erase:1"}),)


def driver_at(sandbox: Sandbox) -> Driver:
    return Driver(sandbox, Crowd(["Heat (1995)"], seed=1), PEOPLE, seed=1, patience=0.05, rest=0.0)


@asynccontextmanager
async def a_bot(sandbox: Sandbox, *, deaf_to: str = "nothing") -> AsyncIterator[None]:
    """Answers taps with a word and messages with a card, except those of a kind."""

    async def serve() -> None:
        while True:
            update = await sandbox.updates.next(lambda update: False)
            sandbox.updates.confirm(update)
            if deaf_to in update:
                continue
            if "callback_query" in update:
                sandbox.queries.answer(update["callback_query"]["id"], {"text": "noted"})
            else:
                sandbox.post(
                    sandbox.chats[update["message"]["chat"]["id"]], BOT, Content(text="Heat", keyboard=KEYBOARD)
                )

    serving = asyncio.create_task(serve())
    try:
        yield
    finally:
        serving.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await serving


def test_a_percentile_is_the_value_that_so_many_do_not_exceed() -> None:
    hundred = [float(number) for number in range(1, 101)]
    assert [percentile(hundred, percent) for percent in (0, 50, 95, 100)] == [1.0, 51.0, 96.0, 100.0]
    assert percentile([], 95) == float("inf")


def test_people_do_the_same_again_where_the_seed_is_the_same() -> None:
    chat = Sandbox(PEOPLE).chats[PEOPLE[0].id]
    one, other = (Crowd(["Heat (1995)", "Alien (1979)"], seed=3) for _ in range(2))
    acts = [one.next(PEOPLE[at % 4], chat) for at in range(50)]
    assert acts == [other.next(PEOPLE[at % 4], chat) for at in range(50)]
    assert {act.kind for act in acts} >= {"wish", "rating", "command"}


async def test_only_what_is_in_view_and_harmless_is_tapped() -> None:
    sandbox = Sandbox(PEOPLE)
    chat = sandbox.chats[PEOPLE[0].id]
    assert buttons(chat) == []
    for number in range(4):
        sandbox.post(chat, BOT, Content(text=str(number), keyboard=KEYBOARD))
    latest = sorted(chat.messages)[-2:]
    assert sorted(message for message, data, _ in buttons(chat)) == latest
    assert {data for _, data, _ in buttons(chat)} == {"like:abc"}


async def test_everybody_is_answered_by_a_bot_that_answers() -> None:
    sandbox = Sandbox(PEOPLE, answer_seconds=0.1)
    async with a_bot(sandbox):
        driver = driver_at(sandbox)
        await driver.introduce(ratings=1)
        waits = await driver.run(Load(rate=200, seconds=0.3))
    assert sum(map(len, driver.introduced.seconds.values())) == 12  # a hello, a rating and a wish each
    assert not driver.introduced.faults
    assert not waits.faults
    assert {"tap", "wish"} <= set(waits.seconds)
    assert 0 < percentile(waits.all, 99) < 0.05


async def test_what_a_bot_leaves_unanswered_is_told() -> None:
    sandbox = Sandbox(PEOPLE, answer_seconds=0.1)
    async with a_bot(sandbox, deaf_to="callback_query"):
        driver = driver_at(sandbox)
        await driver.introduce(ratings=1)
        waits = await driver.run(Load(rate=100, seconds=0.3))
    assert set(waits.faults) == {"tap like has no answer", "no answer to tap in 0 s"}


def test_an_error_or_an_update_without_answer_misses_the_row() -> None:
    waits = Waits({"tap": [0.1] * 100})
    assert row_of(waits, [], chats=1, load=Load()).ok
    assert not row_of(waits, ["ERROR bot: broken"], chats=1, load=Load()).ok
    assert not row_of(Waits({"tap": [0.1] * 90 + [0.4] * 10}), [], chats=1, load=Load()).ok
    waits.faults["no answer to tap in 10 s"] += 1
    assert not row_of(waits, [], chats=1, load=Load()).ok


def test_trouble_is_what_a_log_warns_of(tmp_path: Path) -> None:
    log = tmp_path / "bot.log"
    log.write_text("12:00:00 INFO bot: hello\n12:00:01 ERROR bot: broken\nTraceback (most recent call last)\n")
    assert len(trouble(log)) == 2


async def test_a_few_people_at_the_real_bot_are_all_answered(trained: Path) -> None:
    async with driven(Options(trained), chats=6, latency=0.0) as (made, driver):
        waits = await driver.run(Load(rate=20, seconds=1.0))
        await made.terminate()
        assert not driver.introduced.faults + waits.faults
        assert trouble(made.log) == []
        assert waits.all
