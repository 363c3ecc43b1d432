"""Two versions of a store side by side: who is in which half, and what ends it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recengine.dataset import Dataset
from recengine.errors import ModelError
from recengine.models.popular import PopularModel
from recengine.persistence import POINTER, ModelStore
from recengine.persistence.comparison import OVER, RUNNING, STOPPED, Comparison, comparison_in, start, stop
from recengine.statistics import ItemStatistics

NOW = 1_700_000_000
PEOPLE = range(4_611_686, 4_611_686 + 2000)


@pytest.fixture
def store(tmp_path: Path, tiny: Dataset) -> ModelStore:
    """A store of three versions."""
    made = ModelStore(tmp_path / "models")
    for _ in range(3):
        publish(made, tiny)
    return made


def publish(store: ModelStore, tiny: Dataset) -> str:
    return store.publish(PopularModel().fit(tiny), catalog=tiny.catalog, statistics=ItemStatistics.of(tiny))


def others(store: ModelStore) -> list[str]:
    return [version for version in store.versions() if version != store.current()]


def test_without_a_comparison_there_is_none(store: ModelStore) -> None:
    assert comparison_in(store.root) is None
    assert stop(store.root, now=NOW) is None


def test_one_that_was_started_runs_until_it_is_stopped(store: ModelStore) -> None:
    made = start(store.root, others(store)[0], now=NOW)
    assert (made.current, made.other, made.started, made.runs) == (store.current(), others(store)[0], NOW, True)
    assert comparison_in(store.root) == made
    over = stop(store.root, now=NOW + 5)
    assert over is not None
    assert (over.ended, over.why, over.salt) == (NOW + 5, STOPPED, made.salt)
    assert comparison_in(store.root) == over
    assert not (store.root / RUNNING).exists()


def test_two_at_once_and_one_with_itself_are_refused(store: ModelStore) -> None:
    current = store.current()
    assert current is not None
    with pytest.raises(ModelError, match="serves everybody already"):
        start(store.root, current, now=NOW)
    start(store.root, others(store)[0], now=NOW)
    with pytest.raises(ModelError, match="compare --stop"):
        start(store.root, others(store)[1], now=NOW)


def test_a_version_that_is_published_ends_it_and_going_back_does_not_bring_it_to_life(
    store: ModelStore, tiny: Dataset
) -> None:
    made = start(store.root, others(store)[0], now=NOW)
    newest = publish(store, tiny)
    over = comparison_in(store.root)
    assert over is not None
    assert (over.runs, over.why) == (False, newest)
    store.point_to(made.current)
    assert comparison_in(store.root) == over


def test_the_other_version_made_the_current_one_ends_it(store: ModelStore) -> None:
    made = start(store.root, others(store)[0], now=NOW)
    store.point_to(made.current)  # no change at all
    assert comparison_in(store.root) == made
    store.point_to(made.other)
    over = comparison_in(store.root)
    assert over is not None
    assert over.why == made.other


def test_it_is_over_though_whoever_published_died_before_saying_so(store: ModelStore) -> None:
    made = start(store.root, others(store)[0], now=NOW)
    (store.root / POINTER).write_text(others(store)[1] + "\n", "utf-8")
    over = comparison_in(store.root)
    assert over is not None
    assert not over.runs
    assert over.ended is not None
    assert over.ended >= made.started
    start(store.root, made.current, now=NOW + 9)


def test_neither_version_is_pruned_while_it_runs(store: ModelStore, tiny: Dataset) -> None:
    oldest, current = others(store)[0], store.current()
    start(store.root, oldest, now=NOW)
    store.prune(0)
    assert {oldest, current} <= set(store.versions())
    stop(store.root, now=NOW)
    publish(store, tiny)
    store.prune(0)
    assert oldest not in store.versions()


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"[" * 5000, b'{"current": 1}', b"x" * 9000])
def test_a_damaged_file_is_refused_and_stopping_removes_it(store: ModelStore, content: bytes) -> None:
    (store.root / RUNNING).write_bytes(content)
    with pytest.raises(ModelError, match="is damaged"):
        comparison_in(store.root)
    store.point_to(others(store)[0])  # goes on nevertheless
    assert stop(store.root, now=NOW) is None
    assert comparison_in(store.root) is None
    assert not (store.root / OVER).exists()


def test_a_store_that_does_not_exist_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="matinee train"):
        start(tmp_path / "none", "v1", now=NOW)


def test_halves_are_stable_and_near_to_half_and_differ_by_comparison() -> None:
    one, another = Comparison("a", "b", "salt1", NOW), Comparison("a", "b", "salt2", NOW)
    first = [one.serves_other(user_id) for user_id in PEOPLE]
    assert first == [Comparison("c", "d", "salt1", 0).serves_other(user_id) for user_id in PEOPLE]
    assert abs(sum(first) - 1000) < 3 * 22.4  # three standard deviations
    agree = sum(mine == another.serves_other(user_id) for mine, user_id in zip(first, PEOPLE, strict=True))
    assert abs(agree - 1000) < 3 * 22.4


@given(st.text(), st.text(), st.text(min_size=1, max_size=16), st.integers(), st.none() | st.integers())
def test_a_comparison_survives_its_file(current: str, other: str, salt: str, at: int, ended: int | None) -> None:
    made = Comparison(current, other, salt, at, ended)
    assert Comparison.from_json(made.to_json()) == made
