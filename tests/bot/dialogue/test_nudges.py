"""Hours by a person's own clock, worked out by hand."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.nudges import DAY, EARLIEST_CLOCK, HOUR, LATEST_CLOCK, WEEK, Nudges


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("nudges", "now", "due"),
    [
        (Nudges(), "2026-11-24 10:00", "2026-11-27 18:00"),  # a Tuesday, so Friday of that week
        (Nudges(), "2026-11-27 17:59", "2026-11-27 18:00"),
        (Nudges(), "2026-11-27 18:00", "2026-12-04 18:00"),
        (Nudges(clock=120), "2026-11-24 10:00", "2026-11-27 16:00"),  # 18:00 two hours ahead is 16:00
        (Nudges(clock=-480), "2026-11-24 10:00", "2026-11-28 02:00"),
        (Nudges(weekday=0, hour=0), "2026-11-24 10:00", "2026-11-30 00:00"),
    ],
)
def test_the_next_week_is_at_the_chosen_hour(nudges: Nudges, now: str, due: str) -> None:
    assert nudges.next_week(at(now)) == at(due)


def test_a_saved_film_is_asked_about_two_days_later_at_the_chosen_hour() -> None:
    assert Nudges().next_question(at("2026-11-24 10:00")) == at("2026-11-26 18:00")
    assert Nudges().next_question(at("2026-11-24 19:00")) == at("2026-11-27 18:00")
    assert Nudges(clock=120).next_question(at("2026-11-24 10:00")) == at("2026-11-26 16:00")


settings_of = st.builds(
    Nudges,
    weekday=st.integers(0, 6),
    hour=st.integers(0, 23),
    clock=st.integers(EARLIEST_CLOCK, LATEST_CLOCK),
)


@given(settings_of, st.integers(0, 4_000_000_000))
def test_a_week_is_never_in_the_past_nor_more_than_a_week_away(nudges: Nudges, now: int) -> None:
    due = nudges.next_week(now)
    assert now < due <= now + WEEK
    own = datetime.fromtimestamp(due + nudges.clock * 60, UTC)
    assert (own.weekday(), own.hour, own.minute, own.second) == (nudges.weekday, nudges.hour, 0, 0)
    asked = nudges.next_question(now)
    assert now + 2 * DAY <= asked < now + 3 * DAY
    assert datetime.fromtimestamp(asked + nudges.clock * 60, UTC).hour == nudges.hour


@given(settings_of)
def test_settings_are_read_back(nudges: Nudges) -> None:
    assert Nudges.from_json(nudges.to_json()) == nudges


@pytest.mark.parametrize(
    "data", [None, [], {"weekly": 1, "hour": 24, "weekday": -1, "clock": "x"}, {"hour": True, "clock": 10**9}]
)
def test_strange_settings_are_off_and_at_the_usual_hour(data: object) -> None:
    assert Nudges.from_json(data) == Nudges()


def test_a_clock_is_told_as_it_shows() -> None:
    assert Nudges(clock=330).own_time(at("2026-11-24 10:00")) == "15:30"
    assert Nudges(clock=-HOUR // 60).own_time(at("2026-11-24 00:10")) == "23:10"
