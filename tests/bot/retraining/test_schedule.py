"""When a training is due, by time of day and by new ratings; and that it begins once."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import time as time_of_day
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.condition import Prospect
from bot.films import Film
from bot.retraining.schedule import COMPARED_SECONDS, GRACE, Past, Schedule, Timetable, following, latest, past_of
from bot.storage.kept import KeptTraining, TrainingEnd
from bot.storage.sqlite import SqliteStorage
from recengine.persistence import ModelStore
from recengine.persistence.comparison import Comparison
from tests.bot.chatting import ANN, BOB, CountedRetraining, House
from tests.bot.small import FixedServing, small_served

HALF_PAST_FOUR = time_of_day(4, 30)
NIGHT = 1_795_494_600  # 2026-11-24 04:30:00 UTC
DAY = 86_400
HEAT, ALIEN, TITANIC = Film("heat", "Heat", 1995), Film("alien", "Alien", 1979), Film("titanic", "Titanic", 1997)


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def schedule(
    home: House, *, at: time_of_day | None = None, after: int | None = None, made: int | None = None
) -> Schedule:
    serving = FixedServing(replace(small_served(), trained_at=made))
    return Schedule(Timetable(at, after), home.storage, serving, home.retraining, clock=lambda: home.now)


async def rate(home: House, who: int = ANN, film: Film = HEAT, stars: float = 4.0) -> None:
    async with home.storage.transaction() as tx:
        await tx.add_rating(who, film, stars)


async def over(storage: SqliteStorage, how: TrainingEnd, version: str | None = None) -> None:
    training = await storage.training()
    assert training is not None
    async with storage.transaction() as tx:
        await tx.end_training(training.training_id, how, version=version)


@given(st.integers(2 * DAY, 4_000_000_000), st.integers(0, 23), st.integers(0, 59))
def test_a_time_of_day_comes_every_day(now: int, hour: int, minute: int) -> None:
    at = time_of_day(hour, minute)
    before, after = latest(at, now), following(at, now)
    assert before <= now < after
    assert after - before == DAY


def test_a_time_of_day_is_that_of_the_machine_and_follows_its_summer_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Madrid")
    time.tzset()
    assert following(HALF_PAST_FOUR, NIGHT - 2 * 3600) == NIGHT - 3600  # 04:30 in Madrid, an hour before UTC
    summer = NIGHT - 31 * DAY - 2 * 3600  # 2026-10-24 04:30 in Madrid, on the last day of its summer time
    assert following(HALF_PAST_FOUR, summer - 1) == summer
    assert following(HALF_PAST_FOUR, summer) == summer + DAY + 3600


async def test_nothing_is_scheduled_unless_asked_for(home: House) -> None:
    await rate(home)
    assert Timetable().is_empty
    assert not await schedule(home).look()


async def test_at_its_time_a_training_begins_once_where_anything_is_new(home: House) -> None:
    home.now = NIGHT - 600
    await rate(home)
    timed = schedule(home, at=HALF_PAST_FOUR, made=NIGHT - DAY)
    assert not await timed.look()
    home.now = NIGHT
    assert await timed.look()
    assert home.retraining.started == [None]
    assert not await timed.look()
    await over(home.storage, TrainingEnd.DONE, "v2")
    home.now = NIGHT + 300
    await rate(home, BOB)
    assert not await timed.look()
    home.now = NIGHT + DAY
    assert await timed.look()


async def test_without_anything_new_none_begins(home: House) -> None:
    home.now = NIGHT - 600
    await rate(home)
    home.now = NIGHT
    assert not await schedule(home, at=HALF_PAST_FOUR, made=NIGHT - 300).look()
    assert home.retraining.started == []


async def test_who_was_erased_is_news_for_the_model_has_to_forget_them(home: House) -> None:
    home.now = NIGHT - DAY
    await rate(home)
    assert await home.retraining.start()
    await over(home.storage, TrainingEnd.DONE, "v1")
    home.now = NIGHT
    timed = schedule(home, at=HALF_PAST_FOUR, made=NIGHT - DAY + 60)
    assert not await timed.look()
    async with home.storage.transaction() as tx:
        await tx.delete_user(ANN)
    assert await timed.look()


async def test_a_bot_that_was_away_at_its_time_makes_up_for_it_within_an_hour(home: House) -> None:
    await rate(home)
    timed = schedule(home, at=HALF_PAST_FOUR)
    home.now = NIGHT + GRACE
    assert not await timed.look()
    home.now = NIGHT + GRACE - 30
    assert await timed.look()


async def test_after_so_many_new_ratings_a_training_begins(home: House) -> None:
    counted = schedule(home, after=3)
    await rate(home)
    await rate(home, film=ALIEN)
    await rate(home, film=ALIEN, stars=2.0)
    assert not await counted.look()
    await rate(home, BOB)
    assert await counted.look()


@pytest.mark.parametrize("how", [TrainingEnd.FAILED, TrainingEnd.HELD, TrainingEnd.CANCELLED, TrainingEnd.LOST])
async def test_one_that_came_to_nothing_is_not_begun_again_and_again(home: House, how: TrainingEnd) -> None:
    counted = schedule(home, after=2)
    await rate(home)
    await rate(home, BOB)
    assert await counted.look()
    await over(home.storage, how)
    assert not await counted.look()
    await rate(home, film=TITANIC)
    await rate(home, BOB, film=TITANIC)
    assert await counted.look()


async def test_one_that_ended_with_the_bot_in_order_is_begun_again(home: House) -> None:
    counted = schedule(home, after=1)
    await rate(home)
    assert await counted.look()
    await over(home.storage, TrainingEnd.STOPPED)
    assert await counted.look()


async def test_what_is_new_and_when_the_next_one_is_due_is_told(home: House) -> None:
    home.now = NIGHT - 600
    await rate(home)
    told = await schedule(home, at=HALF_PAST_FOUR, after=50, made=NIGHT - DAY).prospect()
    assert told == Prospect(1, NIGHT, 50)
    home.now = NIGHT
    assert await schedule(home, made=NIGHT).prospect() == Prospect(0)


def kept(number: int, at: int, end: TrainingEnd, version: str | None = None) -> KeptTraining:
    return KeptTraining(number, at, at, ratings=10 * number, version=version, end=end)


def test_what_was_learned_counts_from_the_beginning_of_its_training() -> None:
    served = replace(small_served(), version="v2", trained_at=160)
    trainings = [kept(3, 300, TrainingEnd.FAILED), kept(2, 100, TrainingEnd.DONE, "v2")]
    assert past_of(trainings, served, now=400) == Past(100, 300, 20)


def test_going_back_to_an_older_version_makes_nothing_new() -> None:
    served = replace(small_served(), version="v1", trained_at=50)
    assert past_of([kept(2, 100, TrainingEnd.DONE, "v2")], served, now=400) == Past(100, 100, 20)


def test_a_training_by_hand_counts_too() -> None:
    served = replace(small_served(), version="v3", trained_at=200)
    assert past_of([kept(2, 100, TrainingEnd.DONE, "v2")], served, now=400) == Past(200, 200)
    assert past_of([], replace(served, trained_at=None), now=400) == Past()


def test_what_a_clock_gone_astray_wrote_does_not_count() -> None:
    served = replace(small_served(), trained_at=10**11)
    assert past_of([kept(2, 10**10, TrainingEnd.DONE, "v2")], served, now=400) == Past()


async def test_one_process_looks_while_another_trains(home: House, tmp_path: Path) -> None:
    counted = schedule(home, after=1)
    await rate(home)
    elsewhere = CountedRetraining(home.storage, FixedServing(small_served()), tmp_path, clock=home.clock)
    assert await elsewhere.start(ANN)
    assert not await counted.look()


async def test_while_two_versions_are_compared_it_waits_but_not_for_ever(home: House) -> None:
    await rate(home)
    waiting = schedule(home, after=1)
    other = waiting._serving._other
    other.comparison = Comparison("v1", "v2", "salt", home.now)
    assert not await waiting.look()
    home.now += COMPARED_SECONDS - 60
    assert not await waiting.look()
    home.now += 120
    assert await waiting.look()


async def test_a_comparison_that_is_over_keeps_nothing_off(home: House) -> None:
    await rate(home)
    due = schedule(home, after=1)
    due._serving._other.comparison = Comparison("v1", "v2", "salt", home.now, home.now)
    assert await due.look()


async def test_while_somebody_trains_by_hand_none_begins(home: House, tmp_path: Path) -> None:
    store = ModelStore(tmp_path / "models")
    counted = schedule(home, after=1)
    await rate(home)
    with store.training():
        assert not await counted.look()
    assert await counted.look()
