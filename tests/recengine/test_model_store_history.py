"""What a store remembers besides its versions: which was served before, which can go, who trains."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recengine.dataset import Dataset
from recengine.errors import ModelError
from recengine.models.popular import PopularModel
from recengine.persistence import MANIFEST, POINTER, Described, ModelStore
from recengine.persistence.pointers import HISTORY, REMEMBERED, before, remember
from recengine.persistence.staging import PRUNED
from recengine.statistics import ItemStatistics


@pytest.fixture(autouse=True, scope="module")
def _quick() -> Iterator[None]:
    """No test here is about the disk: nothing waits for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda descriptor: None)
        yield


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


@pytest.fixture(scope="module")
def model(tiny: Dataset) -> PopularModel:
    return PopularModel().fit(tiny)


@pytest.fixture
def versions(store: ModelStore, model: PopularModel, tiny: Dataset) -> list[str]:
    """Six versions named a to f, published in that order."""
    for name in "abcdef":
        made = store.publish(
            model, catalog=tiny.catalog, statistics=ItemStatistics.of(tiny), info={"trained_at": ord(name)}
        )
        (store.root / made).rename(store.root / name)
        store.point_to(name)
    (store.root / HISTORY).write_text("a\nb\nc\nd\ne\nf\n")
    return list("abcdef")


def states(described: list[Described]) -> list[tuple[str, bool, bool]]:
    return [(one.version, one.is_current, one.is_before) for one in described]


def test_versions_are_described_newest_first(store: ModelStore, versions: list[str]) -> None:
    described = store.described()
    assert states(described)[:3] == [("f", True, False), ("e", False, True), ("d", False, False)]
    assert [one.trained_at for one in described] == [102, 101, 100, 99, 98, 97]
    assert described[0].size == sum(path.stat().st_size for path in (store.root / "f").iterdir())
    assert (described[0].held_back, described[0].trouble) == ("", "")


def test_versions_of_one_second_sort_by_when_they_were_made(
    store: ModelStore, model: PopularModel, tiny: Dataset
) -> None:
    made = [store.publish(model, catalog=tiny.catalog, statistics=ItemStatistics.of(tiny)) for _ in range(12)]
    assert store.versions() == made


def test_a_version_with_a_damaged_manifest_is_described_as_such(store: ModelStore, versions: list[str]) -> None:
    (store.root / "c" / MANIFEST).write_text("{}")
    (one,) = [one for one in store.described() if one.version == "c"]
    assert (one.manifest, one.trained_at) == ({}, None)
    assert "damaged" in one.trouble


def test_going_back_and_forth_ends_where_it_began(store: ModelStore, versions: list[str]) -> None:
    assert (store.current(), store.before()) == ("f", "e")
    store.point_to("e")
    assert (store.current(), store.before()) == ("e", "f")
    store.point_to("f")
    assert (store.current(), store.before()) == ("f", "e")
    store.point_to("b")
    assert (store.current(), store.before()) == ("b", "f")


def test_where_the_one_before_is_gone_it_is_the_one_before_that(store: ModelStore, versions: list[str]) -> None:
    (store.root / "e").rename(store.root.parent / "e")
    assert store.before() == "d"


def test_who_is_killed_between_history_and_pointer_has_lost_nothing(store: ModelStore, versions: list[str]) -> None:
    remember(store.root, "b", current="f")
    assert (store.current(), store.before()) == ("f", "e")
    store.point_to("c")
    assert (store.current(), store.before()) == ("c", "f")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"x" * 100_000, b"nobody\n../../etc\n"])
def test_a_damaged_history_is_no_history_and_no_trouble(
    store: ModelStore, versions: list[str], content: bytes
) -> None:
    (store.root / HISTORY).write_bytes(content)
    assert store.before() is None
    assert len(store.described()) == 6
    store.point_to("a")
    assert (store.current(), store.before()) == ("a", "f")


def test_a_store_of_a_time_before_histories_learns_from_the_next_step(store: ModelStore, versions: list[str]) -> None:
    (store.root / HISTORY).unlink()
    assert store.before() is None
    store.point_to("d")
    assert store.before() == "f"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=REMEMBERED + 10))
def test_whatever_was_served_the_one_before_is_the_latest_other(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    root = tmp_path_factory.mktemp("history")
    current: str | None = None
    for step in steps:
        remember(root, step, current=current)
        current = step
    others = [step for step in steps if step != current]
    assert before(root, current)[:1] == others[-1:]


def test_pruning_keeps_what_is_served_what_was_and_the_newest(store: ModelStore, versions: list[str]) -> None:
    store.point_to("b")
    store.point_to("a")
    gone = store.prune(1)
    assert [one.version for one in gone] == ["e", "d", "c"]
    assert all(one.size > 0 for one in gone)
    assert store.versions() == ["a", "b", "f"]
    assert (store.current(), store.before()) == ("a", "b")
    assert store.prune(1) == []


def test_pruning_keeps_what_another_pointer_names_and_what_it_is_told_to(
    store: ModelStore, versions: list[str]
) -> None:
    store.point_to("b", pointer="CHALLENGER")
    (store.root / "SHARES").write_text('{"a": 0.5}')
    (store.root / "OLD").mkdir()
    assert [one.version for one in store.prune(0, protected=["c"])] == ["d"]
    assert store.current(pointer="CHALLENGER") == "b"
    assert store.before() == "e"


def test_nothing_is_pruned_while_nobody_knows_what_is_served(store: ModelStore, versions: list[str]) -> None:
    (store.root / POINTER).write_text("a")
    with pytest.raises(ModelError, match="damaged"):
        store.prune(0)
    assert store.versions() == versions


def test_an_empty_store_has_nothing_to_describe_or_to_prune(store: ModelStore) -> None:
    assert (store.described(), store.prune(), store.before()) == ([], [], None)
    with pytest.raises(ModelError, match="no model version «x»"):
        store.point_to("x")
    assert not store.root.exists()


def test_what_a_killed_pruning_left_goes_at_the_next_publishing(
    store: ModelStore, versions: list[str], model: PopularModel, tiny: Dataset
) -> None:
    (store.root / "a").rename(store.root / f"{PRUNED}a")
    assert "a" not in store.versions()
    store.publish(model, catalog=tiny.catalog, statistics=ItemStatistics.of(tiny))
    assert not list(store.root.glob(".*"))


def test_a_second_training_is_refused_and_the_next_one_not(store: ModelStore) -> None:
    with (
        store.training(),
        pytest.raises(ModelError, match="another training is under way"),
        ModelStore(store.root).training(),
    ):
        pass
    with store.training():
        pass
    assert not store.root.exists()


def test_many_who_want_to_train_take_turns_and_leave_nothing(store: ModelStore, tmp_path: Path) -> None:
    store.root.mkdir()
    at_it, most, done = [0], [0], [0]

    def train(_: int) -> None:
        for _ in range(20):
            with contextlib.suppress(ModelError), store.training():
                at_it[0] += 1
                most[0] = max(most[0], at_it[0])
                done[0] += 1
                at_it[0] -= 1

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(train, range(4)))
    assert most == [1]
    assert done[0] > 0
    assert list(store.root.iterdir()) == []


def test_a_killed_training_is_in_nobody_s_way(store: ModelStore) -> None:
    script = (
        "import sys; from pathlib import Path; from recengine.persistence import ModelStore\n"
        "with ModelStore(Path(sys.argv[1])).training(): print('held', flush=True); sys.stdin.read()"
    )
    command: list[Any] = [sys.executable, "-c", script, store.root]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(ModelError, match="another training"), store.training():
            pass
        process.kill()
        process.wait()
    with store.training():
        pass
