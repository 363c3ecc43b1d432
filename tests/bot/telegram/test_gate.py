"""How much one person may send, and how much may wait."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.gate import ENDLESS, SWEEP, Allowance, Gate, Patience

ANN, BOB = 5, 6


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def taken(allowance: Allowance, tries: int) -> int:
    return sum(allowance.take(ANN) for _ in range(tries))


def test_a_burst_and_then_so_many_a_second(clock: Clock) -> None:
    allowance = Allowance(5, 2.0, clock=clock)
    assert taken(allowance, 8) == 5
    clock.now += 1.0
    assert taken(allowance, 8) == 2
    clock.now += 100.0
    assert taken(allowance, 8) == 5
    assert allowance.take(BOB)


@given(st.lists(st.floats(0, 3), min_size=1, max_size=80), st.integers(1, 10), st.sampled_from([0.5, 1.0, 3.0]))
def test_no_more_than_the_burst_and_what_the_time_brings(gaps: list[float], at_once: int, rate: float) -> None:
    clock = Clock()
    allowance = Allowance(at_once, rate, clock=clock)
    start, count = clock.now, 0
    for gap in gaps:
        clock.now += gap
        count += allowance.take(ANN)
        assert count <= at_once + rate * (clock.now - start) + 1e-6


@given(st.lists(st.floats(0.5, 9), min_size=1, max_size=60))
def test_nobody_who_keeps_to_the_rate_is_ever_refused(gaps: list[float]) -> None:
    clock = Clock()
    allowance = Allowance(3, 2.0, clock=clock)
    for gap in gaps:
        clock.now += gap
        assert allowance.take(ANN)


def test_who_was_quiet_for_long_enough_is_forgotten(clock: Clock) -> None:
    allowance = Allowance(10, 2.0, clock=clock)
    for person in range(5 * SWEEP):
        clock.now += 0.01
        allowance.take(person)
    assert len(allowance) < 2 * SWEEP


def test_what_is_given_back_can_be_taken_again(clock: Clock) -> None:
    allowance = Allowance(2, 0.1, clock=clock)
    assert taken(allowance, 3) == 2
    allowance.give_back(ANN)
    assert taken(allowance, 3) == 1


def test_so_many_updates_of_one_person_may_wait(clock: Clock) -> None:
    gate = Gate(Patience(at_once=100, waiting=3), clock=clock)
    assert [gate.admit(ANN) for _ in range(5)] == [True, True, True, False, False]
    assert gate.admit(BOB)
    gate.leave(ANN)
    assert gate.admit(ANN)
    assert gate.waiting == 4


def test_a_flood_is_told_of_once_and_the_next_one_again(clock: Clock) -> None:
    gate = Gate(Patience(at_once=2, per_second=1.0), clock=clock)
    assert [gate.admit(ANN) for _ in range(3)] == [True, True, False]
    assert [gate.tell(ANN) for _ in range(3)] == [True, False, False]
    clock.now += 1.0  # served again, and still in a hurry
    assert [gate.admit(ANN) for _ in range(2)] == [True, False]
    assert not gate.tell(ANN)
    clock.now += 10.0
    assert [gate.admit(ANN) for _ in range(3)] == [True, True, False]
    assert gate.tell(ANN)


def test_twenty_films_and_quick_taps_never_meet_the_limits(clock: Clock) -> None:
    gate = Gate(clock=clock)
    for _ in range(20):
        assert gate.admit(ANN)
        gate.leave(ANN)
    for _ in range(60):  # three taps a second for twenty seconds
        clock.now += 1 / 3
        assert gate.admit(ANN)
        gate.leave(ANN)


def test_machines_may_do_as_they_like(clock: Clock) -> None:
    gate = Gate(ENDLESS, clock=clock)
    assert all(gate.admit(ANN) for _ in range(1500))


async def test_whoever_leaves_makes_room(clock: Clock) -> None:
    gate = Gate(Patience(in_all=1), clock=clock)
    await gate.room()
    gate.enter(ANN)
    waiting = asyncio.create_task(gate.room())
    await asyncio.sleep(0)
    assert not waiting.done()
    gate.leave(BOB)  # who has nothing that waits
    await asyncio.sleep(0)
    assert not waiting.done()
    gate.leave(ANN)
    await waiting
    assert gate.waiting == 0
