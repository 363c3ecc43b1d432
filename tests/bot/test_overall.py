"""How far a training is as a whole, and how long it will still take."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.overall import DOWNLOADING, PUBLISHING, READING, SHARES, Course, lasting


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_phase_stands_for_its_usual_share() -> None:
    course = Course(Clock())
    assert course.step("learning who likes what", 1.0).overall == 0.225  # the first of two rounds of 45 out of 100
    assert course.step("learning who likes what", 0.5).overall == 0.338
    assert course.step("learning who likes what", 1.0).overall == 0.45
    assert course.step("learning tastes", 0.5).overall == 0.54


def test_a_phase_that_is_left_out_counts_as_done_and_an_unknown_one_as_nothing() -> None:
    course = Course(Clock())
    assert course.step("thinking", 0.9).overall == 0.0
    assert course.step("solving EASE", 0.0).overall == 0.63
    assert course.step("thinking", 1.0).overall == 0.63
    assert course.step(PUBLISHING, 1.0).to_json() == {"phase": PUBLISHING, "done": 1.0, "overall": 1.0, "left": 0}


def test_time_left_follows_the_pace_so_far_once_there_is_one() -> None:
    clock = Clock()
    course = Course(clock)
    assert course.step("learning who likes what", 0.0).left is None
    clock.now = 1.0
    assert course.step("learning who likes what", 0.5).left is None  # too soon
    clock.now = 11.25
    assert course.step("learning who likes what", 1.0).left == 39  # 22.5 % took 11.25 s, 77.5 % will take 38.75
    clock.now = 60.0
    assert course.step(PUBLISHING, 1.0).left == 0


def test_reading_counts_where_it_is_told() -> None:
    course = Course(Clock())
    assert course.step(READING, 0.5).overall == 0.005  # half of 1 in 101
    assert course.step(READING, 1.0).overall == 0.01
    assert course.step("learning who likes what", 1.0).overall == pytest.approx(23.5 / 101, abs=1e-3)


def test_a_download_says_nothing_of_the_pace() -> None:
    clock = Clock()
    course = Course(clock)
    course.step(DOWNLOADING, 0.0)
    clock.now = 600.0
    assert course.step(DOWNLOADING, 1.0).left is None
    course.step("learning who likes what", 0.0)
    clock.now = 622.5
    step = course.step("learning who likes what", 1.0)
    assert step.overall == pytest.approx(27.5 / 105, abs=1e-3)
    assert step.left == pytest.approx(77.5, abs=1)


@given(st.lists(st.tuples(st.sampled_from([*SHARES, "other"]), st.floats(-1, 2), st.floats(0, 50)), max_size=60))
def test_whatever_phases_tell_the_whole_never_falls_and_time_left_is_never_negative(
    steps: list[tuple[str, float, float]],
) -> None:
    clock = Clock()
    course, last = Course(clock), 0.0
    for phase, done, seconds in steps:
        clock.now += seconds
        step = course.step(phase, done)
        assert last <= step.overall <= 1.0
        assert step.left is None or step.left >= 0
        last = step.overall


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(None, ""), (0, "0:00 left"), (75, "1:15 left"), (3600, "1 h 00 min left"), (5000, "1 h 23 min left")],
)
def test_time_left_in_few_letters(seconds: int | None, told: str) -> None:
    assert lasting(seconds) == told
