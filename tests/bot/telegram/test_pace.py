"""Calls keep Telegram's limits: by hand with a clock of our own, and by property."""

import asyncio
import contextlib
import heapq
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import RetryAfter

from bot.telegram.pace import AT_ONCE, MARGIN, MOST_KEPT, Limits, Pace, Rate, Schedule

ANN, BOB, GROUP = 1001, 1002, -5


class Time:
    """A clock that moves on only when everybody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = 0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._count += 1
        heapq.heappush(self._sleepers, (self.now + seconds, self._count, waiting))
        await waiting

    async def run(self, *work: Any) -> list[Any]:
        """Until all of the work is done."""
        tasks = [asyncio.ensure_future(each) for each in work]
        while not all(task.done() for task in tasks):
            for _ in range(20):
                await asyncio.sleep(0)
            if self._sleepers:
                self.now, _, waiting = heapq.heappop(self._sleepers)
                waiting.set_result(None)
        return [task.exception() or task.result() for task in tasks]


class Telegram:
    """Remembers when it was called, takes its time, and refuses what it was told to, for some seconds."""

    def __init__(self, time: Time, *, limits: Limits | None = None) -> None:
        self.time = time
        self.pace = Pace(limits, clock=time, sleep=time.sleep)
        self.calls: list[tuple[float, str, Any]] = []
        self.refusals: dict[Any, int] = {}
        self.seconds = 0.0

    def call(self, endpoint: str = "sendMessage", chat_id: int | None = ANN, *, passing: bool = False) -> Any:
        data = {} if chat_id is None else {"chat_id": chat_id}
        once = AT_ONCE if passing else None
        return self.pace.process_request(self._take, (endpoint, chat_id), {}, endpoint, data, once)

    async def _take(self, endpoint: str, chat_id: int | None) -> str:
        self.calls.append((self.time.now, endpoint, chat_id))
        if self.seconds:
            await self.time.sleep(self.seconds)
        seconds = self.refusals.pop(chat_id, None)
        if seconds is not None:
            raise RetryAfter(seconds)
        return "sent"

    @property
    def times(self) -> list[float]:
        return [at for at, _, _ in self.calls]


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Telegram:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # as the running bot has it
    return Telegram(Time())


async def test_a_chat_gets_ten_messages_at_once_and_then_one_a_second(telegram: Telegram) -> None:
    await telegram.time.run(*(telegram.call() for _ in range(13)))
    assert telegram.times == [0.0] * 10 + [1.0, 2.0, 3.0]


async def test_a_group_gets_twenty_messages_at_once_and_then_one_in_three_seconds(telegram: Telegram) -> None:
    await telegram.time.run(*(telegram.call(chat_id=GROUP) for _ in range(22)))
    assert telegram.times == pytest.approx([0.0] * 20 + [3.0, 6.0])


async def test_a_thousand_chats_get_thirty_messages_a_second(telegram: Telegram) -> None:
    await telegram.time.run(*(telegram.call(chat_id=chat) for chat in range(1, 1001)))
    assert max(telegram.times) == pytest.approx(970 / 30)
    assert len({chat for _, _, chat in telegram.calls}) == 1000


async def test_a_busy_chat_does_not_hold_up_the_others(telegram: Telegram) -> None:
    await telegram.time.run(*(telegram.call() for _ in range(25)), telegram.call(chat_id=BOB))
    assert next(at for at, _, chat in telegram.calls if chat == BOB) == 0.0


async def test_edits_and_answers_wait_for_nothing(telegram: Telegram) -> None:
    edits = [telegram.call("editMessageText") for _ in range(100)]
    taps = [telegram.call("answerCallbackQuery", None) for _ in range(100)]
    await telegram.time.run(*edits, *taps)
    assert telegram.times == [0.0] * 200


async def test_nothing_goes_to_a_chat_that_was_told_to_wait(telegram: Telegram) -> None:
    telegram.refusals[ANN] = 7
    (refused,) = await telegram.time.run(telegram.call())
    assert isinstance(refused, RetryAfter)
    await telegram.time.run(telegram.call(), telegram.call("editMessageText"), telegram.call(chat_id=BOB))
    after = [(at, chat) for at, _, chat in telegram.calls[1:]]
    assert after[0] == (0.0, BOB)
    assert [at for at, _ in after[1:]] == [pytest.approx(7 + MARGIN)] * 2


async def test_what_would_come_too_late_is_let_go_while_the_wait_lasts(telegram: Telegram) -> None:
    telegram.refusals[None] = 30
    answers = await telegram.time.run(telegram.call("answerCallbackQuery", None))
    answers += await telegram.time.run(telegram.call("answerCallbackQuery", None), telegram.call("getFile", None))
    assert [type(answer) for answer in answers] == [RetryAfter, RetryAfter, str]
    assert telegram.time.now == 0.0
    assert len(telegram.calls) == 2


async def test_calls_to_one_chat_go_one_after_the_other_and_others_beside_them(telegram: Telegram) -> None:
    telegram.seconds = 4.0
    edits = [telegram.call("editMessageText"), telegram.call(), telegram.call("setMyCommands")]
    await telegram.time.run(*edits, telegram.call(chat_id=BOB), *(telegram.call("getFile", None) for _ in range(3)))
    assert [(at, endpoint) for at, endpoint, chat in telegram.calls if chat == ANN] == [
        (0.0, "editMessageText"),
        (4.0, "sendMessage"),
        (8.0, "setMyCommands"),
    ]
    assert [at for at, _, chat in telegram.calls if chat != ANN] == [0.0] * 4


async def test_what_was_about_to_go_when_its_chat_was_told_to_wait_waits_as_well(telegram: Telegram) -> None:
    telegram.seconds, telegram.refusals[ANN] = 0.5, 7
    refused, *others = await telegram.time.run(telegram.call(), telegram.call("editMessageText"), telegram.call())
    assert isinstance(refused, RetryAfter)
    assert others == ["sent", "sent"]
    assert telegram.times == pytest.approx([0.0, 7.5 + MARGIN, 8.0 + MARGIN])


async def test_a_passing_word_is_let_go_where_the_call_before_it_is_told_to_wait(telegram: Telegram) -> None:
    telegram.seconds, telegram.refusals[ANN] = 0.5, 7
    answers = await telegram.time.run(telegram.call(), telegram.call("editMessageText", passing=True))
    assert [type(answer) for answer in answers] == [RetryAfter, RetryAfter]
    assert telegram.time.now == 0.5
    assert len(telegram.calls) == 1


async def test_no_chat_keeps_its_turn_once_nobody_calls(telegram: Telegram) -> None:
    telegram.seconds = 1.0
    calls = [asyncio.ensure_future(telegram.call("editMessageText", chat % 50)) for chat in range(100)]
    await asyncio.sleep(0)
    calls[60].cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await calls[60]
    assert len(telegram.pace._turns) == 50
    await telegram.time.run(*calls[:60], *calls[61:])
    del calls
    assert len(telegram.pace._turns) == 0


async def test_whoever_fell_silent_is_forgotten(telegram: Telegram) -> None:
    for chat in range(1, 4 * MOST_KEPT):
        telegram.time.now += 2.0
        await telegram.time.run(telegram.call(chat_id=chat))
    assert len(telegram.pace._chats) <= 2 * MOST_KEPT


@given(
    gaps=st.lists(st.floats(0, 3), min_size=1, max_size=60),
    per_second=st.sampled_from([0.5, 1.0, 30.0]),
    burst=st.integers(1, 10),
)
def test_no_span_of_time_has_more_than_its_share(gaps: list[float], per_second: float, burst: int) -> None:
    schedule = Schedule(Rate(per_second, burst))
    now, starts = 0.0, []
    for gap in gaps:
        now += gap
        starts.append(schedule.reserve(now))
        assert starts[-1] >= now
    assert starts == sorted(starts)
    for first in range(len(starts)):
        for last in range(first + burst, len(starts)):
            allowed = burst + (starts[last] - starts[first]) * per_second
            assert last - first + 1 <= allowed + 1e-6
