"""Pauses before something that failed is tried again."""

import pytest
from telegram.error import NetworkError, RetryAfter, TimedOut

from bot.telegram.pauses import Pauses


def test_each_pause_is_twice_as_long_up_to_the_longest() -> None:
    pauses = Pauses(0.5, 3.0)
    assert [pauses.next() for _ in range(5)] == [0.5, 1.0, 2.0, 3.0, 3.0]


def test_what_timed_out_has_waited_already() -> None:
    pauses = Pauses(0.5, 3.0)
    errors = [NetworkError("down"), NetworkError("down"), TimedOut(), NetworkError("down")]
    assert [pauses.after(error) for error in errors] == [0.5, 1.0, 0.5, 1.0]


def test_telegram_is_given_the_time_that_it_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # as the running bot has it
    pauses = Pauses(0.5, 3.0)
    assert [pauses.after(RetryAfter(7)), pauses.next()] == [7.0, 0.5]
